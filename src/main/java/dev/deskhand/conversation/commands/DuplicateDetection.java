package dev.deskhand.conversation.commands;

import dev.deskhand.status.Outage;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.Service;
import dev.deskhand.tickets.Incident;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells whether a report is about something that is known already. */
public final class DuplicateDetection {

  /** From this share of common words on, two texts of one person are about the same thing. */
  private static final double ALIKE = 0.4;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private DuplicateDetection() {}

  /** The service that a text speaks of, if it speaks of just one. */
  public static Optional<Service> service(List<Service> services, String text) {
    List<Service> named =
        Services.namedIn(services.stream().filter(Service::listed).toList(), text);
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  /**
   * The open outage that a report is probably about: of the reported service, of one that the text
   * names, or of one on which the reported service depends.
   */
  public static Optional<Outage> outage(
      List<Service> services, @Nullable Service service, String text) {
    List<Service> troubled =
        services.stream().filter(candidate -> !candidate.openOutages().isEmpty()).toList();
    if (troubled.isEmpty()) {
      return Optional.empty();
    }
    Stream<Service> needed =
        service == null
            ? Stream.empty()
            : Stream.concat(
                Stream.of(service),
                troubled.stream().filter(other -> service.dependsOn().contains(other.name())));
    return Stream.concat(needed, Services.namedIn(troubled, text).stream())
        .flatMap(candidate -> candidate.openOutages().stream())
        .findFirst();
  }

  /** The open incident of the same person that a report probably repeats. */
  public static Optional<Incident> incident(
      List<Incident> own, @Nullable Service service, String text) {
    Set<String> words = words(text);
    return own.stream()
        .filter(
            incident ->
                service == null
                    || incident.service() == null
                    || incident.service().equals(service.name()))
        .filter(incident -> alike(words, words(incident.description())))
        .findFirst();
  }

  private static boolean alike(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    long common = one.stream().filter(other::contains).count();
    return !all.isEmpty() && (double) common / all.size() >= ALIKE;
  }

  private static Set<String> words(String text) {
    return BETWEEN_WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> word.length() > 2)
        .collect(Collectors.toSet());
  }
}
