package dev.deskhand.status;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * An outage while it is being changed. The version makes sure that no change is built on a state
 * that somebody else has altered meanwhile.
 */
@Entity
@Table(name = "outage")
class OutageEntity {

  @Id private long id;
  @Version private int version;
  private String service;

  @Enumerated(EnumType.STRING)
  private Outage.Severity severity;

  @Enumerated(EnumType.STRING)
  private Outage.Stage stage;

  private String text;
  private Instant startedAt;
  private @Nullable Instant acknowledgedAt;
  private @Nullable Instant resolvedAt;
  private @Nullable String cause;
  private long declaredBy;
  private String declaredByName;
  private @Nullable String resolvedByName;
  private int incidents;

  /** For JPA, which fills the fields. Outages are inserted by {@link OutageRepository#declare}. */
  @SuppressWarnings("NullAway.Init")
  protected OutageEntity() {}

  /** True if it is worse or better than before. */
  boolean update(Outage.@Nullable Severity now, Outage.@Nullable Stage to, Instant at) {
    boolean turned = now != null && now != severity;
    if (now != null) {
      severity = now;
    }
    if (to != null) {
      stage = to;
    }
    if (acknowledgedAt == null) {
      acknowledgedAt = notBeforeStart(at);
    }
    return turned;
  }

  void resolve(String why, String by, Instant at) {
    stage = Outage.Stage.RESOLVED;
    cause = why;
    resolvedByName = by;
    resolvedAt = notBeforeStart(at);
  }

  void incidentAttached() {
    incidents++;
  }

  void incidentDetached() {
    incidents--;
  }

  /**
   * Platforms' clocks differ: what was said within a second of the start may bear an earlier time.
   *
   * @return as fine as PostgreSQL keeps time, so that what is answered now is what is read later
   */
  private Instant notBeforeStart(Instant at) {
    Instant stored = at.truncatedTo(ChronoUnit.MICROS);
    return stored.isBefore(startedAt) ? startedAt : stored;
  }

  @Nullable String resolvedByName() {
    return resolvedByName;
  }

  Outage view() {
    return new Outage(
        id,
        service,
        severity,
        stage,
        text,
        startedAt,
        acknowledgedAt,
        resolvedAt,
        cause,
        declaredBy,
        declaredByName,
        incidents);
  }
}
