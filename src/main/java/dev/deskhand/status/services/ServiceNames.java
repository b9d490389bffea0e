package dev.deskhand.status.services;

import dev.deskhand.status.Services;
import dev.deskhand.text.FoldedText;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How people name services. */
public final class ServiceNames {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  /** Longer words are no service's name, and their distance would take long to find. */
  private static final int LONGEST_COMPARED = 200;

  private static final Set<Integer> NUMBERS =
      Set.of(
          (int) Character.DECIMAL_DIGIT_NUMBER,
          (int) Character.LETTER_NUMBER,
          (int) Character.OTHER_NUMBER);

  private ServiceNames() {}

  public static List<Services.Service> namedIn(List<Services.Service> services, String text) {
    String words = lower(text);
    return services.stream()
        .filter(
            service -> names(service).map(ServiceNames::lower).anyMatch(name -> isIn(words, name)))
        .toList();
  }

  private static boolean isIn(String words, String name) {
    for (int at = words.indexOf(name); at >= 0; at = words.indexOf(name, at + 1)) {
      int end = at + name.length();
      if ((at == 0 || !isOfWord(words.codePointBefore(at)))
          && (end == words.length() || !isOfWord(words.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfWord(int letter) {
    return Character.isLetter(letter) || NUMBERS.contains(Character.getType(letter));
  }

  public static Services.Found find(List<Services.Service> services, String named) {
    String wanted = lower(named);
    Predicate<Services.Service> called = service -> lower(service.name()).equals(wanted);
    Predicate<Services.Service> alsoCalled =
        service -> service.aliases().stream().anyMatch(alias -> lower(alias).equals(wanted));
    Optional<Services.Service> found =
        first(services, called.and(Services.Service::listed))
            .or(() -> first(services, alsoCalled.and(Services.Service::listed)))
            .or(() -> first(services, called));
    if (found.isPresent()) {
      return of(found.get());
    }
    String compared = wanted.substring(0, Math.min(wanted.length(), LONGEST_COMPARED));
    return new Services.Found.None(
        services.stream()
            .sorted(Comparator.comparingInt(service -> distance(names(service), compared)))
            .map(Services.Service::name)
            .limit(3)
            .toList());
  }

  static Services.Found of(Services.Service service) {
    return service.listed() ? new Services.Found.One(service) : new Services.Found.Retired(service);
  }

  /** The name that is nearest to what was written; the same word back if there are none. */
  static String nearest(Collection<String> names, String written) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(Stream.of(name), lower(written))))
        .orElse(written);
  }

  private static Optional<Services.Service> first(
      List<Services.Service> services, Predicate<Services.Service> that) {
    return services.stream().filter(that).findFirst();
  }

  private static int distance(Stream<String> names, String wanted) {
    return names
        .map(ServiceNames::lower)
        .mapToInt(
            name ->
                wanted.length() >= 2 && name.contains(wanted) ? 0 : DISTANCE.apply(name, wanted))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private static Stream<String> names(Services.Service service) {
    return Stream.concat(Stream.of(service.name()), service.aliases().stream());
  }

  private static String lower(String name) {
    return FoldedText.name(name);
  }
}
