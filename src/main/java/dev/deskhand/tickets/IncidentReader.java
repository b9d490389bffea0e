package dev.deskhand.tickets;

import dev.deskhand.record.SqlTimes;
import dev.deskhand.text.Text;
import dev.deskhand.tickets.rules.IncidentRules;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Incidents as they are read: each answer is one statement, names included. */
@Repository
class IncidentReader {

  private static final Pattern KEY = Pattern.compile("(?i)INC-([0-9]{1,18})");
  private static final Pattern DASHLESS = Pattern.compile("(?i)INC([0-9]{1,18})");

  /** What a person reported or what was reported for them, by indexes on both. */
  private static final String THEIRS =
      "(i.requester_id = :person"
          + " or (i.reporter_id = :person and i.reporter_id <> i.requester_id))";

  private static final String COLUMNS =
      "i.*, r.name as requester_name, a.name as assignee_name, %s as service_name"
          .formatted(ServiceReferences.NAME.formatted("i.service"));

  private static final String PEOPLE =
      """
      left join person r on r.id = i.requester_id left join person a on a.id = i.assignee_id
      """;

  private static final String ONE = "select " + COLUMNS + " from incident i " + PEOPLE + " where ";

  // the page is found by ids alone, which the indexes hold, so that a late page costs no more
  private static final String PAGE =
      """
      with counted as (
        select count(*) as total from (select 1 from incident i where %1$s limit %4$d) as bounded),
      page as (select i.id from incident i where %1$s order by %2$s %3$s)
      select counted.total,\
      """
          + COLUMNS
          + " from counted left join page on true left join incident i on i.id = page.id "
          + PEOPLE
          + " order by %2$s";

  private final JdbcClient jdbc;
  private final ServiceReferences services;
  private final IncidentRules rules;
  private final Clock clock;

  IncidentReader(JdbcClient jdbc, ServiceReferences services, IncidentRules rules, Clock clock) {
    this.jdbc = jdbc;
    this.services = services;
    this.rules = rules;
    this.clock = clock;
  }

  Optional<Incident> find(String key) {
    Matcher ours = KEY.matcher(key.strip());
    if (ours.matches()) {
      return byIds(List.of(Long.parseLong(ours.group(1)))).stream().findFirst();
    }
    Matcher dashless = DASHLESS.matcher(key.strip());
    return jdbc.sql(
            ONE
                + "upper(i.source_number) = upper(?) or i.id = ?"
                + " order by (upper(i.source_number) = upper(?)) is true desc, i.id desc limit 1")
        .param(Text.storable(key.strip()))
        .param(dashless.matches() ? Long.parseLong(dashless.group(1)) : 0)
        .param(Text.storable(key.strip()))
        .query((row, _) -> read(row))
        .optional();
  }

  List<Incident> byIds(Collection<Long> ids) {
    return jdbc.sql(ONE + "i.id = any (?)")
        .param(ids.toArray(Long[]::new))
        .query((row, _) -> read(row))
        .list();
  }

  Incidents.Page<Incident> queue(Incidents.QueueFilter filter, int page) {
    List<String> conditions = new ArrayList<>(List.of("i.ended_at is null"));
    Map<String, Object> values = new HashMap<>();
    switch (filter.view()) {
      case OPEN -> {}
      case MINE -> {
        conditions.add("i.assignee_id = :person");
        values.put("person", filter.forPersonId());
      }
      case UNASSIGNED -> conditions.add("i.assignee_id is null");
      case WAITING -> conditions.add("i.state = 'WAITING'");
    }
    if (filter.service() != null) {
      List<String> references = services.all(filter.service());
      // an index gives the incidents of one in the order of the list
      conditions.add(references.size() == 1 ? "i.service = :service" : "i.service in (:service)");
      values.put("service", references.size() == 1 ? references.getFirst() : references);
    }
    if (filter.priority() != null) {
      conditions.add("i.priority = :priority");
      values.put("priority", filter.priority().name());
    }
    return page(String.join(" and ", conditions), "i.priority, i.opened_at, i.id", values, page);
  }

  Incidents.Page<Incident> openOf(long personId, int page) {
    return page(
        "i.ended_at is null and " + THEIRS,
        "i.opened_at desc, i.id desc",
        Map.of("person", personId),
        page);
  }

  List<Incident> latestOpenOf(long requesterId, int atMost) {
    return jdbc.sql(
            ONE
                + "i.requester_id = ? and i.ended_at is null"
                + " order by i.opened_at desc, i.id desc limit ?")
        .params(requesterId, atMost)
        .query((row, _) -> read(row))
        .list();
  }

  /**
   * Goes through all open work, which is a small part of all incidents. What was merged into one is
   * talked about as long as that one is.
   */
  Map<String, Instant> changedLately(int atMost) {
    Map<String, Instant> changed = new LinkedHashMap<>();
    jdbc.sql(
            """
            select i.id, i.changed_at from (
              select id, changed_at from incident where ended_at is null
              union all
              select m.id, i.changed_at
              from incident i join incident m on m.merged_into = i.id
              where i.ended_at is null) as i
            order by i.changed_at desc, i.id desc limit ?
            """)
        .param(atMost)
        .query(
            row -> {
              changed.put("INC-" + row.getLong("id"), row.getTimestamp("changed_at").toInstant());
            });
    return changed;
  }

  private Incidents.Page<Incident> page(
      String condition, String order, Map<String, Object> values, int page) {
    Paging paging = Paging.of(page, Paging.LIST);
    return jdbc.sql(PAGE.formatted(condition, order, paging.clause(), Paging.BOUND))
        .params(values)
        .query(
            rows -> {
              List<Incident> items = new ArrayList<>();
              int total = 0;
              while (rows.next()) {
                total = rows.getInt("total");
                // a page with nothing on it is one row with the total alone
                if (rows.getObject("id") != null) {
                  items.add(read(rows));
                }
              }
              return new Incidents.Page<>(items, paging.number(), paging.size(), total);
            });
  }

  private Incident read(ResultSet row) throws SQLException {
    IncidentSnapshot facts = IncidentColumns.read(row);
    IncidentSnapshot.Progress progress = facts.progress();
    return Incident.of(
        row.getLong("id"),
        row.getString("source_number"),
        row.getString("title"),
        row.getString("description"),
        row.getLong("requester_id"),
        row.getString("requester_name"),
        row.getLong("reporter_id"),
        row.getString("origin"),
        SqlTimes.instant(row, "opened_at"),
        SqlTimes.instant(row, "changed_at"),
        facts.with(facts.subject().named(row.getString("service_name"))),
        Set.of((Long[]) row.getArray("also_reported_by").getArray()),
        List.of((Long[]) row.getArray("related").getArray()),
        rules.allowed(
            progress.state(), progress.mergedInto(), progress.closedAt(), clock.instant()));
  }
}
