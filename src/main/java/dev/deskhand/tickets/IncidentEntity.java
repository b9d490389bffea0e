package dev.deskhand.tickets;

import dev.deskhand.search.SearchedTickets;
import dev.deskhand.tickets.rules.FirstResponse;
import dev.deskhand.tickets.rules.IncidentTexts;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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

  @Enumerated(EnumType.STRING)
  private IncidentState state;

  @Enumerated(EnumType.STRING)
  private @Nullable WaitingFor waitingFor;

  @Enumerated(EnumType.STRING)
  private Incidents.Level impact;

  @Enumerated(EnumType.STRING)
  private Incidents.Level urgency;

  @Enumerated(EnumType.STRING)
  private Priority priority;

  private @Nullable String service;
  private @Nullable String category;
  private @Nullable String team;
  private long requesterId;
  private long reporterId;
  private @Nullable Long assigneeId;
  private String origin;
  private @Nullable String outage;
  private @Nullable String resolution;
  private Instant openedAt;
  private Instant changedAt;
  private @Nullable Instant firstResponseAt;
  private @Nullable Instant resolvedAt;
  private @Nullable Instant closedAt;
  private @Nullable Instant endedAt;
  private @Nullable Long mergedInto;
  private long[] alsoReportedBy = {};
  private long[] related = {};

  // names come with the row: people are another module's entities
  @Formula("(select p.name from person p where p.id = requester_id)")
  private @Nullable String requesterName;

  @Formula("(select p.name from person p where p.id = assignee_id)")
  private @Nullable String assigneeName;

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
        new IncidentSnapshot.Progress(
            state, waitingFor, resolution, resolvedAt, closedAt, endedAt, mergedInto),
        new IncidentSnapshot.Pressure(impact, urgency, priority),
        new IncidentSnapshot.Holder(team, assigneeId, assigneeName),
        new IncidentSnapshot.Subject(service, category, outage));
  }

  /** Takes over the facts as they are from a time on. */
  final void apply(IncidentSnapshot facts, Instant at) {
    IncidentSnapshot.Progress progress = facts.progress();
    state = progress.state();
    waitingFor = progress.waitingFor();
    resolution = progress.resolution();
    resolvedAt = progress.resolvedAt();
    closedAt = progress.closedAt();
    endedAt = progress.endedAt();
    mergedInto = progress.mergedInto();
    impact = facts.pressure().impact();
    urgency = facts.pressure().urgency();
    priority = facts.pressure().priority();
    team = facts.holder().team();
    assigneeId = facts.holder().assigneeId();
    assigneeName = facts.holder().assigneeName();
    service = facts.subject().service();
    category = facts.subject().category();
    outage = facts.subject().outage();
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
            && FirstResponse.isGivenBy(change, text, askers(), assigneeId, personId);
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
        Objects.requireNonNullElse(service, ""),
        "",
        "");
  }

  Incident view(List<String> allowed) {
    return new Incident(
        id(),
        sourceNumber,
        title,
        description,
        state,
        waitingFor,
        impact,
        urgency,
        priority,
        serviceName,
        category,
        team,
        requesterId,
        Objects.requireNonNullElse(requesterName, ""),
        reporterId,
        assigneeId,
        assigneeName,
        origin,
        openedAt,
        changedAt,
        resolvedAt,
        closedAt,
        resolution,
        outage,
        mergedInto == null ? null : Incident.key(mergedInto),
        alsoReportedBy(),
        LongStream.of(related).boxed().toList(),
        Set.copyOf(allowed));
  }
}
