package dev.deskhand.tickets;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface IncidentRepository extends Repository<IncidentEntity, Long> {

  Optional<IncidentEntity> findById(long id);

  /** Writes at once, so that whoever was faster is noticed here and not at the commit. */
  IncidentEntity saveAndFlush(IncidentEntity incident);
}
