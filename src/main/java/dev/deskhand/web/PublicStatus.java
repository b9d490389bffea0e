package dev.deskhand.web;

import java.time.Instant;
import java.util.List;

/**
 * What {@code GET /api/v1/status} answers. Words are in lower case.
 *
 * @param at when it was true
 * @param overall as bad as the worst service: {@code up}, {@code degraded} or {@code down}
 * @param services every service, by name
 * @param outages the open outages, the latest first
 */
record PublicStatus(Instant at, String overall, List<Service> services, List<OpenOutage> outages) {

  /** A moment for those whose browser does not show it in their own time zone. */
  public String words(Instant moment) {
    return Words.utc(moment);
  }

  /**
   * A service.
   *
   * @param health {@code up}, {@code degraded} or {@code down}
   * @param outages the keys of its open outages
   */
  record Service(String name, String health, List<String> outages) {}

  /**
   * An outage that goes on.
   *
   * @param severity {@code degraded} or {@code down}
   * @param stage {@code investigating}, {@code identified} or {@code monitoring}
   * @param text what people notice
   * @param updates what was told since, the latest first
   */
  record OpenOutage(
      String key,
      String service,
      String severity,
      String stage,
      String text,
      Instant startedAt,
      List<Update> updates) {}

  /** What was told of an outage. */
  record Update(Instant at, String stage, String text) {}
}
