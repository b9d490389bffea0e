package dev.deskhand.status;

import dev.deskhand.people.Actor;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes outages and which incidents are part of them. */
@Repository
class OutageStore {

  private final EntityManager entities;
  private final JdbcClient jdbc;

  OutageStore(EntityManager entities, JdbcClient jdbc) {
    this.entities = entities;
    this.jdbc = jdbc;
  }

  /** The new outage's id; empty if the service has an open one, however short a time ago. */
  Optional<Long> insert(String service, Outage.Severity severity, String text, Actor by) {
    return jdbc.sql(
            """
            insert into outage
              (service, severity, stage, text, started_at, declared_by, declared_by_name)
            values (:service, :severity, 'INVESTIGATING', :text, :at, :actor, :name)
            on conflict (service) where resolved_at is null do nothing
            returning id
            """)
        .param("service", service)
        .param("severity", severity.name())
        .param("text", text)
        .param("at", SqlTimes.of(by.at()))
        .param("actor", by.personId())
        .param("name", by.name())
        .query(Long.class)
        .optional();
  }

  /** The outage, held until the transaction ends: who comes second sees what the first one did. */
  Optional<OutageEntity> hold(long id) {
    return Optional.ofNullable(
        entities.find(OutageEntity.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /** Sends what was changed to the database, where listeners may look for it. */
  void flush() {
    entities.flush();
  }

  /** False if it was linked before. */
  boolean link(long id, long incidentId, long personId, Actor by) {
    return jdbc.sql(
                """
                insert into outage_incident (outage_id, incident_id, person_id, attached_at)
                values (:outage, :incident, :person, :at)
                on conflict (outage_id, incident_id) where detached_at is null do nothing
                """)
            .param("outage", id)
            .param("incident", incidentId)
            .param("person", personId)
            .param("at", SqlTimes.of(by.at()))
            .update()
        > 0;
  }

  /** The outages that an incident is part of. */
  List<Long> linked(long incidentId) {
    return jdbc.sql(
            """
            select outage_id from outage_incident
            where incident_id = :incident and detached_at is null order by outage_id
            """)
        .param("incident", incidentId)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  /**
   * A link that has ended.
   *
   * @param affected whether another incident of the same person is part of the outage
   */
  record Unlinked(long personId, boolean affected) {}

  /** Nothing if it was not linked. */
  Optional<Unlinked> unlink(long id, long incidentId, Actor by) {
    return jdbc.sql(
            """
            with ended as (
              update outage_incident set detached_at = greatest(:at, attached_at)
              where outage_id = :outage and incident_id = :incident and detached_at is null
              returning person_id)
            select person_id, exists (
              select from outage_incident i
              where i.outage_id = :outage and i.person_id = ended.person_id
                and i.incident_id <> :incident and i.detached_at is null) as affected
            from ended
            """)
        .param("outage", id)
        .param("incident", incidentId)
        .param("at", SqlTimes.of(by.at()))
        .query((row, number) -> new Unlinked(row.getLong("person_id"), row.getBoolean("affected")))
        .optional();
  }
}
