package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.requests.ServiceRequest.State;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes requests and their steps. */
@Repository
class RequestStore {

  private final EntityManager entities;
  private final JdbcClient jdbc;
  private final JsonMapper json;

  RequestStore(EntityManager entities, JdbcClient jdbc, JsonMapper json) {
    this.entities = entities;
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Keeps a new request with the item's steps, and answers its id. */
  long insert(CatalogItem item, State state, Map<String, String> fields, String origin, Actor by) {
    return jdbc.sql(
            """
            with request as (
              insert into service_request (item_id, item_name, state, fields, requester_id,
                requester_name, origin, team, approver_role, opened_at, changed_at)
              values (:itemId, :itemName, :state, :fields::json, :requester, :requesterName,
                :origin, :team, :role, :at, :at)
              returning id),
            steps as (
              insert into service_request_step (request_id, number, name)
              select request.id, step.number, step.name
              from request, unnest(:steps) with ordinality as step (name, number))
            select id from request
            """)
        .param("itemId", item.id())
        .param("itemName", item.name())
        .param("state", state.name())
        .param("fields", json.writeValueAsString(fields))
        .param("requester", by.personId())
        .param("requesterName", by.name())
        .param("origin", origin)
        .param("team", item.team())
        .param("role", item.approval())
        .param("at", at(by))
        .param("steps", item.steps().toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  /** The request, held until the transaction ends: who comes second sees what the first one did. */
  Optional<RequestEntity> hold(long id) {
    return Optional.ofNullable(
        entities.find(RequestEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Sends what was changed to the database, where it is read back and listeners may look. */
  void flush() {
    entities.flush();
  }

  void stepDone(long id, int number, @Nullable String note, Actor by) {
    jdbc.sql(
            """
            update service_request_step
            set done_at = :at, done_by = :actor, done_by_name = :name, note = :note
            where request_id = :request and number = :number and done_at is null
            """)
        .param("at", at(by))
        .param("actor", by.personId())
        .param("name", by.name())
        .param("note", note)
        .param("request", id)
        .param("number", number)
        .update();
  }

  private static OffsetDateTime at(Actor by) {
    return by.at().atOffset(ZoneOffset.UTC);
  }
}
