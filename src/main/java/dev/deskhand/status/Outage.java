package dev.deskhand.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A declared interruption or degradation of a service, as it stands.
 *
 * @param id the desk's id; the key is made of it
 * @param text what people notice, as it was declared
 * @param acknowledgedAt when the cause was first said to be identified or the first update was
 *     given
 * @param cause what caused it, once it is resolved
 * @param incidents how many incidents are linked to it
 */
public record Outage(
    long id,
    String service,
    Severity severity,
    Stage stage,
    String text,
    Instant startedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant resolvedAt,
    @Nullable String cause,
    long declaredById,
    String declaredByName,
    int incidents) {

  /** The key that people use: {@code OUT-3}. */
  public String key() {
    return "OUT-" + id;
  }

  /** Whether it is still going on. */
  public boolean open() {
    return stage != Stage.RESOLVED;
  }

  /**
   * How it stood before a moment, without what came later.
   *
   * @param severityThen how bad it was then
   * @param stageThen how far the work had come, for one that was resolved later
   */
  Outage before(Instant moment, Severity severityThen, Stage stageThen) {
    boolean resolved = resolvedAt != null && resolvedAt.isBefore(moment);
    boolean acknowledged = acknowledgedAt != null && acknowledgedAt.isBefore(moment);
    return new Outage(
        id,
        service,
        severityThen,
        resolvedAt == null || resolved ? stage : stageThen,
        text,
        startedAt,
        acknowledged ? acknowledgedAt : null,
        resolved ? resolvedAt : null,
        resolved ? cause : null,
        declaredById,
        declaredByName,
        incidents);
  }

  /** The same with so many incidents. */
  Outage with(int linked) {
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
        declaredById,
        declaredByName,
        linked);
  }

  /** How bad it is. */
  public enum Severity {
    DEGRADED,
    DOWN
  }

  /** How far the work has come; each may go to any later one and back to an earlier one. */
  public enum Stage {
    INVESTIGATING,
    IDENTIFIED,
    MONITORING,
    RESOLVED
  }
}
