package dev.deskhand.conversation.forms;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.commands.DuplicateDetection;
import dev.deskhand.conversation.commands.Teams;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.Command;
import dev.deskhand.status.Services;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Forms, with what only the desk's data knows: what can be chosen, and how the ticket stands. A
 * form that could only be refused when it is sent is refused before it is filled in.
 */
@Component
public class Forms {

  private final Services services;
  private final Teams teams;
  private final AllowedActions allowed;

  Forms(Services services, Teams teams, AllowedActions allowed) {
    this.services = services;
    this.teams = teams;
    this.allowed = allowed;
  }

  /** The form, or why it could only be refused. */
  public List<Reply> show(Command.Ask ask, Ticket ticket, CommandContext context) {
    if (!(ask.command() instanceof DeskCommand<?> command)) {
      return Replies.one(whole(ask.form(), context));
    }
    return command
        .refusedBeforehand(ticket, context)
        .orElseGet(
            () ->
                Replies.one(whole(ask.form().with(command.asItStands(ticket, context)), context)));
  }

  /** Without the questions whose answers the person could not know. */
  private Reply.Form whole(Reply.Form form, CommandContext context) {
    return withOptions(
        allowed.seesServices(context.person())
            ? form
            : form.only(input -> !asksService(input) && input.kind() != Reply.InputKind.PERSON));
  }

  private Reply.Form withOptions(Reply.Form form) {
    if (form.inputs().stream().noneMatch(Forms::needsOptions)) {
      return form;
    }
    List<Services.Service> all = services.all();
    String text =
        form.inputs().stream()
            .filter(input -> input.name().equals("text"))
            .map(Reply.Input::value)
            .findFirst()
            .orElse("");
    return new Reply.Form(
        form.id(),
        form.title(),
        form.command(),
        form.intro(),
        form.inputs().stream().map(input -> withOptions(input, all, text)).toList(),
        form.submit(),
        form.problems());
  }

  private static boolean needsOptions(Reply.Input input) {
    return asksService(input) || input.kind() == Reply.InputKind.PERSON_OR_TEAM;
  }

  private static boolean asksService(Reply.Input input) {
    return input.name().equals("service");
  }

  private Reply.Input withOptions(Reply.Input input, List<Services.Service> all, String text) {
    if (asksService(input) && !all.isEmpty()) {
      String named =
          Services.Found.in(all, input.value()) instanceof Services.Found.One(var service)
              ? service.name()
              : DuplicateDetection.service(all, text).map(Services.Service::name).orElse("");
      List<String> offered =
          all.stream().filter(Services.Service::listed).map(Services.Service::name).toList();
      return with(input, Reply.InputKind.CHOICE, offered, named);
    }
    return input.kind() == Reply.InputKind.PERSON_OR_TEAM
        ? with(input, input.kind(), teams.names(), input.value())
        : input;
  }

  private static Reply.Input with(
      Reply.Input input, Reply.InputKind kind, List<String> options, String value) {
    return new Reply.Input(
        input.name(),
        input.label(),
        kind,
        input.required(),
        input.hint(),
        options.stream().map(name -> new Reply.Option(name, name)).toList(),
        value);
  }
}
