package dev.deskhand.status;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the services in a period, as it stood at its end. Durations are clipped to the
 * period and count the time until its end (or now, if that is earlier) for what is still open;
 * overlapping outages of one service count once in its downtime. Availability is around the clock:
 * only DOWN counts against it.
 *
 * @param total how many outages touch the period
 * @param open how many of them were open at its end, or are now if that is earlier
 * @param outages those outages, oldest first; at most 200: the open ones, then the latest
 * @param services the services that had one, the longest downtime first
 * @param peopleAffected distinct people whose incidents were linked at its end
 * @param meanToAcknowledge from declaring to the first update; null if none was given
 * @param meanToRestore from declaring to resolving, of those resolved in the period
 * @param acknowledged the keys from which {@code meanToAcknowledge} is made
 * @param restored the keys from which {@code meanToRestore} is made
 */
public record OutageSummary(
    Instant from,
    Instant until,
    int total,
    int open,
    List<Entry> outages,
    List<ServiceShare> services,
    Duration totalDuration,
    int incidents,
    int peopleAffected,
    @Nullable Duration meanToAcknowledge,
    @Nullable Duration meanToRestore,
    List<String> acknowledged,
    List<String> restored) {

  /**
   * One outage, as it stood at the end of the period, with what it counts for in it.
   *
   * @param incidentKeys at most 200 of the incidents that were part of it then
   * @param stretches how bad it was in the period and when, in order; at least one
   */
  public record Entry(
      Outage outage, Duration duration, List<String> incidentKeys, List<Stretch> stretches) {
    public Entry {
      incidentKeys = List.copyOf(incidentKeys);
      stretches = List.copyOf(stretches);
    }
  }

  /** A stretch of time in which an outage had one severity. */
  public record Stretch(Outage.Severity severity, Instant from, Instant until) {}

  /**
   * A service's share.
   *
   * @param downtime the time in which an outage of it was DOWN
   * @param degraded the time in which one was open and none was DOWN
   * @param availability in percent of the period, to three places
   * @param level the agreed availability in percent, if one is agreed
   * @param evidence the keys of its outages
   */
  public record ServiceShare(
      String service,
      Duration downtime,
      Duration degraded,
      BigDecimal availability,
      @Nullable BigDecimal level,
      List<String> evidence) {}
}
