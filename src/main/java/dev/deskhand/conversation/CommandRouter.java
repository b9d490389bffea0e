package dev.deskhand.conversation;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.commands.ActionFilter;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.commands.PermissionGuard;
import dev.deskhand.conversation.commands.desk.FreeTextReply;
import dev.deskhand.conversation.commands.desk.HomeReply;
import dev.deskhand.conversation.forms.Forms;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.ThreadMessageHandler;
import dev.deskhand.conversation.tickets.NoTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Brings what somebody wants to where it is carried out. The ticket is looked up and the permission
 * is asked here, before any command sees it.
 */
@Component
class CommandRouter {

  private final CommandRegistry commands;
  private final Tickets tickets;
  private final PermissionGuard guard;
  private final ActionFilter actions;
  private final Forms forms;
  private final HomeReply home;
  private final FreeTextReply words;
  private final ThreadMessageHandler threadMessages;

  CommandRouter(
      CommandRegistry commands,
      Tickets tickets,
      PermissionGuard guard,
      ActionFilter actions,
      Forms forms,
      HomeReply home,
      FreeTextReply words,
      ThreadMessageHandler threadMessages) {
    this.commands = commands;
    this.tickets = tickets;
    this.guard = guard;
    this.actions = actions;
    this.forms = forms;
    this.home = home;
    this.words = words;
    this.threadMessages = threadMessages;
  }

  List<Reply> route(Command command, CommandContext context) {
    Ticket ticket = new NoTicket();
    Optional<TicketKey> key = command.ticket();
    Optional<CommandSpec> needed = needed(command);
    if (key.isPresent()) {
      Optional<Ticket> found = tickets.find(key.get());
      if (found.isEmpty()) {
        return needed
            .flatMap(spec -> guard.refusedWhatever(spec, key.get(), context))
            .orElseGet(() -> Replies.unknownTicket(key.get().text()));
      }
      ticket = found.get();
    }
    Optional<List<Reply>> refused = Optional.empty();
    if (needed.isPresent()) {
      refused = guard.refused(needed.get(), ticket, key, context);
    }
    return refused.isPresent()
        ? refused.get()
        : actions.fitting(carryOut(command, ticket, context), context.person());
  }

  /** Free words are what somebody says who may report. */
  private Optional<CommandSpec> needed(Command command) {
    return command instanceof Command.FreeText
        ? Optional.of(commands.spec("report"))
        : command.spec();
  }

  private List<Reply> carryOut(Command command, Ticket ticket, CommandContext context) {
    return switch (command) {
      case Command.Call<?> call -> call(call, ticket, context);
      case Command.Home screen -> home.home(screen, context);
      case Command.Talk said -> talk(said, context);
      case Command.ThreadCommand ofThread -> route(ofThread.otherwise(), context);
      case Command.FreeText free ->
          threadMessages.freeText(free, context).orElseGet(() -> words.to(free, context));
      case Command.Ask ask -> forms.show(ask, ticket, context);
      case Command.Misunderstood misunderstood -> Replies.one(misunderstood.answer());
    };
  }

  private static <A> List<Reply> call(Command.Call<A> call, Ticket ticket, CommandContext context) {
    if (call.definition() instanceof DeskCommand<A> command) {
      return command.carryOut(call.arguments(), ticket, context);
    }
    throw new IllegalStateException(call.definition().spec().words() + " is carried out nowhere");
  }

  private List<Reply> talk(Command.Talk said, CommandContext context) {
    return switch (said) {
      case Command.ThreadMessage message ->
          threadMessages
              .message(message, context)
              .orElseGet(
                  () ->
                      context.origin().place().direct()
                          ? route(message.otherwise(), context)
                          : List.of());
      case Command.MessageEdited edited -> threadMessages.edited(edited, context);
      case Command.MessageDeleted deleted -> threadMessages.deleted(deleted, context);
    };
  }
}
