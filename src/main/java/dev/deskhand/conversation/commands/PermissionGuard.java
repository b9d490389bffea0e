package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.people.Permissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Refuses what somebody may not do, and puts it on record. */
@Component
public class PermissionGuard {

  private final Permissions permissions;

  /** Commands ask this one, so it asks for them when all of them are there. */
  private final ObjectProvider<CommandRegistry> commands;

  PermissionGuard(Permissions permissions, ObjectProvider<CommandRegistry> commands) {
    this.permissions = permissions;
    this.commands = commands;
  }

  /**
   * Why somebody may not do something with a ticket. Of one that is not theirs to see nobody learns
   * so much as that it exists; the record has the reason.
   *
   * @param key the ticket's key as it was given, if it was
   */
  public Optional<List<Reply>> refused(
      CommandSpec command, Ticket ticket, Optional<TicketKey> key, CommandContext context) {
    return switch (permissions.may(context.person(), command, ticket.relations(context.person()))) {
      case Permissions.Verdict.Allowed allowed -> Optional.empty();
      case Permissions.Verdict.Denied denied -> {
        permissions.recordRefusal(context.actor(), command, ticket.key(), denied.why());
        yield Optional.of(
            key.filter(hidden -> permissions.concerns(context.person(), command))
                .filter(hidden -> !maySee(ticket, context))
                .map(hidden -> Replies.unknownTicket(hidden.text()))
                .orElseGet(() -> Replies.no(denied.why())));
      }
    };
  }

  /** What somebody may do with no ticket at all is refused in the same words, if there is none. */
  public Optional<List<Reply>> refusedWhatever(
      CommandSpec command, TicketKey key, CommandContext context) {
    if (permissions.concerns(context.person(), command)) {
      return Optional.empty();
    }
    return switch (permissions.may(context.person(), command, Set.of())) {
      case Permissions.Verdict.Allowed allowed -> Optional.empty();
      case Permissions.Verdict.Denied denied -> {
        permissions.recordRefusal(context.actor(), command, key.text(), denied.why());
        yield Optional.of(Replies.no(denied.why()));
      }
    };
  }

  /** Why somebody may not be shown a ticket, put on record; empty if they may. */
  public Optional<List<Reply>> hidden(Ticket ticket, TicketKey key, CommandContext context) {
    return refused(show(), ticket, Optional.of(key), context);
  }

  private boolean maySee(Ticket ticket, CommandContext context) {
    return switch (permissions.may(context.person(), show(), ticket.relations(context.person()))) {
      case Permissions.Verdict.Allowed allowed -> true;
      case Permissions.Verdict.Denied denied -> false;
    };
  }

  private CommandSpec show() {
    return commands.getObject().spec("show");
  }
}
