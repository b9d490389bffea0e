package dev.deskhand.status.services;

import static dev.deskhand.status.services.ServiceRules.LONGEST_NAME;
import static dev.deskhand.status.services.ServiceRules.MOST_SERVICES;

import dev.deskhand.definitions.Section;
import dev.deskhand.status.Services;
import dev.deskhand.text.FoldedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Understands the services file, or says which line is wrong. */
public final class ServicesFile {

  private static final int MOST_ALIASES = 20;

  private ServicesFile() {}

  public static List<ServiceDefinition> read(Section file) {
    List<Section> sections = file.allowing("services").sections("services");
    if (sections.size() > MOST_SERVICES) {
      throw file.invalid("services", "there can be at most " + MOST_SERVICES + " services");
    }
    Map<String, String> names = names(sections);
    List<ServiceDefinition> services = new ArrayList<>();
    for (Section section : sections) {
      services.add(service(section, names));
    }
    refuseCircles(services, sections);
    return services;
  }

  /** Every service's name by its lower case; names and aliases must all differ. */
  private static Map<String, String> names(List<Section> sections) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> taken = new HashMap<>();
    for (Section section : sections) {
      section.allowing("name", "aliases", "team", "kind", "criticality", "depends-on", "level");
      String name = section.text("name", LONGEST_NAME);
      againstTaken(taken, name, name)
          .ifPresent(
              what -> {
                throw section.invalid("name", what);
              });
      names.put(lower(name), name);
    }
    for (Section section : sections) {
      String name = section.text("name", LONGEST_NAME);
      for (Section.Text alias : section.texts("aliases", LONGEST_NAME)) {
        againstTaken(taken, alias.text(), name)
            .ifPresent(
                what -> {
                  throw alias.invalid(what);
                });
      }
    }
    return names;
  }

  private static Optional<String> againstTaken(
      Map<String, String> taken, String word, String service) {
    return Optional.ofNullable(taken.putIfAbsent(lower(word), service))
        .map(other -> "'%s' names '%s' already".formatted(word, other));
  }

  private static ServiceDefinition service(Section section, Map<String, String> names) {
    List<Section.Text> aliases = section.texts("aliases", LONGEST_NAME);
    if (aliases.size() > MOST_ALIASES) {
      throw section.invalid("aliases", "'aliases' can be at most " + MOST_ALIASES);
    }
    return new ServiceDefinition(
        section.text("name", LONGEST_NAME),
        section.choice("kind", Services.Kind.class, Services.Kind.INTERNAL_FACING),
        section.choice("criticality", Services.Criticality.class),
        section.optionalText("team", LONGEST_NAME).orElse(null),
        aliases.stream().map(Section.Text::text).toList(),
        section.texts("depends-on", LONGEST_NAME).stream()
            .map(named -> known(named, names))
            .distinct()
            .toList(),
        level(section));
  }

  private static String known(Section.Text named, Map<String, String> names) {
    return Optional.ofNullable(names.get(lower(named.text())))
        .orElseThrow(
            () ->
                named.invalid(
                    "'depends-on' names '%s', which is no service of this file; did you mean '%s'?"
                        .formatted(
                            named.text(), ServiceNames.nearest(names.values(), named.text()))));
  }

  private static @Nullable BigDecimal level(Section section) {
    Optional<BigDecimal> level = section.number("level");
    level
        .flatMap(ServiceRules::againstLevel)
        .ifPresent(
            why -> {
              throw section.invalid("level", "'level' " + why);
            });
    return level.orElse(null);
  }

  private static void refuseCircles(List<ServiceDefinition> services, List<Section> sections) {
    Map<String, List<String>> dependencies = new LinkedHashMap<>();
    services.forEach(service -> dependencies.put(service.name(), service.dependsOn()));
    ServiceRules.circle(dependencies)
        .ifPresent(
            circle -> {
              int at =
                  services.stream()
                      .map(ServiceDefinition::name)
                      .toList()
                      .indexOf(circle.getFirst());
              throw sections
                  .get(at)
                  .invalid(
                      "depends-on", "'depends-on' goes in a circle: " + String.join(" → ", circle));
            });
  }

  private static String lower(String name) {
    return FoldedText.name(name);
  }
}
