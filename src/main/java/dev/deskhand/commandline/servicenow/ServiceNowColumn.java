package dev.deskhand.commandline.servicenow;

import java.util.List;
import java.util.Locale;

/**
 * A column that the desk reads, under the names that ServiceNow gives it: in its tables old and
 * new, and in its lists. Small and capital letters, blanks and underscores make no difference.
 */
enum ServiceNowColumn {
  NUMBER("number", "incident number", "task number"),
  STATE("incident_state", "state", "task state", "status"),
  UPDATED_AT("sys_updated_on", "sys_updated_at", "updated", "updated on", "last updated"),
  OPENED_AT("opened_at", "opened", "opened on"),
  CREATED_AT("sys_created_on", "sys_created_at", "created", "created on"),
  UPDATED_BY("sys_updated_by", "updated by", "last updated by"),
  CALLER("caller_id", "caller", "caller name", "caller_id.name"),
  OPENED_BY("opened_by", "opened_by.name"),
  SHORT_DESCRIPTION("short_description", "title"),
  CATEGORY("category"),
  SUBCATEGORY("subcategory"),
  SYMPTOM("u_symptom", "symptom"),
  ITEM("cmdb_ci", "configuration item", "affected ci", "cmdb_ci.name"),
  IMPACT("impact"),
  URGENCY("urgency"),
  PRIORITY("priority"),
  GROUP("assignment_group", "assignment_group.name", "group"),
  ASSIGNEE("assigned_to", "assigned_to.name", "assignee"),
  HOLD_REASON("hold_reason", "on hold reason"),
  CHANGES("sys_mod_count", "updates", "mod count");

  private final List<String> names;

  ServiceNowColumn(String... names) {
    this.names = List.of(names).stream().map(ServiceNowColumn::plain).toList();
  }

  /** The name that ServiceNow's own tables have for it. */
  String title() {
    return name().equals("STATE")
        ? "incident_state"
        : name().equals("UPDATED_AT") ? "sys_updated_on" : name().toLowerCase(Locale.ROOT);
  }

  /** The place of the column in a header, by the first of its names that is there; or -1. */
  int placeIn(List<String> header) {
    List<String> plain = header.stream().map(ServiceNowColumn::plain).toList();
    return names.stream()
        .mapToInt(plain::indexOf)
        .filter(place -> place >= 0)
        .findFirst()
        .orElse(-1);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
