package dev.deskhand.tickets;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface StoredIncidents extends Repository<StoredIncident, Long> {

  Optional<StoredIncident> findById(long id);

  /** Writes at once, so that whoever was faster is noticed here and not at the commit. */
  StoredIncident saveAndFlush(StoredIncident incident);
}
