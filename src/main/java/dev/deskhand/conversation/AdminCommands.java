package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Command;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.Channels;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.people.DeskRecord;
import dev.deskhand.people.Permissions;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.tickets.HistoryEntry;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands of admins. */
@Component
class AdminCommands {

  private static final int AUDITED_AT_ONCE = 30;
  private static final String KEPT_FROM_REQUESTER = "(internal, not for its requester)";

  private final Services services;
  private final Incidents incidents;
  private final Outages outages;
  private final Requests requests;
  private final Permissions permissions;
  private final Channels channels;
  private final Outbox outbox;
  private final DeskRecord record;
  private final Postable postable;

  AdminCommands(
      Services services,
      Incidents incidents,
      Outages outages,
      Requests requests,
      Permissions permissions,
      Channels channels,
      Outbox outbox,
      DeskRecord record,
      Postable postable) {
    this.postable = postable;
    this.record = record;
    this.services = services;
    this.incidents = incidents;
    this.outages = outages;
    this.requests = requests;
    this.permissions = permissions;
    this.channels = channels;
    this.outbox = outbox;
  }

  List<Reply> addService(Command.ServiceAdd command, Asked asked) {
    BigDecimal level = null;
    if (command.level() != null) {
      Optional<BigDecimal> percent = percent(command.level());
      if (percent.isEmpty()) {
        return Answers.no(
            "The agreed availability is a percentage, such as level:99.5, not: " + command.level());
      }
      level = percent.get();
    }
    List<String> dependsOn =
        command.dependsOn() == null
            ? List.of()
            : Arrays.stream(command.dependsOn().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    Services.NewService service =
        new Services.NewService(
            command.service().strip(),
            constant(Services.Kind.values(), command.kind(), Services.Kind.INTERNAL_FACING),
            constant(
                Services.Criticality.values(), command.criticality(), Services.Criticality.MEDIUM),
            command.team(),
            dependsOn,
            level);
    return switch (services.add(service, asked.actor())) {
      case Services.AddOutcome.Added added ->
          Answers.one(new Reply.Text("Added the service " + added.service().name() + "."));
      case Services.AddOutcome.Refused refused -> Answers.no(refused.why());
    };
  }

  List<Reply> channel(Command.Channel command, Asked asked) {
    if (command.change() == Command.ChannelChange.LIST) {
      return Answers.one(
          new Reply.Text(
              "Incidents and requests are posted to: "
                  + words(Channels.Purpose.TRIAGE)
                  + "\nOutages are posted to: "
                  + words(Channels.Purpose.STATUS)));
    }
    if (command.purpose() == null) {
      return Answers.no("Say for what: triage or status, such as: channel add triage slack:C0123");
    }
    Channels.Purpose purpose =
        switch (command.purpose()) {
          case TRIAGE -> Channels.Purpose.TRIAGE;
          case STATUS -> Channels.Purpose.STATUS;
        };
    Optional<Address.Channel> channel = address(command.channel(), asked);
    if (channel.isEmpty()) {
      return Answers.no(
          "A channel is written with its platform, such as slack:C0123 or discord:4567.");
    }
    Address.Channel address = channel.get();
    String name = address.conversation();
    return switch (command.change()) {
      case ADD ->
          channels.add(purpose, address, asked.actor())
              ? Answers.one(
                  new Reply.Text(name + " now gets these posts." + postable.warnings(address)))
              : Answers.no(name + " gets these posts already.");
      case REMOVE ->
          channels.remove(purpose, address, asked.actor())
              ? Answers.one(new Reply.Text(name + " no longer gets these posts."))
              : Answers.no(name + " does not get these posts.");
      case LIST -> List.of();
    };
  }

  List<Reply> undelivered(Command.Undelivered command, Asked asked) {
    Long id = command.id();
    return switch (command.change()) {
      case LIST -> list(command.page());
      case RETRY ->
          id == null
              ? Answers.no("Say which: undelivered retry 17")
              : outbox.retry(id, asked.actor())
                  ? Answers.one(new Reply.Text("Message " + id + " is on its way again."))
                  : Answers.no("There is no undelivered message " + id + ".");
      case DISCARD ->
          id == null
              ? Answers.no("Say which: undelivered discard 17")
              : outbox.discard(id, asked.actor())
                  ? Answers.one(new Reply.Text("Message " + id + " is discarded."))
                  : Answers.no("There is no undelivered message " + id + ".");
    };
  }

  private List<Reply> list(int page) {
    List<Outbox.Undelivered> all = outbox.undelivered(page);
    if (all.isEmpty()) {
      return Answers.one(new Reply.Text("There are no undelivered messages."));
    }
    return Answers.one(
        new Reply.Listing(
            "Undelivered messages",
            all.stream()
                .map(
                    message ->
                        new Reply.Row(
                            "",
                            message.id() + " to " + message.to() + ": " + message.why(),
                            message.since() + ", " + message.text(),
                            List.of(
                                Action.of("Retry", "undelivered retry " + message.id()),
                                Action.danger("Discard", "undelivered discard " + message.id()))))
                .toList(),
            Answers.pages("undelivered list", page, all.size() >= 20)));
  }

  /** What is on record and concerns no ticket, the refusals among it. */
  List<Reply> auditDesk(int page) {
    DeskRecord.Page latest = record.latest(page);
    if (latest.entries().isEmpty()) {
      return Answers.one(new Reply.Text("Nothing more is on record about the desk itself."));
    }
    return Answers.one(
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
            Answers.pages("audit", page, latest.goesOn())));
  }

