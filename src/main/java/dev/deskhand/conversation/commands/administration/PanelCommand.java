package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.PostingChecks;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The message that stays in a channel, with what everybody needs in buttons. A button holds its
 * command, so it works for as long as the message is there.
 */
@Component
@Order(420)
public record PanelCommand(Outbox outbox, RecordWriter record, PostingChecks checks)
    implements TicketlessCommand<PanelCommand.Arguments> {

  public static final Reply PANEL =
      new Reply.Choices(
          "Need help? Press a button. Only you see what comes of it.",
          List.of(
              Action.primary("Report an issue", "report"),
              Action.of("Ask for something", "catalog"),
              Action.of("My tickets", "my"),
              Action.of("Status", "status")));

  static final CommandSpec SPEC =
      CommandSpec.of(
              "panel",
              CommandGroup.MANAGE,
              "Posts a message that stays, with buttons to report, ask and look things up",
              "panel")
          .takes(
              Param.optional(
                  "channel", Kind.CHANNEL, "the channel; without it, the one where you say it"))
          .permits(roles(ADMIN));

  /**
   * Where to post the panel.
   *
   * @param channel {@code slack:C012}; null for the channel where it is said
   */
  record Arguments(@Nullable String channel) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.textOrNull("channel"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    String named = given.channel();
    Optional<Address> channel =
        named == null || named.equalsIgnoreCase("here")
            ? Optional.of(context.origin().place().address())
            : NamedChannel.address(named, context).map(address -> address);
    if (channel.isEmpty()) {
      return NamedChannel.unknown();
    }
    Address to = channel.get();
    outbox.pin(to, Outbox.PANEL, PANEL);
    record.write(
        context
            .actor()
            .did(Verb.PANEL, Subject.desk(""))
            .changing(Values.NONE, Values.of("conversation", to.conversation())));
    return Replies.one(
        new Reply.Text(
            "The panel is on its way to "
                + to.conversation()
                + "; if it is there already, it is made new."
                + checks.warnings(to)));
  }
}
