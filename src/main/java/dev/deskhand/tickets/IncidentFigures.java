package dev.deskhand.tickets;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a period.
 *
 * @param all over all priorities
 * @param byPriority the same for each priority, P1 first
 */
public record IncidentFigures(Figures all, List<OfPriority> byPriority) {
  public IncidentFigures {
    byPriority = List.copyOf(byPriority);
  }

  /** The figures of one priority. */
  public record OfPriority(Priority priority, Figures figures) {}

  /**
   * One set of figures.
   *
   * @param opened incidents opened in the period
   * @param resolved incidents whose last transition into RESOLVED lies in the period
   * @param reopened transitions out of RESOLVED other than to CLOSED in the period, and out of
   *     CLOSED
   * @param backlog incidents that were open at the end of the period
   * @param meanToFirstResponse from opening to the first act of an agent, of incidents first
   *     answered in the period; null if there is none
   * @param meanToResolve from opening to the last transition into RESOLVED, of the resolved ones;
   *     null if there is none
   */
  public record Figures(
      long opened,
      long resolved,
      long reopened,
      long backlog,
      @Nullable Duration meanToFirstResponse,
      @Nullable Duration medianToFirstResponse,
      @Nullable Duration meanToResolve,
      @Nullable Duration medianToResolve) {}
}