  /**
   * Everything on record about a ticket: its changes, and the commands that were refused. Of one's
   * own ticket it tells that something internal was said, by whom and when, and not what.
   */
  List<Reply> audit(Subject subject, int page, Asked asked) {
    Recorded recorded = recorded(subject, page, asked);
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
    return Answers.one(
        new Reply.Listing(
            "On record about " + subject.key(),
            rows,
            Answers.pages("audit " + subject.key(), page, recorded.goesOn())));
  }

  /** One page of a ticket's changes. */
  private record Recorded(List<Reply.Row> rows, boolean goesOn) {

    static Recorded page(List<Reply.Row> all, int page) {
      int from = Math.min(all.size(), (page - 1) * AUDITED_AT_ONCE);
      int to = Math.min(all.size(), from + AUDITED_AT_ONCE);
      return new Recorded(all.subList(from, to), to < all.size());
    }
  }

  private Recorded recorded(Subject subject, int page, Asked asked) {
    return switch (subject) {
      case Subject.OfIncident of -> {
        Page<HistoryEntry> history = incidents.history(of.incident().id(), true, page);
        yield new Recorded(
            history.items().stream()
                .map(entry -> row(entry, of.hidesInternalFrom(asked.person())))
                .toList(),
            history.hasNext());
      }
      case Subject.OfOutage of ->
          Recorded.page(
              outages.timeline(of.outage().id()).stream()
                  .map(
                      entry ->
                          row(
                              entry.at() + " " + entry.actorName() + ": " + entry.verb(),
                              entry.stage().name().toLowerCase(Locale.ROOT),
                              entry.text(),
                              entry.place(),
                              entry.correlationId()))
                  .toList(),
              page);
      case Subject.OfRequest of ->
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
      case Subject.None none -> new Recorded(List.of(), false);
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
  static Optional<Address.Channel> address(@Nullable String channel, Asked asked) {
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

  private static Optional<BigDecimal> percent(String text) {
    try {
      BigDecimal percent = new BigDecimal(text.replace("%", "").strip());
      return percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0
          ? Optional.of(percent)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static <E extends Enum<E>> E constant(E[] values, @Nullable String word, E otherwise) {
    return Arrays.stream(values)
        .filter(value -> value.name().replace('_', '-').equalsIgnoreCase(word))
        .findFirst()
        .orElse(otherwise);
  }
}
