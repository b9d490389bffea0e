package dev.deskhand.tickets;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a desk decides for itself about its incidents.
 *
 * @param priorities the priority for each impact (outer) and urgency (inner); all nine are needed
 * @param reopenWindow how long after it was closed an incident can be reopened; zero for never
 */
@ConfigurationProperties("deskhand.tickets")
public record TicketsProperties(
    @DefaultValue Map<Incidents.Level, Map<Incidents.Level, Priority>> priorities,
    @DefaultValue("7d") Duration reopenWindow) {

  public TicketsProperties {
    for (Incidents.Level impact : Incidents.Level.values()) {
      for (Incidents.Level urgency : Incidents.Level.values()) {
        if (!priorities.getOrDefault(impact, Map.of()).containsKey(urgency)) {
          throw new IllegalArgumentException(
              "deskhand.tickets.priorities.%s.%s is missing: it is P1, P2, P3 or P4"
                  .formatted(word(impact), word(urgency)));
        }
      }
    }
    priorities = Map.copyOf(priorities);
    if (reopenWindow.isNegative()) {
      throw new IllegalArgumentException(
          "deskhand.tickets.reopen-window is negative: " + reopenWindow);
    }
  }

  /** The priority that follows from impact and urgency. */
  public Priority priority(Incidents.Level impact, Incidents.Level urgency) {
    Map<Incidents.Level, Priority> row = Objects.requireNonNull(priorities.get(impact));
    return Objects.requireNonNull(row.get(urgency));
  }

  private static String word(Incidents.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
