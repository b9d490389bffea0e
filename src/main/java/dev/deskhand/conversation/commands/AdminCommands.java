package dev.deskhand.conversation.commands;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.Command;
import dev.deskhand.notifications.Channels;
import dev.deskhand.notifications.Outbox;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands of admins. */
@Component
public class AdminCommands {

  private static final int AUDITED_AT_ONCE = 30;
  private static final String KEPT_FROM_REQUESTER = "(internal, not for its requester)";

  private final Incidents incidents;
  private final Outages outages;
  private final Requests requests;
  private final Permissions permissions;
  private final Channels channels;
  private final Outbox outbox;
  private final AuditLog record;
  private final PostingChecks postable;

  AdminCommands(
      Incidents incidents,
      Outages outages,
      Requests requests,
      Permissions permissions,
      Channels channels,
      Outbox outbox,
      AuditLog record,
      PostingChecks postable) {
    this.postable = postable;
    this.record = record;
    this.incidents = incidents;
    this.outages = outages;
    this.requests = requests;
    this.permissions = permissions;
    this.channels = channels;
    this.outbox = outbox;
  }

  public List<Reply> channel(Command.Channel command, CommandContext asked) {
    if (command.change() == Command.ChannelChange.LIST) {
      return Replies.one(
          new Reply.Text(
              "Incidents and requests are posted to: "
                  + words(Channels.Purpose.TRIAGE)
                  + "\nOutages are posted to: "
                  + words(Channels.Purpose.STATUS)));
    }
    if (command.purpose() == null) {
      return Replies.no("Say for what: triage or status, such as: channel add triage slack:C0123");
    }
    Channels.Purpose purpose =
        switch (command.purpose()) {
          case TRIAGE -> Channels.Purpose.TRIAGE;
          case STATUS -> Channels.Purpose.STATUS;
        };
    Optional<Address.Channel> channel = address(command.channel(), asked);
    if (channel.isEmpty()) {
      return Replies.no(
          "A channel is written with its platform, such as slack:C0123 or discord:4567.");
    }
    Address.Channel address = channel.get();
    String name = address.conversation();
    return switch (command.change()) {
      case ADD ->
          channels.add(purpose, address, asked.actor())
              ? Replies.one(
                  new Reply.Text(name + " now gets these posts." + postable.warnings(address)))
              : Replies.no(name + " gets these posts already.");
      case REMOVE ->
          channels.remove(purpose, address, asked.actor())
              ? Replies.one(new Reply.Text(name + " no longer gets these posts."))
              : Replies.no(name + " does not get these posts.");
      case LIST -> List.of();
    };
  }

  public List<Reply> undelivered(Command.Undelivered command, CommandContext asked) {
    Long id = command.id();
    return switch (command.change()) {
      case LIST -> list(command.page());
      case RELEASE ->
          outbox.release(asked.actor()).stream()
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
              : outbox.retry(id, asked.actor())
                  ? Replies.one(new Reply.Text("Message " + id + " is on its way again."))
                  : Replies.no("There is no undelivered message " + id + ".");
      case DISCARD ->
          id == null
              ? Replies.no("Say which: undelivered discard 17")
              : outbox.discard(id, asked.actor())
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

  /** What is on record and concerns no ticket, the refusals among it. */
  public List<Reply> auditDesk(int page) {
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
  public List<Reply> audit(AnyTicket subject, int page, CommandContext asked) {
    Recorded recorded = recorded(subject, page, asked);
    if (recorded.rows().isEmpty() && page > 1) {
      return Replies.noPage(
          "audit " + subject.key(), page, AUDITED_AT_ONCE, recorded.total(), Page.COUNTED);
    }
    List<Reply.Row> rows = new ArrayList<>(recorded.rows());
    if (page == 1) {
      permissions
          .refusals(subject.key(), 20)
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
            "On record about " + subject.key(),
            rows,
            Replies.pages("audit " + subject.key(), page, recorded.goesOn())));
  }

  /** One page of a ticket's changes. */
  private record Recorded(List<Reply.Row> rows, int total, boolean goesOn) {

    static Recorded page(List<Reply.Row> all, int page) {
      int from = (int) Math.min(all.size(), (page - 1L) * AUDITED_AT_ONCE);
      int to = Math.min(all.size(), from + AUDITED_AT_ONCE);
      return new Recorded(all.subList(from, to), all.size(), to < all.size());
    }
  }

  private Recorded recorded(AnyTicket subject, int page, CommandContext asked) {
    return switch (subject) {
      case AnyTicket.OfIncident of -> {
        Page<HistoryEntry> history = incidents.history(of.incident().id(), true, page);
        yield new Recorded(
            history.items().stream()
                .map(entry -> row(entry, of.hidesInternalFrom(asked.person())))
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

  private String words(Channels.Purpose purpose) {
    List<String> names = channels.of(purpose).stream().map(Address::conversation).toList();
    return names.isEmpty() ? "nowhere" : String.join(", ", names);
  }

  /** A channel as it was named; empty if that names none. */
  static Optional<Address.Channel> address(@Nullable String channel, CommandContext asked) {
    if (channel == null || channel.equalsIgnoreCase("here")) {
      return Optional.of(new Address.Channel(asked.platform(), asked.origin().place().channel()));
    }
    int colon = channel.indexOf(':');
    return colon > 0 && colon < channel.length() - 1
        ? Optional.of(
            new Address.Channel(
                channel.substring(0, colon).toLowerCase(Locale.ROOT), channel.substring(colon + 1)))
        : Optional.empty();
  }
}
