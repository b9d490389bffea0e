package dev.deskhand.tickets;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface IncidentRepository extends Repository<IncidentEntity, Long> {

  Optional<IncidentEntity> findById(long id);

  /** In one order, so that two who change the same ones do not wait for each other. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select i from IncidentEntity i where i.id in :ids order by i.id")
  List<IncidentEntity> lock(Collection<Long> ids);

  /** What had been merged into one incident goes on in another with it. */
  @Modifying
  @Query(
      "update IncidentEntity i set i.progress.mergedInto = :into where i.progress.mergedInto = :id")
  void follow(long id, long into);

  /** What had to do with one incident has to do with the one in which that goes on. */
  @Modifying
  @Query(
      nativeQuery = true,
      value =
          """
          update incident set related = (
            select array_agg(distinct other order by other)
            from unnest(array_replace(related, cast(:id as bigint), cast(:into as bigint)))
              as other)
          where id in (:others)
          """)
  void relateTo(long into, long id, Collection<Long> others);

  /** Writes at once, so that whoever was faster is noticed here and not at the commit. */
  IncidentEntity saveAndFlush(IncidentEntity incident);
}
