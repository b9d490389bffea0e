package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.requests.ServiceRequest.State;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What changes of a request, while it is being changed. The version makes sure that no change is
 * built on a state that somebody else has altered meanwhile.
 */
@Entity
@Table(name = "service_request")
@SuppressWarnings("UnusedVariable") // JPA reads them
class RequestEntity {

  @Id private long id;
  @Version private int version;

  @Enumerated(EnumType.STRING)
  private State state;

  private @Nullable Long decidedBy;
  private @Nullable String decidedByName;
  private @Nullable String decisionComment;
  private Instant changedAt;

  /** For JPA, which fills the fields. Requests are inserted by {@link RequestStore}. */
  @SuppressWarnings("NullAway.Init")
  protected RequestEntity() {}

  Instant changedAt() {
    return changedAt;
  }

  void decided(State to, @Nullable String comment, Actor by) {
    state = to;
    decidedBy = by.personId();
    decidedByName = by.name();
    decisionComment = comment;
    changedAt = by.at();
  }

  void moved(State to, Actor by) {
    state = to;
    changedAt = by.at();
  }
}
