package dev.deskhand.tickets;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/**
 * What can change about an incident, as it is at one moment. Its four parts are columns of the
 * incident's row.
 */
public record IncidentSnapshot(
    Progress progress, Pressure pressure, Holder holder, Subject subject) {

  /**
   * How far the work has come.
   *
   * @param mergedInto the id of the incident in which it goes on; this one is closed then
   */
  @Embeddable
  public record Progress(
      @Enumerated(EnumType.STRING) IncidentState state,
      @Enumerated(EnumType.STRING) @Nullable WaitingFor waitingFor,
      @Nullable String resolution,
      @Nullable Instant resolvedAt,
      @Nullable Instant closedAt,
      @Nullable Instant endedAt,
      @Nullable Long mergedInto) {

    public static final Progress OPENED =
        new Progress(IncidentState.NEW, null, null, null, null, null, null);

    /** On to a state, at a time; the other times follow from it. */
    public Progress to(IncidentState next, @Nullable WaitingFor on, Instant at) {
      boolean entered = next != state;
      return new Progress(
          next,
          on,
          next.open() ? null : resolution,
          entered && next == IncidentState.RESOLVED ? at : resolvedAt,
          next != IncidentState.CLOSED ? null : entered ? at : closedAt,
          next.open() ? null : endedAt == null ? at : endedAt,
          next == IncidentState.CLOSED ? mergedInto : null);
    }

    public Progress resolvedBy(@Nullable String how) {
      return new Progress(state, waitingFor, how, resolvedAt, closedAt, endedAt, mergedInto);
    }

    /** The same of one that goes on in another incident. */
    public Progress goingOnIn(@Nullable Long other) {
      return new Progress(state, waitingFor, resolution, resolvedAt, closedAt, endedAt, other);
    }
  }

  /** How pressing it is. */
  @Embeddable
  public record Pressure(
      @Enumerated(EnumType.STRING) Incidents.Level impact,
      @Enumerated(EnumType.STRING) Incidents.Level urgency,
      @Enumerated(EnumType.STRING) Priority priority) {}

  /** Who has it. */
  @Embeddable
  public record Holder(
      @Nullable String team,
      @Nullable Long assigneeId,
      // names come with the row: people are another module's entities
      @Formula("(select p.name from person p where p.id = assignee_id)")
          @Nullable String assigneeName) {

    public static final Holder NOBODY = new Holder(null, null, null);

    public Holder person(@Nullable Long id, @Nullable String name) {
      return new Holder(team, id, name);
    }
  }

  /** What it is about. */
  @Embeddable
  public record Subject(
      @Nullable String service, @Nullable String category, @Nullable String outage) {

    public static final Subject UNSAID = new Subject(null, null, null);

    /** The same of a service that has another name by now. */
    Subject named(@Nullable String other) {
      return new Subject(other, category, outage);
    }

    public Subject partOf(@Nullable String other) {
      return new Subject(service, category, other);
    }
  }

  public IncidentState state() {
    return progress.state();
  }

  public IncidentSnapshot with(Progress other) {
    return new IncidentSnapshot(other, pressure, holder, subject);
  }

  public IncidentSnapshot with(Pressure other) {
    return new IncidentSnapshot(progress, other, holder, subject);
  }

  public IncidentSnapshot with(Holder other) {
    return new IncidentSnapshot(progress, pressure, other, subject);
  }

  public IncidentSnapshot with(Subject other) {
    return new IncidentSnapshot(progress, pressure, holder, other);
  }

  /** On to a state in which nothing is waited for. */
  public IncidentSnapshot in(IncidentState next, Instant at) {
    return with(progress.to(next, null, at));
  }

  /** Whether the incident stands otherwise than before in what its figures are counted by. */
  boolean beginsPhaseAfter(@Nullable IncidentSnapshot before) {
    return before == null
        || state() != before.state()
        || pressure.priority != before.pressure.priority
        || !Objects.equals(holder.team, before.holder.team)
        || !Objects.equals(subject.service, before.subject.service);
  }
}
