package dev.deskhand.status;

import dev.deskhand.people.Actor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@link Services}, with the rules for adding one. */
@Component
class ServiceDirectory implements Services {

  private final ServiceStore store;

  ServiceDirectory(ServiceStore store) {
    this.store = store;
  }

  @Override
  public List<Service> all() {
    return store.all();
  }

  @Override
  public Found find(String named) {
    return Found.in(store.all(), named);
  }

  @Override
  @Transactional
  public AddOutcome add(NewService asked, Actor by) {
    NewService service = stripped(asked);
    List<Service> known = store.all();
    List<String> dependsOn = new ArrayList<>();
    Optional<String> problem =
        ServiceRules.againstName(service.name())
            .or(() -> againstTeam(service.team()))
            .or(() -> againstLevel(service.level()))
            .or(() -> againstTaken(known, service.name()))
            .or(() -> againstMany(known))
            .or(() -> againstDependencies(known, service, dependsOn));
    if (problem.isPresent()) {
      return new AddOutcome.Refused(problem.get());
    }
    if (!store.add(service, dependsOn, by)) {
      return new AddOutcome.Refused("There is a service " + service.name() + " already.");
    }
    return new AddOutcome.Added(
        new Service(
            service.name(),
            service.kind(),
            service.criticality(),
            service.team(),
            List.of(),
            dependsOn,
            service.level(),
            List.of()));
  }

  private static NewService stripped(NewService service) {
    String team = service.team();
    return new NewService(
        service.name().strip(),
        service.kind(),
        service.criticality(),
        team == null || team.isBlank() ? null : team.strip(),
        service.dependsOn(),
        service.level());
  }

  private static Optional<String> againstTeam(@Nullable String team) {
    return team == null
        ? Optional.empty()
        : ServiceRules.againstName(team).map(problem -> "The team: " + problem);
  }

  private static Optional<String> againstLevel(@Nullable BigDecimal level) {
    return level == null
        ? Optional.empty()
        : ServiceRules.againstLevel(level).map(problem -> "The agreed level " + problem + ".");
  }

  private static Optional<String> againstTaken(List<Service> known, String name) {
    return switch (Found.in(known, name)) {
      case Found.One(Service service) ->
          Optional.of(
              service.name().equalsIgnoreCase(name)
                  ? "There is a service " + service.name() + " already."
                  : name + " is another name of " + service.name() + " already.");
      case Found.None none -> Optional.empty();
    };
  }

  private static Optional<String> againstMany(List<Service> known) {
    return known.size() < ServiceRules.MOST_SERVICES
        ? Optional.empty()
        : Optional.of("There can be at most " + ServiceRules.MOST_SERVICES + " services.");
  }

  /** Finds what it depends on; a service that is taken up again may close a circle. */
  private static Optional<String> againstDependencies(
      List<Service> known, NewService service, List<String> dependsOn) {
    for (String named : service.dependsOn()) {
      switch (Found.in(known, named)) {
        case Found.One(Service found) -> {
          if (!dependsOn.contains(found.name())) {
            dependsOn.add(found.name());
          }
        }
        case Found.None(List<String> nearest) -> {
          return Optional.of(
              "There is no service %s to depend on.%s"
                  .formatted(
                      named,
                      nearest.isEmpty()
                          ? ""
                          : " Did you mean " + String.join(", ", nearest) + "?"));
        }
      }
    }
    Map<String, List<String>> dependencies = new LinkedHashMap<>();
    known.forEach(other -> dependencies.put(other.name(), other.dependsOn()));
    dependencies.put(service.name(), dependsOn);
    return ServiceRules.circle(dependencies)
        .map(circle -> "The dependencies would go in a circle: " + String.join(" → ", circle));
  }

  @Override
  public boolean subscribe(String service, long personId, String platform) {
    return store.subscribe(service, personId, platform);
  }

  @Override
  public boolean unsubscribe(String service, long personId) {
    return store.unsubscribe(service, personId);
  }

  @Override
  public List<Subscriber> subscribers(String service) {
    return store.subscribers(service);
  }
}
