package dev.deskhand.tickets;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a period, counted from the record: each event in the period in which it happened,
 * with the priority and the service that the incident had then. What happens after the period
 * changes none of them.
 *
 * @param all over all priorities; opened and reopened without resolved, cancelled, merged and
 *     closed unresolved is by how much the backlog grew
 * @param byPriority the same for each priority, P1 first
 * @param reopenedSince the first {@value #NAMED} of those that rested as resolved at the end of the
 *     period and were reopened after it; no figure of the period
 * @param allReopenedSince how many there are of them
 */
public record IncidentFigures(
    Figures all, List<OfPriority> byPriority, List<Reopened> reopenedSince, long allReopenedSince) {

  /** How many that were reopened since are named. */
  public static final int NAMED = 10;

  public IncidentFigures {
    byPriority = List.copyOf(byPriority);
    reopenedSince = List.copyOf(reopenedSince);
  }

  /** The figures of one priority. */
  public record OfPriority(Priority priority, Figures figures) {}

  /** An incident that was reopened after the period. */
  public record Reopened(String key, Instant at) {}

  /**
   * One set of figures.
   *
   * @param opened incidents opened in the period
   * @param resolved resolutions in the period; an incident that was reopened may have several
   * @param reopened transitions back to work, out of RESOLVED, CLOSED or CANCELLED
   * @param cancelled transitions of open incidents to CANCELLED
   * @param merged open incidents that were merged into another one
   * @param closedUnresolved transitions of open incidents to CLOSED that were no merging
   * @param backlogBefore incidents that were open when the period began
   * @param backlog incidents that were open at the end of the period
   * @param meanToFirstResponse from opening to the first response, of incidents first answered in
   *     the period; null if there is none
   * @param meanToResolve from opening to the resolution, of the resolutions; null if there is none
   */
  public record Figures(
      long opened,
      long resolved,
      long reopened,
      long cancelled,
      long merged,
      long closedUnresolved,
      long backlogBefore,
      long backlog,
      @Nullable Duration meanToFirstResponse,
      @Nullable Duration medianToFirstResponse,
      @Nullable Duration meanToResolve,
      @Nullable Duration medianToResolve) {}
}
