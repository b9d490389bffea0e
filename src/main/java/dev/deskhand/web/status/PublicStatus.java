package dev.deskhand.web.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.deskhand.web.Formats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code GET /api/v1/status} answers. Words are in lower case.
 *
 * @param at when it was true
 * @param ageSeconds how long ago that is, if the desk cannot find out how it is now; else null, and
 *     left out
 * @param overall as bad as the worst service: {@code up}, {@code degraded} or {@code down}
 * @param services every service, by name
 * @param outages the open outages, the latest first
 */
public record PublicStatus(
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long ageSeconds,
    String overall,
    List<Service> services,
    List<OpenOutage> outages) {

  /** The same, with the age that it has by now. */
  PublicStatus aged(Duration age) {
    // what is not current is at least a second old
    return new PublicStatus(at, Math.max(1, age.toSeconds()), overall, services, outages);
  }

  /** Its age in words, such as {@code 3 minutes}; empty while it is current. */
  public String age() {
    return ageSeconds == null ? "" : Formats.roughly(Duration.ofSeconds(ageSeconds));
  }

  /** A moment for those whose browser does not show it in their own time zone. */
  public String words(Instant moment) {
    return Formats.utc(moment);
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
