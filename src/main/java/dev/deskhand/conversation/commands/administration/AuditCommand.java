package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.commands.Replies;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.AuditLog;
import dev.deskhand.people.Permissions;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.HistoryEntry;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(430)
final class AuditCommand implements DeskCommand<AuditCommand.Arguments> {

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

  private static final int AUDITED_AT_ONCE = 30;
  private static final String KEPT_FROM_REQUESTER = "(internal, not for its requester)";

  /** What is asked for. */
  sealed interface Arguments {

    /** What is on record about a ticket. */
    record OfTicket(TicketKey key, int page) implements Arguments, OnTicket {}

    /** What is on record and concerns no ticket: {@code audit} without a key. */
    record OfDesk(int page) implements Arguments {}
  }

  private final Incidents incidents;
  private final Outages outages;
  private final Requests requests;
  private final Permissions permissions;
  private final AuditLog record;

  AuditCommand(
      Incidents incidents,
      Outages outages,
      Requests requests,
      Permissions permissions,
      AuditLog record) {
    this.incidents = incidents;
    this.outages = outages;
    this.requests = requests;
    this.permissions = permissions;
    this.record = record;
  }

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
  public List<Reply> carryOut(Arguments given, AnyTicket ticket, CommandContext context) {
    return switch (given) {
      case Arguments.OfTicket of -> ofTicket(ticket, of.page(), context);
      case Arguments.OfDesk of -> ofDesk(of.page());
    };
  }

  /** What is on record and concerns no ticket, the refusals among it. */
  private List<Reply> ofDesk(int page) {
    AuditLog.Page latest = record.latest(page);
    if (latest.entries().isEmpty() && page > 1) {
      return Replies.noPage("audit", page, AuditLog.PAGE, record.count(), AuditLog.COUNTED);
    }
    if (latest.entries().isEmpty()) {
      return Replies.one(new Reply.Text("Nothing is on record about the desk itself."));
    }
    return Replies.one(
        new Reply.Listing(
            "On record about the desk itself",
            latest.entries().stream()
                .map(
                    entry ->
                        row(
                            entry.at() + " " + entry.who() + ": " + entry.what(),
                            change(entry.before(), entry.after()),
                            "",
                            entry.place(),
                            entry.correlationId()))
                .toList(),
            Replies.pages("audit", page, latest.goesOn())));
  }

  /**
   * Everything on record about a ticket: its changes, and the commands that were refused. Of one's
   * own ticket it tells that something internal was said, by whom and when, and not what.
   */
  private List<Reply> ofTicket(AnyTicket ticket, int page, CommandContext context) {
    Recorded recorded = recorded(ticket, page, context);
    if (recorded.rows().isEmpty() && page > 1) {
      return Replies.noPage(
          "audit " + ticket.key(), page, AUDITED_AT_ONCE, recorded.total(), Page.COUNTED);
    }
    List<Reply.Row> rows = new ArrayList<>(recorded.rows());
    if (page == 1) {
      permissions
          .refusals(ticket.key(), 20)
          .forEach(
              refusal ->
                  rows.add(
                      row(
                          refusal.at() + " " + refusal.who() + ": refused " + refusal.command(),
                          "",
                          refusal.why(),
                          refusal.place(),
                          "")));
    }
    return Replies.one(
        new Reply.Listing(
            "On record about " + ticket.key(),
            rows,
            Replies.pages("audit " + ticket.key(), page, recorded.goesOn())));
  }

  /** One page of a ticket's changes. */
  private record Recorded(List<Reply.Row> rows, int total, boolean goesOn) {

    static Recorded page(List<Reply.Row> all, int page) {
      int from = (int) Math.min(all.size(), (page - 1L) * AUDITED_AT_ONCE);
      int to = Math.min(all.size(), from + AUDITED_AT_ONCE);
      return new Recorded(all.subList(from, to), all.size(), to < all.size());
    }
  }

  private Recorded recorded(AnyTicket ticket, int page, CommandContext context) {
    return switch (ticket) {
      case AnyTicket.OfIncident of -> {
        Page<HistoryEntry> history = incidents.history(of.incident().id(), true, page);
        yield new Recorded(
            history.items().stream()
                .map(entry -> row(entry, of.hidesInternalFrom(context.person())))
                .toList(),
            history.total(),
            history.hasNext());
      }
      case AnyTicket.OfOutage of ->
          Recorded.page(
              outages.timeline(of.outage().id()).stream()
                  .map(
                      entry ->
                          row(
                              entry.at() + " " + entry.actorName() + ": " + entry.verb(),
                              (entry.severity() == null
                                      ? ""
                                      : OutageCards.severity(entry.severity()) + ", ")
                                  + entry.stage().name().toLowerCase(Locale.ROOT),
                              entry.text(),
                              entry.place(),
                              entry.correlationId()))
                  .toList(),
              page);
      case AnyTicket.OfRequest of ->
          Recorded.page(
              requests.history(of.request().id()).stream()
                  .map(
                      entry ->
                          row(
                              entry.at() + " " + entry.actorName() + ": " + entry.verb(),
                              change(entry.before(), entry.after()),
                              entry.text(),
                              entry.place(),
                              entry.correlationId()))
                  .toList(),
              page);
      case AnyTicket.None none -> new Recorded(List.of(), 0, false);
    };
  }

  private static Reply.Row row(HistoryEntry entry, boolean toRequester) {
    boolean kept = toRequester && entry.internal();
    return row(
        entry.at() + " " + entry.actorName() + ": " + entry.verb(),
        kept ? "" : change(entry.before(), entry.after()),
        kept ? KEPT_FROM_REQUESTER : entry.text(),
        entry.place(),
        entry.correlationId());
  }

  private static Reply.Row row(
      String title, String change, String text, String place, String correlationId) {
    String detail =
        Stream.of(change, text, "from " + place, correlationId)
            .filter(part -> !part.isBlank())
            .reduce((first, second) -> first + ", " + second)
            .orElse("");
    return new Reply.Row("", title, detail);
  }

  private static String change(String before, String after) {
    return before.isEmpty() ? after : before + " → " + (after.isEmpty() ? "nothing" : after);
  }
}
