package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.AuditTrail;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.tickets.Incidents.Page;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(430)
record AuditCommand(RecordReader record) implements DeskCommand<AuditCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "audit",
              CommandGroup.MANAGE,
              "Shows every change of a ticket, or of the desk itself, and every refused command",
              "audit INC-12")
          .takes(
              Param.optional(
                  "key",
                  Kind.KEY,
                  "the ticket; without it, what concerns none: channels, roles, services",
                  "inc",
                  "req",
                  "out"),
              Param.page())
          .permits(roles(ADMIN))
          .with(Trait.READS);

  /** What is asked for. */
  sealed interface Arguments {

    /** What is on record about a ticket. */
    record OfTicket(TicketKey key, int page) implements Arguments, OnTicket {}

    /** What is on record and concerns no ticket: {@code audit} without a key. */
    record OfDesk(int page) implements Arguments {}
  }

  private static final int LAST_PAGE = RecordReader.DESK_COUNTED / AuditTrail.PAGE;

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return given.has("key")
        ? new Arguments.OfTicket(given.key("key"), given.page())
        : new Arguments.OfDesk(given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, Ticket ticket, CommandContext context) {
    return switch (given) {
      case Arguments.OfTicket of -> ofTicket(ticket, of.page(), context);
      case Arguments.OfDesk of -> ofDesk(of.page());
    };
  }

  /** What is on record and concerns no ticket, the refusals among it. */
  private List<Reply> ofDesk(int page) {
    List<RecordEntry> latest =
        page > LAST_PAGE
            ? List.of()
            : record.ofDesk((Math.max(1, page) - 1) * AuditTrail.PAGE, AuditTrail.PAGE + 1);
    if (latest.isEmpty() && page > 1) {
      return Replies.noPage(
          "audit", page, AuditTrail.PAGE, record.countOfDesk(), RecordReader.DESK_COUNTED);
    }
    if (latest.isEmpty()) {
      return Replies.one(new Reply.Text("Nothing is on record about the desk itself."));
    }
    return Replies.one(
        new Reply.Listing(
            "On record about the desk itself",
            latest.stream().limit(AuditTrail.PAGE).map(AuditCommand::row).toList(),
            Replies.pages("audit", page, latest.size() > AuditTrail.PAGE && page < LAST_PAGE)));
  }

  private static Reply.Row row(RecordEntry entry) {
    boolean refused = entry.verb() == Verb.REFUSE;
    return AuditTrail.row(
        entry,
        AuditTrail.what(entry),
        refused ? entry.words() : AuditTrail.change(entry.before(), entry.after(), Values::inWords),
        "");
  }

  /**
   * Everything on record about a ticket: its changes, and the commands that were refused. Of one's
   * own ticket it tells that something internal was said, by whom and when, and not what.
   */
  private List<Reply> ofTicket(Ticket ticket, int page, CommandContext context) {
    AuditTrail recorded = ticket.audit(page, context.person());
    if (recorded.rows().isEmpty() && page > 1) {
      return Replies.noPage(
          "audit " + ticket.key(), page, AuditTrail.PAGE, recorded.total(), Page.COUNTED);
    }
    List<Reply.Row> rows = new ArrayList<>(recorded.rows());
    if (page == 1) {
      record
          .refusals(Subject.ofKey(ticket.key()), 20)
          .forEach(
              refusal ->
                  rows.add(AuditTrail.row(refusal, AuditTrail.what(refusal), "", refusal.words())));
    }
    return Replies.one(
        new Reply.Listing(
            "On record about " + ticket.key(),
            rows,
            Replies.pages("audit " + ticket.key(), page, recorded.goesOn())));
  }
}
