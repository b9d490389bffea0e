package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.notifications.Outbox;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(440)
record UndeliveredCommand(Outbox outbox)
    implements TicketlessCommand<UndeliveredCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "undelivered",
              CommandGroup.MANAGE,
              "Lists undelivered messages, retries or discards them, and releases what is held",
              "undelivered retry 17")
          .takes(
              Param.required(
                  "change", Kind.CHOICE, "what to do", "list", "retry", "discard", "release"),
              Param.optional("id", Kind.ID, "the number of the message"),
              Param.page())
          .permits(roles(ADMIN));

  /** What to do with messages that could not be delivered. */
  enum Change {
    LIST,
    RETRY,
    DISCARD,
    RELEASE
  }

  /**
   * Messages that could not be delivered.
   *
   * @param id the message to retry or discard
   */
  record Arguments(Change change, @Nullable Long id, int page) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public boolean needs(Param param, ParsedArguments given) {
    return param.required()
        || (param.name().equals("id")
            && (given.is("change", "retry") || given.is("change", "discard")));
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.choice("change", Change.class).orElseThrow(),
        given.number("id").map(Integer::longValue).orElse(null),
        given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    Long id = given.id();
    return switch (given.change()) {
      case LIST -> list(given.page());
      case RELEASE ->
          outbox.release(context.actor()).stream()
              .mapToObj(
                  released ->
                      Replies.one(
                          new Reply.Text(
                              "The outbox is no longer held. Messages on their way: "
                                  + released
                                  + ".")))
              .findFirst()
              .orElseGet(() -> Replies.no("The outbox is not held: there is nothing to release."));
      case RETRY ->
          id == null
              ? Replies.no("Say which: undelivered retry 17")
              : outbox.retry(id, context.actor())
                  ? Replies.one(new Reply.Text("Message " + id + " is on its way again."))
                  : Replies.no("There is no undelivered message " + id + ".");
      case DISCARD ->
          id == null
              ? Replies.no("Say which: undelivered discard 17")
              : outbox.discard(id, context.actor())
                  ? Replies.one(new Reply.Text("Message " + id + " is discarded."))
                  : Replies.no("There is no undelivered message " + id + ".");
    };
  }

  private List<Reply> list(int page) {
    List<Outbox.Undelivered> all = outbox.undelivered(page);
    if (all.isEmpty() && page > 1) {
      return Replies.noPage(
          "undelivered list", page, Outbox.PAGE, outbox.countUndelivered(), Outbox.COUNTED);
    }
    OptionalLong held = outbox.held();
    if (all.isEmpty() && held.isEmpty()) {
      return Replies.one(new Reply.Text("There are no undelivered messages."));
    }
    return Replies.one(
        new Reply.Listing(
            held.isEmpty()
                ? "Undelivered messages"
                : "Undelivered messages. %d are held since a backup was restored; undelivered release"
                        .formatted(held.getAsLong())
                    + " lets them go",
            all.stream()
                .map(
                    message ->
                        new Reply.Row(
                            "",
                            message.id() + " to " + message.to() + ": " + message.why(),
                            message.since() + ", " + message.text(),
                            actions(message)))
                .toList(),
            Stream.concat(
                    held.isEmpty()
                        ? Stream.empty()
                        : Stream.of(Action.of("Release", "undelivered release")),
                    Replies.pages("undelivered list", page, all.size() >= Outbox.PAGE).stream())
                .toList()));
  }

  private static List<Action> actions(Outbox.Undelivered message) {
    Action discard = Action.danger("Discard", "undelivered discard " + message.id());
    return message.held()
        ? List.of(discard)
        : List.of(Action.of("Retry", "undelivered retry " + message.id()), discard);
  }
}
