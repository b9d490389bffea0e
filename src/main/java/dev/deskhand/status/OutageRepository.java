package dev.deskhand.status;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Outages, and which incidents are part of them. What two may do at the same time and only one of
 * them may have done (declaring, linking) is one statement of SQL, which says who was first without
 * failing the transaction of the other.
 */
interface OutageRepository extends Repository<OutageEntity, Long> {

  /** Held until the transaction ends: who comes second sees what the first one did. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<OutageEntity> findById(Long id);

  /** Writes at once, where listeners may look for it. */
  OutageEntity saveAndFlush(OutageEntity outage);

  /** The new outage's id; empty if the service has an open one, however short a time ago. */
  @Query(
      nativeQuery = true,
      value =
          """
          insert into outage
            (service, severity, stage, text, started_at, declared_by, declared_by_name)
          values (:service, :severity, 'INVESTIGATING', :text, :at, :by, :name)
          on conflict (service) where resolved_at is null do nothing
          returning id
          """)
  Optional<Long> declare(
      String service, String severity, String text, Instant at, long by, String name);

  /** How many links there are now that were not before: 0 or 1. */
  @Modifying
  @Query(
      nativeQuery = true,
      value =
          """
          insert into outage_incident (outage_id, incident_id, person_id, attached_at)
          values (:id, :incidentId, :personId, :at)
          on conflict (outage_id, incident_id) where detached_at is null do nothing
          """)
  int link(long id, long incidentId, long personId, Instant at);

  /** The outages that an incident is part of. */
  @Query(
      nativeQuery = true,
      value =
          """
          select outage_id from outage_incident
          where incident_id = :incidentId and detached_at is null order by outage_id
          """)
  List<Long> linked(long incidentId);

  /** A link that has ended. */
  interface Unlinked {
    long getPersonId();

    /** Whether another incident of the same person is part of the outage. */
    boolean getAffected();
  }

  /** Nothing if it was not linked. */
  @Query(
      nativeQuery = true,
      value =
          """
          with ended as (
            update outage_incident set detached_at = greatest(:at, attached_at)
            where outage_id = :id and incident_id = :incidentId and detached_at is null
            returning person_id)
          select person_id as "personId", exists (
            select from outage_incident i
            where i.outage_id = :id and i.person_id = ended.person_id
              and i.incident_id <> :incidentId and i.detached_at is null) as affected
          from ended
          """)
  Optional<Unlinked> unlink(long id, long incidentId, Instant at);
}
