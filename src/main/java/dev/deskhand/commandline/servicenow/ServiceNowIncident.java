package dev.deskhand.commandline.servicenow;

import dev.deskhand.commandline.servicenow.ServiceNowTimes.Stamp;
import dev.deskhand.commandline.servicenow.ServiceNowValues.Situation;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.Unsaid;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All rows of one incident in a file: puts them in order of time and says what each means. */
final class ServiceNowIncident {

  private final ServiceNowTimes times;
  private final ZoneId zone;
  private final Set<Unsaid> unsaid;

  ServiceNowIncident(ServiceNowTimes times, ServiceNowColumns columns, ZoneId zone) {
    this.times = times;
    this.zone = zone;
    unsaid = EnumSet.noneOf(Unsaid.class);
    Map.of(
            ServiceNowColumn.CATEGORY, Unsaid.CATEGORY,
            ServiceNowColumn.GROUP, Unsaid.TEAM,
            ServiceNowColumn.ASSIGNEE, Unsaid.ASSIGNEE,
            ServiceNowColumn.ITEM, Unsaid.SERVICE)
        .forEach(
            (column, fact) -> {
              if (!columns.has(column)) {
                unsaid.add(fact);
              }
            });
  }

  /**
   * The changes that the rows say, oldest first. Rows of the same time are in the order of the
   * count that ServiceNow keeps of changes, or else in the file's, or, if that has none, in the
   * order in which work goes on.
   *
   * @param rows in the file's order
   * @param refused is told the rows that say nothing that can be understood, with the reason
   */
  List<Change> changes(List<ServiceNowRow> rows, BiConsumer<ServiceNowRow, String> refused) {
    List<Read> read = new ArrayList<>();
    for (ServiceNowRow row : rows) {
      try {
        read.add(read(row));
      } catch (Misread e) {
        refused.accept(row, e.reason);
      }
    }
    sort(read);
    settle(read);
    read.sort(Comparator.comparing(Read::at).thenComparing(this::clock));
    if (read.isEmpty()) {
      return List.of();
    }
    Instant first = read.getFirst().at();
    Map<String, Integer> turns = new HashMap<>();
    return read.stream()
        .map(
            each -> {
              String said = each.said();
              int turn = turns.merge(said, 1, Integer::sum);
              return new Change(each.row, each.past(id(said, turn), turn, first));
            })
        .toList();
  }

  /** The order in which they were made, as far as the file tells it other than by the times. */
  private void sort(List<Read> read) {
    switch (times.order()) {
      case OLDEST_FIRST -> {}
      case NEWEST_FIRST -> Collections.reverse(read);
      case JUMBLED -> read.sort(Comparator.comparing(each -> each.situation.state()));
      case UNKNOWN -> {
        if (!read.isEmpty() && isNew(read.getLast()) && !isNew(read.getFirst())) {
          Collections.reverse(read);
        }
      }
    }
    Set<Integer> counts = read.stream().map(each -> each.count).collect(Collectors.toSet());
    if (counts.size() == read.size() && !counts.contains(Read.UNCOUNTED)) {
      read.sort(Comparator.comparingInt(each -> each.count));
    }
  }

  private static boolean isNew(Read read) {
    return read.situation.state() == IncidentState.NEW;
  }

  /** Decides what the clock alone does not tell. */
  private void settle(List<Read> read) {
    settleRepeated(read);
    settleSkipped(read);
  }

  /** Of a time that occurs twice, the later is meant where the earlier would run backwards. */
  private void settleRepeated(List<Read> read) {
    Instant before = null;
    for (Read each : read) {
      Instant since = before == null ? each.opened() : before;
      ZoneOffsetTransition change = change(each.updated);
      if (change != null && change.isOverlap() && since != null && each.at.isBefore(since)) {
        Instant later = each.updated.local().toInstant(change.getOffsetAfter());
        each.at = later.isBefore(since) ? each.at : later;
      }
      before = each.at;
    }
  }

  /**
   * A time that was skipped is an hour on, as clocks were, but not past any that the clock shows
   * later: whoever wrote it down did not put the clock forward.
   */
  private void settleSkipped(List<Read> read) {
    Instant next = Instant.MAX;
    for (Read each :
        read.stream()
            .filter(row -> row.updated.offset() == null)
            .sorted(Comparator.comparing((Read row) -> row.updated.local()).reversed())
            .toList()) {
      ZoneOffsetTransition change = change(each.updated);
      if (change != null && change.isGap() && next.isBefore(each.at)) {
        each.at = change.getInstant();
      }
      next = each.at.isBefore(next) ? each.at : next;
    }
  }

  /** When the incident was opened, which is likewise not past its first change where skipped. */
  private @Nullable Instant opened(Read read, Instant first) {
    Instant opened = read.opened();
    if (opened == null || !first.isBefore(opened)) {
      return opened;
    }
    ZoneOffsetTransition change = change(Objects.requireNonNull(read.opened));
    if (change == null || !change.isGap()) {
      return opened;
    }
    return first.isBefore(change.getInstant()) ? change.getInstant() : first;
  }

  /** What the desk's clock showed; of times that were skipped, what was written down. */
  private LocalDateTime clock(Read read) {
    return read.updated.offset() == null
        ? read.updated.local()
        : LocalDateTime.ofInstant(read.at, zone);
  }

