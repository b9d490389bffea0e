package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.requests.ServiceRequest.State;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A request with its steps as it is written. Lists read their own rows. */
@Entity
@Table(name = "service_request")
// only what changed is written
@DynamicUpdate
class RequestEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Version private int version;
  private String itemId;
  private String itemName;

  @Enumerated(EnumType.STRING)
  private State state;

  @Convert(converter = RequestFields.class)
  @Column(columnDefinition = "json")
  @ColumnTransformer(write = "cast(? as json)")
  private Map<String, String> fields;

  private long requesterId;
  private String requesterName;
  private String origin;
  private @Nullable String team;
  private @Nullable String approverRole;
  private @Nullable Long decidedBy;
  private @Nullable String decidedByName;
  private @Nullable String decisionComment;
  private Instant openedAt;
  private Instant changedAt;

  @OneToMany(mappedBy = "request", cascade = CascadeType.PERSIST)
  @OrderBy("number")
  private List<RequestStepEntity> steps = new ArrayList<>();

  /** For Hibernate alone. */
  @SuppressWarnings("NullAway.Init")
  protected RequestEntity() {}

  /** A new one, with the item's steps. */
  RequestEntity(
      CatalogItem item, State state, Map<String, String> fields, String origin, Actor by) {
    itemId = item.id();
    itemName = item.name();
    this.state = state;
    this.fields = fields;
    requesterId = by.personId();
    requesterName = by.name();
    this.origin = origin;
    team = item.team();
    approverRole = item.approval();
    openedAt = stored(by.at());
    changedAt = openedAt;
    for (String step : item.steps()) {
      steps.add(new RequestStepEntity(this, steps.size() + 1, step));
    }
  }

  long id() {
    return Objects.requireNonNull(id, "not stored yet");
  }

  Instant changedAt() {
    return changedAt;
  }

  void decided(State to, @Nullable String comment, Actor by) {
    moved(to, by);
    decidedBy = by.personId();
    decidedByName = by.name();
    decisionComment = comment;
  }

  void moved(State to, Actor by) {
    state = to;
    changedAt = stored(by.at());
  }

  void stepDone(int number, @Nullable String note, Actor by) {
    steps.get(number - 1).done(note, by);
  }

  /** As fine as PostgreSQL keeps time, so that what is answered now is what is read later. */
  static Instant stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  ServiceRequest view() {
    return new ServiceRequest(
        id(),
        itemId,
        itemName,
        state,
        fields,
        requesterId,
        requesterName,
        origin,
        team,
        approverRole,
        decidedBy,
        decidedByName,
        decisionComment,
        steps.stream().map(RequestStepEntity::view).toList(),
        openedAt,
        changedAt);
  }
}
