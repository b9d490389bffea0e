package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.requests.ServiceRequest.Step;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A step of a request's fulfilment. */
@Entity
@Table(name = "service_request_step")
@IdClass(RequestStepEntity.Key.class)
class RequestStepEntity {

  record Key(Long request, int number) {}

  @Id
  @ManyToOne(fetch = FetchType.LAZY)
  private RequestEntity request;

  @Id private int number;
  private String name;
  private @Nullable Instant doneAt;
  private @Nullable Long doneBy;
  private @Nullable String doneByName;
  private @Nullable String note;

  /** For Hibernate alone. */
  @SuppressWarnings("NullAway.Init")
  protected RequestStepEntity() {}

  RequestStepEntity(RequestEntity request, int number, String name) {
    this.request = request;
    this.number = number;
    this.name = name;
  }

  void done(@Nullable String words, Actor by) {
    doneAt = RequestEntity.stored(by.at());
    doneBy = by.personId();
    doneByName = by.name();
    note = words;
  }

  Step view() {
    return new Step(number, name, doneAt, doneByName, note);
  }
}