  /** Of the clocks, at this very time; null if there was none. */
  private @Nullable ZoneOffsetTransition change(Stamp stamp) {
    return stamp.offset() == null ? zone.getRules().getTransition(stamp.local()) : null;
  }

  private Instant instant(Stamp stamp) {
    return stamp.offset() == null
        ? stamp.local().atZone(zone).toInstant()
        : stamp.local().toInstant(stamp.offset());
  }

  private Read read(ServiceNowRow row) throws Misread {
    ServiceNowFields fields = row.fields();
    String state = fields.or("?", ServiceNowColumn.STATE);
    Situation situation =
        ServiceNowValues.situation(state, fields.orNull(ServiceNowColumn.HOLD_REASON))
            .orElseThrow(() -> new Misread("unknown state '%s'".formatted(readable(state))));
    Stamp updated = stamp(fields.or("?", ServiceNowColumn.UPDATED_AT));
    String opened = fields.or("", ServiceNowColumn.OPENED_AT, ServiceNowColumn.CREATED_AT);
    return new Read(
        row,
        situation,
        updated,
        opened.isEmpty() ? null : stamp(opened),
        choice("impact", fields.orNull(ServiceNowColumn.IMPACT), ServiceNowValues::level),
        choice("urgency", fields.orNull(ServiceNowColumn.URGENCY), ServiceNowValues::level),
        choice("priority", fields.orNull(ServiceNowColumn.PRIORITY), ServiceNowValues::priority),
        count(fields.orNull(ServiceNowColumn.CHANGES)));
  }

  private Stamp stamp(String text) throws Misread {
    return times
        .read(text)
        .orElseThrow(() -> new Misread("broken date '%s'".formatted(readable(text))));
  }

  private static <T> @Nullable T choice(
      String what, @Nullable String value, Function<String, Optional<T>> meaning) throws Misread {
    return value == null
        ? null
        : meaning
            .apply(value)
            .orElseThrow(() -> new Misread("unknown %s '%s'".formatted(what, readable(value))));
  }

  private static int count(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : Read.UNCOUNTED;
  }

  /** The same change has the same id in every file that holds it, whatever else it holds. */
  private static String id(String said, int turn) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((said + '\u001f' + turn).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As much of a broken value as helps to find it. */
  private static String readable(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "…";
  }

  /** A change and the row that says it. */
  record Change(ServiceNowRow row, Past past) {}

  /** One row that could be understood. */
  private final class Read {

    static final int UNCOUNTED = -1;

    private final ServiceNowRow row;
    private final Situation situation;
    private final Stamp updated;
    private final @Nullable Stamp opened;
    private final @Nullable Level impact;
    private final @Nullable Level urgency;
    private final @Nullable Priority priority;
    private final int count;
    private Instant at;

    Read(
        ServiceNowRow row,
        Situation situation,
        Stamp updated,
        @Nullable Stamp opened,
        @Nullable Level impact,
        @Nullable Level urgency,
        @Nullable Priority priority,
        int count) {
      this.row = row;
      this.situation = situation;
      this.updated = updated;
      this.opened = opened;
      this.impact = impact;
      this.urgency = urgency;
      this.priority = priority;
      this.count = count;
      at = instant(updated);
    }

    Instant at() {
      return at;
    }

    @Nullable Instant opened() {
      return opened == null ? null : instant(opened);
    }

    /** What the row says of the change, but for what is no part of it, such as the title. */
    String said() {
      return Stream.of(
              row.number(),
              updated,
              situation,
              impact,
              urgency,
              priority,
              text(ServiceNowColumn.CATEGORY),
              text(ServiceNowColumn.GROUP),
              text(ServiceNowColumn.ASSIGNEE),
              text(ServiceNowColumn.ITEM),
              text(ServiceNowColumn.UPDATED_BY))
          .map(String::valueOf)
          .collect(Collectors.joining("\u001f"));
    }

    Past past(String id, int turn, Instant first) {
      return new Past(
          id,
          turn == 1 ? row.formerId() : null,
          at,
          Objects.requireNonNullElse(ServiceNowIncident.this.opened(this, first), first),
          situation.state(),
          situation.waitingFor(),
          impact,
          urgency,
          priority,
          title(),
          row.fields().or("Unknown caller", ServiceNowColumn.CALLER, ServiceNowColumn.OPENED_BY),
          text(ServiceNowColumn.CATEGORY),
          text(ServiceNowColumn.GROUP),
          text(ServiceNowColumn.ASSIGNEE),
          text(ServiceNowColumn.ITEM),
          text(ServiceNowColumn.UPDATED_BY),
          unsaid);
    }

    /** An audit log mostly has no words of people's own; then what is known stands for them. */
    private String title() {
      String words = text(ServiceNowColumn.SHORT_DESCRIPTION);
      if (words != null) {
        return words;
      }
      String title =
          Stream.of(
                  ServiceNowColumn.CATEGORY, ServiceNowColumn.SUBCATEGORY, ServiceNowColumn.SYMPTOM)
              .map(this::text)
              .filter(Objects::nonNull)
              .collect(Collectors.joining(" / "));
      return title.isEmpty() ? row.number() : title;
    }

    private @Nullable String text(ServiceNowColumn column) {
      return row.fields().orNull(column);
    }
  }

  /** Ends the reading of one row. */
  private static final class Misread extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Misread(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }
}
