package dev.deskhand.requests;

import dev.deskhand.requests.ServiceRequest.State;
import dev.deskhand.requests.ServiceRequest.Step;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads requests, each with its steps in one row. */
@Repository
class RequestReader {

  private static final String SELECT =
      """
      select r.id, r.item_id, r.item_name, r.state, r.fields, r.requester_id, r.requester_name,
        r.origin, r.team, r.approver_role, r.decided_by, r.decided_by_name, r.decision_comment,
        r.opened_at, r.changed_at,
        (select json_agg(json_build_object('number', s.number, 'name', s.name, 'doneAt', s.done_at,
             'doneByName', s.done_by_name, 'note', s.note) order by s.number)
         from service_request_step s where s.request_id = r.id) as steps
      """;

  private static final Pattern KEY = Pattern.compile("(?i)REQ-0*([1-9][0-9]{0,14})");

  private static final RequestFields FIELDS = new RequestFields();

  private static final int PAGE = 20;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  RequestReader(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<ServiceRequest> find(String key) {
    Matcher matcher = KEY.matcher(key.strip());
    return matcher.matches() ? byId(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  Optional<ServiceRequest> byId(long id) {
    return jdbc.sql(SELECT + " from service_request r where r.id = :id")
        .param("id", id)
        .query(this::request)
        .optional();
  }

  List<ServiceRequest> openOf(long personId) {
    return jdbc.sql(
            SELECT
                + """
                 from service_request r
                where r.requester_id = :person
                  and r.state in ('SUBMITTED', 'AWAITING_APPROVAL', 'APPROVED', 'IN_FULFILMENT')
                order by r.id desc limit :page
                """)
        .param("person", personId)
        .param("page", PAGE)
        .query(this::request)
        .list();
  }

  /** Goes through all open work, which is a small part of all requests. */
  Map<String, Instant> changedLately(int atMost) {
    Map<String, Instant> changed = new LinkedHashMap<>();
    jdbc.sql(
            """
            select id, changed_at from service_request
            where state in ('SUBMITTED', 'AWAITING_APPROVAL', 'APPROVED', 'IN_FULFILMENT')
            order by changed_at desc, id desc limit ?
            """)
        .param(atMost)
        .query(
            row -> {
              changed.put("REQ-" + row.getLong("id"), row.getTimestamp("changed_at").toInstant());
            });
    return changed;
  }

  List<ServiceRequest> byIds(Collection<Long> ids) {
    return jdbc.sql(SELECT + " from service_request r where r.id = any (?)")
        .param(ids.toArray(Long[]::new))
        .query(this::request)
        .list();
  }

  private ServiceRequest request(ResultSet row, int number) throws SQLException {
    return new ServiceRequest(
        row.getLong("id"),
        row.getString("item_id"),
        row.getString("item_name"),
        State.valueOf(row.getString("state")),
        FIELDS.convertToEntityAttribute(row.getString("fields")),
        row.getLong("requester_id"),
        row.getString("requester_name"),
        row.getString("origin"),
        row.getString("team"),
        row.getString("approver_role"),
        row.getObject("decided_by", Long.class),
        row.getString("decided_by_name"),
        row.getString("decision_comment"),
        steps(row.getString("steps")),
        at(row, "opened_at"),
        at(row, "changed_at"));
  }

  private List<Step> steps(String text) {
    return json.readValue(text, new TypeReference<List<StoredStep>>() {}).stream()
        .map(StoredStep::view)
        .toList();
  }

  static Instant at(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private record StoredStep(
      int number,
      String name,
      @Nullable OffsetDateTime doneAt,
      @Nullable String doneByName,
      @Nullable String note) {
    Step view() {
      return new Step(number, name, doneAt == null ? null : doneAt.toInstant(), doneByName, note);
    }
  }
}
