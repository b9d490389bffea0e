package dev.deskhand.commandline.servicenow;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a row says in the columns that the desk reads, without what is unknown. */
record ServiceNowFields(Map<ServiceNowColumn, String> known) {

  private static final char BETWEEN = '\u001f';

  @Nullable String orNull(ServiceNowColumn column) {
    return known.get(column);
  }

  String or(String otherwise, ServiceNowColumn... columns) {
    for (ServiceNowColumn column : columns) {
      String text = known.get(column);
      if (text != null) {
        return text;
      }
    }
    return otherwise;
  }

  /** In one text, from which they can be read back. */
  String packed() {
    StringBuilder packed = new StringBuilder();
    for (ServiceNowColumn column : ServiceNowColumn.values()) {
      packed.append(Objects.requireNonNullElse(known.get(column), "")).append(BETWEEN);
    }
    return packed.toString();
  }

  static ServiceNowFields unpacked(String packed) {
    Map<ServiceNowColumn, String> known = new EnumMap<>(ServiceNowColumn.class);
    int start = 0;
    for (ServiceNowColumn column : ServiceNowColumn.values()) {
      int end = packed.indexOf(BETWEEN, start);
      if (end > start) {
        known.put(column, packed.substring(start, end));
      }
      start = end + 1;
    }
    return new ServiceNowFields(known);
  }
}
