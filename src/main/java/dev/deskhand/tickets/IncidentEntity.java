package dev.deskhand.tickets;

import dev.deskhand.search.SearchedTickets;
import dev.deskhand.tickets.rules.FirstResponse;
import dev.deskhand.tickets.rules.IncidentTexts;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** An incident as it is written. Lists and searches read their own rows. */
@Entity
@Table(name = "incident")
// only what changed is written
@DynamicUpdate
class IncidentEntity {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Version private int version;

  private @Nullable String sourceNumber;
  private String title;
  private String description;

  @Embedded private IncidentSnapshot.Progress progress;
  @Embedded private IncidentSnapshot.Pressure pressure;

  // Hibernate knows none of which nothing is known
  @Embedded private IncidentSnapshot.@Nullable Holder holder;
  @Embedded private IncidentSnapshot.@Nullable Subject subject;

  private long requesterId;
  private long reporterId;
  private String origin;
  private Instant openedAt;
  private Instant changedAt;
  private @Nullable Instant firstResponseAt;
  private long[] alsoReportedBy = {};
  private long[] related = {};

  // names come with the row: people are another module's entities
  @Formula("(select p.name from person p where p.id = requester_id)")
  private @Nullable String requesterName;

  // the service may have another name today than when this was reported
  @Formula(
      "coalesce((select n.service from service_reference n where n.reference = service), service)")
  private @Nullable String serviceName;

  /** For Hibernate alone. */
  @SuppressWarnings("NullAway.Init")
  protected IncidentEntity() {}

  @SuppressWarnings("NullAway.Init") // the facts are set by apply
  IncidentEntity(
      Incidents.NewIncident incident, IncidentSnapshot facts, long reporterId, Instant at) {
    title = IncidentTexts.title(incident.description());
    description = incident.description();
    requesterId = incident.requesterId();
    requesterName = incident.requesterName();
    serviceName = incident.service();
    this.reporterId = reporterId;
    origin = incident.origin();
    openedAt = at;
    apply(facts, at);
  }

  long id() {
    return Objects.requireNonNull(id, "not stored yet");
  }

  String key() {
    return Incident.key(id());
  }

  Reporters askers() {
    return new Reporters(requesterId, reporterId, alsoReportedBy());
  }

  private Set<Long> alsoReportedBy() {
    return LongStream.of(alsoReportedBy).boxed().collect(Collectors.toSet());
  }

  /** Who followed what is merged into it follow it from now on, and what that had to do with. */
  void takeIn(Incident merged, long mergedBy) {
    alsoReportedBy =
        Stream.concat(
                alsoReportedBy().stream(), askers().joinedBy(merged.askers(), mergedBy).stream())
            .mapToLong(Long::longValue)
            .toArray();
    related =
        LongStream.concat(
                LongStream.of(related), merged.related().stream().mapToLong(Long::longValue))
            .filter(other -> other != id() && other != merged.id())
            .distinct()
            .sorted()
            .toArray();
  }

  /** What it had to do with is the matter of the one in which it goes on. */
  void relateNone() {
    related = new long[0];
  }

  /** Another one has to do with it. */
  void relate(long other) {
    related = LongStream.concat(LongStream.of(related), LongStream.of(other)).sorted().toArray();
  }

  Instant openedAt() {
    return openedAt;
  }

  Instant changedAt() {
    return changedAt;
  }

  IncidentSnapshot facts() {
    return new IncidentSnapshot(
        progress,
        pressure,
        Objects.requireNonNullElse(holder, IncidentSnapshot.Holder.NOBODY),
        Objects.requireNonNullElse(subject, IncidentSnapshot.Subject.UNSAID));
  }

  /** Takes over the facts as they are from a time on. */
  final void apply(IncidentSnapshot facts, Instant at) {
    progress = facts.progress();
    pressure = facts.pressure();
    holder = facts.holder();
    subject = facts.subject();
    changedAt = at;
  }

  /**
   * Takes a public change for the first response, if it is one and there was none yet.
   *
   * @param text the words that go with it
   * @return whether it was taken for it
   */
  boolean answeredFirst(IncidentChange change, String text, long personId, Instant at) {
    boolean first =
        firstResponseAt == null
            && FirstResponse.isGivenBy(
                change, text, askers(), facts().holder().assigneeId(), personId);
    if (first) {
      firstResponseAt = at;
    }
    return first;
  }

  /** The words of one that is new. */
  SearchedTickets.Texts words() {
    return new SearchedTickets.Texts(
        id(),
        requesterId,
        reporterId,
        openedAt,
        title,
        description,
        Objects.requireNonNullElse(facts().subject().service(), ""),
        "",
        "");
  }

  Incident view(List<String> allowed) {
    return Incident.of(
        id(),
        sourceNumber,
        title,
        description,
        requesterId,
        Objects.requireNonNullElse(requesterName, ""),
        reporterId,
        origin,
        openedAt,
        changedAt,
        facts().with(facts().subject().named(serviceName)),
        alsoReportedBy(),
        LongStream.of(related).boxed().toList(),
        allowed);
  }
}
