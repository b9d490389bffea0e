package dev.deskhand.requests;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

interface RequestRepository extends Repository<RequestEntity, Long> {

  /** Held until the transaction ends: who comes second sees what the first one did. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  Optional<RequestEntity> findById(Long id);

  /** Writes at once: listeners may read it, and its id is known. */
  RequestEntity saveAndFlush(RequestEntity request);
}
