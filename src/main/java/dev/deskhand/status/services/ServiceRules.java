package dev.deskhand.status.services;

import dev.deskhand.text.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a service must be like. Each rule answers with what is wrong, or with nothing. */
final class ServiceRules {

  static final int MOST_SERVICES = 500;
  static final int LONGEST_NAME = 80;

  private static final BigDecimal ALWAYS = BigDecimal.valueOf(100);

  private ServiceRules() {}

  static Optional<String> againstName(String name) {
    if (name.isBlank()) {
      return Optional.of("A service needs a name.");
    }
    if (Text.length(name) > LONGEST_NAME) {
      return Optional.of("A service's name has at most " + LONGEST_NAME + " characters.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("A service's name is a single line.");
    }
    return Optional.empty();
  }

  /** An agreed availability is a percentage with at most three places. */
  static Optional<String> againstLevel(BigDecimal level) {
    if (level.signum() <= 0 || level.compareTo(ALWAYS) > 0) {
      return Optional.of(
          "must be more than 0 and at most 100 percent, not " + level.toPlainString());
    }
    return level.stripTrailingZeros().scale() > 3
        ? Optional.of("can have at most three places, not " + level.toPlainString())
        : Optional.empty();
  }

  /** A circle of services that cannot run without each other, if there is one. */
  static Optional<List<String>> circle(Map<String, List<String>> dependencies) {
    Set<String> sound = new HashSet<>();
    for (String start : dependencies.keySet()) {
      Optional<List<String>> circle = circleFrom(start, new ArrayList<>(), dependencies, sound);
      if (circle.isPresent()) {
        return circle;
      }
    }
    return Optional.empty();
  }

  private static Optional<List<String>> circleFrom(
      String service, List<String> way, Map<String, List<String>> dependencies, Set<String> sound) {
    if (sound.contains(service)) {
      return Optional.empty();
    }
    int seen = way.indexOf(service);
    way.add(service);
    if (seen >= 0) {
      return Optional.of(List.copyOf(way.subList(seen, way.size())));
    }
    for (String needed : dependencies.getOrDefault(service, List.of())) {
      Optional<List<String>> circle = circleFrom(needed, way, dependencies, sound);
      if (circle.isPresent()) {
        return circle;
      }
    }
    way.removeLast();
    sound.add(service);
    return Optional.empty();
  }
}
