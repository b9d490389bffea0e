package dev.deskhand.commandline;

import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.WaitingFor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the columns of an exported log mean to the desk. */
final class ServiceNowColumns {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm").withResolverStyle(ResolverStyle.STRICT);

  /** How the exporter writes what it does not know. */
  private static final String UNKNOWN = "?";

  private final Map<Column, Integer> places;
  private final int width;

  private ServiceNowColumns(Map<Column, Integer> places, int width) {
    this.places = places;
    this.width = width;
  }

  /**
   * Finds the columns by their names.
   *
   * @throws CannotImport if one is missing
   */
  static ServiceNowColumns of(List<String> header) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      int place = header.indexOf(column.title);
      if (place >= 0) {
        places.put(column, place);
      }
    }
    if (places.size() < Column.values().length) {
      throw new CannotImport(
          "This is no audit log exported from ServiceNow: its first line names no column "
              + Arrays.stream(Column.values())
                  .filter(column -> !places.containsKey(column))
                  .map(column -> column.title)
                  .collect(Collectors.joining(", ")));
    }
    return new ServiceNowColumns(places, header.size());
  }

  /** Reads a row. */
  ServiceNowRow row(long line, List<String> fields, ZoneId zone) {
    int place = Objects.requireNonNull(places.get(Column.NUMBER));
    String number = place < fields.size() ? fields.get(place).strip() : "";
    try {
      return change(line, number, fields, zone);
    } catch (Misread e) {
      return new ServiceNowRow.Unreadable(line, readable(number), e.reason);
    }
  }

  private ServiceNowRow change(long line, String number, List<String> fields, ZoneId zone)
      throws Misread {
    if (fields.size() != width) {
      throw new Misread("it has %d fields instead of %d".formatted(fields.size(), width));
    }
    for (String field : fields) {
      if (field.indexOf('\uFFFD') >= 0) {
        throw new Misread("it is not in UTF-8");
      }
      if (field.indexOf('\0') >= 0) {
        throw new Misread("it holds a NUL character");
      }
    }
    if (number.isEmpty() || number.equals(UNKNOWN) || number.length() > 40) {
      throw new Misread("it has no number");
    }
    Row row = new Row(fields);
    Situation situation = situation(row.text(Column.STATE));
    return new ServiceNowRow.Change(
        line,
        number,
        new Past(
            eventId(fields),
            time(row.text(Column.UPDATED_AT), zone),
            time(row.text(Column.OPENED_AT), zone),
            situation.state(),
            situation.waitingFor(),
            level("impact", row.text(Column.IMPACT)),
            level("urgency", row.text(Column.URGENCY)),
            priority(row.text(Column.PRIORITY)),
            title(number, row),
            row.known(Column.CALLER, row.known(Column.OPENED_BY, "Unknown caller")),
            row.orNull(Column.CATEGORY),
            row.orNull(Column.GROUP),
            row.orNull(Column.ASSIGNEE),
            row.orNull(Column.ITEM),
            row.known(Column.UPDATED_BY, "Unknown")));
  }

  private static Situation situation(String state) throws Misread {
    return switch (state) {
      case "New" -> new Situation(IncidentState.NEW, null);
      case "Active" -> new Situation(IncidentState.IN_PROGRESS, null);
      case "Awaiting User Info" -> new Situation(IncidentState.WAITING, WaitingFor.REQUESTER);
      case "Awaiting Vendor" -> new Situation(IncidentState.WAITING, WaitingFor.VENDOR);
      case "Awaiting Problem", "Awaiting Evidence" ->
          new Situation(IncidentState.WAITING, WaitingFor.PROBLEM);
      case "Resolved" -> new Situation(IncidentState.RESOLVED, null);
      case "Closed" -> new Situation(IncidentState.CLOSED, null);
      default -> throw new Misread("unknown state '%s'".formatted(readable(state)));
    };
  }

  private static Level level(String what, String value) throws Misread {
    return switch (value) {
      case "1 - High" -> Level.HIGH;
      case "2 - Medium", UNKNOWN -> Level.MEDIUM;
      case "3 - Low" -> Level.LOW;
      default -> throw new Misread("unknown %s '%s'".formatted(what, readable(value)));
    };
  }

  private static Priority priority(String value) throws Misread {
    return switch (value) {
      case "1 - Critical" -> Priority.P1;
      case "2 - High" -> Priority.P2;
      case "3 - Moderate", UNKNOWN -> Priority.P3;
      case "4 - Low" -> Priority.P4;
      default -> throw new Misread("unknown priority '%s'".formatted(readable(value)));
    };
  }

  private static Instant time(String value, ZoneId zone) throws Misread {
    try {
      return LocalDateTime.parse(value, TIME).atZone(zone).toInstant();
    } catch (DateTimeParseException e) {
      throw new Misread("broken date '%s'".formatted(readable(value)));
    }
  }

  /** The log has no words of people's own, so what is known of the matter stands for them. */
  private static String title(String number, Row row) {
    String title =
        Stream.of(Column.CATEGORY, Column.SUBCATEGORY, Column.SYMPTOM)
            .map(row::orNull)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" / "));
    return title.isEmpty() ? number : title;
  }

  /** The same row has the same id in every file that holds it. */
  private static String eventId(List<String> fields) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\u001f", fields).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As much of a broken value as helps to find it. */
  private static String readable(String value) {
    String visible = value.replaceAll("\\p{Cntrl}", "·");
    return visible.length() <= 40 ? visible : visible.substring(0, 40) + "…";
  }

  private enum Column {
    NUMBER("number"),
    STATE("incident_state"),
    CALLER("caller_id"),
    OPENED_BY("opened_by"),
    OPENED_AT("opened_at"),
    UPDATED_BY("sys_updated_by"),
    UPDATED_AT("sys_updated_at"),
    CATEGORY("category"),
    SUBCATEGORY("subcategory"),
    SYMPTOM("u_symptom"),
    ITEM("cmdb_ci"),
    IMPACT("impact"),
    URGENCY("urgency"),
    PRIORITY("priority"),
    GROUP("assignment_group"),
    ASSIGNEE("assigned_to");

    private final String title;

    Column(String title) {
      this.title = title;
    }
  }

  private record Situation(IncidentState state, @Nullable WaitingFor waitingFor) {}

  private final class Row {
    private final List<String> fields;

    Row(List<String> fields) {
      this.fields = fields;
    }

    String text(Column column) {
      return fields.get(Objects.requireNonNull(places.get(column))).strip();
    }

    @Nullable String orNull(Column column) {
      String text = text(column);
      return text.isEmpty() || text.equals(UNKNOWN) ? null : text;
    }

    String known(Column column, String otherwise) {
      String text = orNull(column);
      return text == null ? otherwise : text;
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
