package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.people.AuditLog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The message that stays in a channel, with what everybody needs in buttons. A button holds its
 * command, so it works for as long as the message is there.
 */
@Component
public class PanelCommand {

  public static final Reply PANEL =
      new Reply.Choices(
          "Need help? Press a button. Only you see what comes of it.",
          List.of(
              Action.primary("Report an issue", "report"),
              Action.of("Ask for something", "catalog"),
              Action.of("My tickets", "my"),
              Action.of("Status", "status")));

  private final Outbox outbox;
  private final AuditLog record;
  private final PostingChecks postable;

  PanelCommand(Outbox outbox, AuditLog record, PostingChecks postable) {
    this.outbox = outbox;
    this.record = record;
    this.postable = postable;
  }

  public List<Reply> post(@Nullable String named, CommandContext asked) {
    Optional<Address> channel =
        named == null || named.equalsIgnoreCase("here")
            ? Optional.of(asked.origin().place().address())
            : AdminCommands.address(named, asked).map(address -> address);
    if (channel.isEmpty()) {
      return Replies.no(
          "A channel is written with its platform, such as slack:C0123 or discord:4567.");
    }
    Address to = channel.get();
    outbox.pin(to, Outbox.PANEL, PANEL);
    record.record(asked.actor(), "panel", "", to.conversation());
    return Replies.one(
        new Reply.Text(
            "The panel is on its way to "
                + to.conversation()
                + "; if it is there already, it is made new."
                + postable.warnings(to)));
  }
}
