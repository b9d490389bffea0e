package dev.deskhand.conversation.commands.requests;

import static dev.deskhand.language.CommandPermission.staff;

import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketOpenedReply;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.RequestTicket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.CatalogItem;
import dev.deskhand.requests.Requests;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Asks for something from the catalog. */
@Component
@Order(130)
record RequestItemCommand(Requests requests, TicketOpenedReply opened)
    implements TicketlessCommand<RequestItemCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "request",
              CommandGroup.DESK,
              "Asks for something from the catalog; a form opens for what is missing",
              "request laptop model=light")
          .takes(
              Param.required("item", Kind.ITEM, "what you ask for"),
              Param.optional("fields", Kind.FIELDS, "its details, as field=value"))
          .permits(staff());

  /**
   * What is asked for.
   *
   * @param fields what was given of the item's fields, by name
   */
  record Arguments(String item, Map<String, String> fields) {
    Arguments {
      fields = Map.copyOf(fields);
    }
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.text("item"), given.fields());
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return switch (requests.submit(
        given.item(), given.fields(), context.platform(), context.actor())) {
      case Requests.SubmitOutcome.Submitted submitted ->
          opened.of(
              RequestCards.card(
                  submitted.request(), RequestTicket.reader(submitted.request(), context)),
              context.platform(),
              context.answeredTo(),
              context);
      case Requests.SubmitOutcome.Incomplete incomplete ->
          Replies.one(form(incomplete.item(), given.fields(), incomplete.problems()));
      case Requests.SubmitOutcome.UnknownItem unknown ->
          Replies.no(
              "There is nothing called "
                  + given.item()
                  + " in the catalog."
                  + Replies.nearest(unknown.nearest()),
              Action.of("Show the catalog", "catalog"));
    };
  }

  private static Reply.Form form(
      CatalogItem item, Map<String, String> entered, Map<String, String> problems) {
    List<Reply.Input> inputs =
        item.fields().stream()
            .map(
                field ->
                    new Reply.Input(
                        field.name(),
                        field.label(),
                        kind(field.type()),
                        field.required(),
                        entered.containsKey(field.name())
                            ? problems.getOrDefault(field.name(), field.hint())
                            : field.hint(),
                        field.choices().stream()
                            .map(choice -> new Reply.Option(choice, choice))
                            .toList(),
                        entered.getOrDefault(field.name(), "")))
            .toList();
    String wrong =
        problems.entrySet().stream()
            .filter(problem -> entered.containsKey(problem.getKey()))
            .map(problem -> problem.getKey() + ": " + problem.getValue())
            .sorted()
            .collect(Collectors.joining("\n"));
    return new Reply.Form(
        UUID.randomUUID().toString(),
        item.name(),
        "request " + item.id(),
        wrong.isEmpty() ? item.description() : wrong,
        inputs,
        "Ask for it",
        entered.isEmpty() ? Map.of() : problems);
  }

  private static Reply.InputKind kind(CatalogItem.Type type) {
    return switch (type) {
      case TEXT -> Reply.InputKind.LINE;
      case PARAGRAPH -> Reply.InputKind.PARAGRAPH;
      case CHOICE -> Reply.InputKind.CHOICE;
      case NUMBER -> Reply.InputKind.NUMBER;
      case DATE -> Reply.InputKind.DATE;
      case PERSON -> Reply.InputKind.PERSON;
    };
  }
}
