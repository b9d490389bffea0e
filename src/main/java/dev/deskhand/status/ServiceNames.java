package dev.deskhand.status;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How people name services. */
final class ServiceNames {

  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private ServiceNames() {}

  static boolean named(Services.Service service, String text) {
    return names(service)
        .anyMatch(
            name ->
                Pattern.compile(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(text)
                    .find());
  }

  static Services.Found find(List<Services.Service> services, String named) {
    String wanted = named.strip().toLowerCase(Locale.ROOT);
    for (Services.Service service : services) {
      if (names(service).anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(wanted))) {
        return new Services.Found.One(service);
      }
    }
    return new Services.Found.None(
        services.stream()
            .sorted(Comparator.comparingInt(service -> distance(service, wanted)))
            .map(Services.Service::name)
            .limit(3)
            .toList());
  }

  private static int distance(Services.Service service, String wanted) {
    return names(service)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .mapToInt(name -> name.contains(wanted) ? 0 : DISTANCE.apply(name, wanted))
        .min()
        .orElse(Integer.MAX_VALUE);
  }

  private static Stream<String> names(Services.Service service) {
    return Stream.concat(Stream.of(service.name()), service.aliases().stream());
  }
}
