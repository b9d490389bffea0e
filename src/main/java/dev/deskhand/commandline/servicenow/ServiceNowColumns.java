package dev.deskhand.commandline.servicenow;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where in a file the columns stand. */
final class ServiceNowColumns {

  /** How it is written that something is not known. */
  private static final Set<String> UNKNOWN = Set.of("", "?", "(empty)", "null");

  private static final int LONGEST_NUMBER = 40;

  private final Map<ServiceNowColumn, Integer> places;
  private final int width;

  private ServiceNowColumns(Map<ServiceNowColumn, Integer> places, int width) {
    this.places = places;
    this.width = width;
  }

  /** Finds the columns by their names. */
  static ServiceNowColumns of(List<String> header) {
    Map<ServiceNowColumn, Integer> places = new EnumMap<>(ServiceNowColumn.class);
    for (ServiceNowColumn column : ServiceNowColumn.values()) {
      int place = column.placeIn(header);
      if (place >= 0) {
        places.put(column, place);
      }
    }
    return new ServiceNowColumns(places, header.size());
  }

  /** How many there are. */
  int size() {
    return places.size();
  }

  /** The names of those without which nothing can be taken, and which are not there. */
  List<String> missing() {
    return Stream.of(ServiceNowColumn.NUMBER, ServiceNowColumn.STATE, ServiceNowColumn.UPDATED_AT)
        .filter(column -> !places.containsKey(column))
        .map(ServiceNowColumn::title)
        .toList();
  }

  boolean has(ServiceNowColumn column) {
    return places.containsKey(column);
  }

  /** Whether fields look like a whole row: enough of them, a number, and a time. */
  boolean plausible(List<String> fields) {
    return fields.size() >= width
        && !number(fields).isEmpty()
        && number(fields).indexOf(' ') < 0
        && ServiceNowTimes.looksLikeOne(text(fields, ServiceNowColumn.UPDATED_AT));
  }

  /** The incident's number; empty if there is none that can be one. */
  String number(List<String> fields) {
    String number = text(fields, ServiceNowColumn.NUMBER);
    return UNKNOWN.contains(number) || number.length() > LONGEST_NUMBER ? "" : number;
  }

  /** Why a row cannot be read; empty if it can. */
  Optional<String> problem(List<String> fields, FileEncoding encoding) {
    if (fields.size() < width || fields.stream().skip(width).anyMatch(field -> !field.isBlank())) {
      return Optional.of("it has %d fields instead of %d".formatted(fields.size(), width));
    }
    for (int place : places.values()) {
      if (fields.get(place).indexOf('\uFFFD') >= 0) {
        return Optional.of("it is not in " + encoding.title());
      }
      if (fields.get(place).indexOf('\0') >= 0) {
        return Optional.of("it holds a NUL character");
      }
    }
    return number(fields).isEmpty() ? Optional.of("it has no number") : Optional.empty();
  }

  /** What a column says in one line; empty if there is no such column, or nothing in it. */
  String text(List<String> fields, ServiceNowColumn column) {
    Integer place = places.get(column);
    if (place == null || place >= fields.size()) {
      return "";
    }
    return ServiceNowValues.oneLine(fields.get(place));
  }

  /** What the columns say, without what is unknown. */
  ServiceNowFields fields(List<String> fields) {
    Map<ServiceNowColumn, String> known = new EnumMap<>(ServiceNowColumn.class);
    places.forEach(
        (column, _) -> {
          String text = text(fields, column);
          if (!UNKNOWN.contains(text.toLowerCase(Locale.ROOT))) {
            known.put(column, text);
          }
        });
    return new ServiceNowFields(known);
  }
}
