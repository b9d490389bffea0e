package dev.deskhand.status.services;

import static dev.deskhand.status.services.ServiceRules.MOST_SERVICES;

import dev.deskhand.definitions.Definition;
import dev.deskhand.definitions.DefinitionFile;
import dev.deskhand.text.FoldedText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services file. */
public record ServicesFile(
    @NotEmpty(message = "must list at least one") List<@Valid ServiceDefinition> services) {

  /** Understands the file, or says which lines are wrong. */
  public static List<ServiceDefinition> read(String location) {
    Definition<ServicesFile> file =
        DefinitionFile.read(location, "deskhand.status.services-file", ServicesFile.class);
    List<ServiceDefinition> services = file.value().services();
    if (services.size() > MOST_SERVICES) {
      throw file.invalid("services", "there can be at most " + MOST_SERVICES + " services");
    }
    Map<String, String> names = names(services, file);
    List<ServiceDefinition> known = new ArrayList<>();
    for (int i = 0; i < services.size(); i++) {
      String path = "services[" + i + "]";
      Optional.ofNullable(services.get(i).level())
          .flatMap(ServiceRules::againstLevel)
          .ifPresent(
              why -> {
                throw file.invalid(path + ".level", "'level' " + why);
              });
      known.add(known(services.get(i), names, path, file));
    }
    refuseCircles(known, file);
    return known;
  }

  /** Every service's name by its lower case; names and aliases must all differ. */
  private static Map<String, String> names(
      List<ServiceDefinition> services, Definition<ServicesFile> file) {
    Map<String, String> taken = new HashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < services.size(); i++) {
      String name = services.get(i).name();
      refuseTaken(file, "services[%d].name".formatted(i), taken, name, name);
      names.put(FoldedText.name(name), name);
    }
    for (int i = 0; i < services.size(); i++) {
      List<String> aliases = services.get(i).aliases();
      for (int j = 0; j < aliases.size(); j++) {
        String path = "services[%d].aliases[%d]".formatted(i, j);
        refuseTaken(file, path, taken, aliases.get(j), services.get(i).name());
      }
    }
    return names;
  }

  private static void refuseTaken(
      Definition<?> file, String path, Map<String, String> taken, String word, String service) {
    String other = taken.putIfAbsent(FoldedText.name(word), service);
    if (other != null) {
      throw file.invalid(path, "'%s' names '%s' already".formatted(word, other));
    }
  }

  /** A service that depends on others by the names that they have. */
  private static ServiceDefinition known(
      ServiceDefinition service, Map<String, String> names, String path, Definition<?> file) {
    List<String> known = new ArrayList<>();
    for (String named : service.dependsOn()) {
      String name = names.get(FoldedText.name(named));
      if (name == null) {
        throw file.invalid(
            "%s.depends-on[%d]".formatted(path, known.size()),
            "'depends-on' names '%s', which is no service of this file; did you mean '%s'?"
                .formatted(named, ServiceNames.nearest(names.values(), named)));
      }
      known.add(name);
    }
    return service.dependingOn(known.stream().distinct().toList());
  }

  private static void refuseCircles(
      List<ServiceDefinition> services, Definition<ServicesFile> file) {
    Map<String, List<String>> dependencies = new LinkedHashMap<>();
    services.forEach(service -> dependencies.put(service.name(), service.dependsOn()));
    ServiceRules.circle(dependencies)
        .ifPresent(
            circle -> {
              int at = List.copyOf(dependencies.keySet()).indexOf(circle.getFirst());
              throw file.invalid(
                  "services[%d].depends-on".formatted(at),
                  "'depends-on' goes in a circle: " + String.join(" → ", circle));
            });
  }
}
