package dev.deskhand.status;

import dev.deskhand.people.Actor;
import dev.deskhand.people.DeskRecord;
import dev.deskhand.text.FoldedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@link Services}, with the rules for adding one. */
@Component
class ServiceDirectory implements Services {

  private final ServiceStore store;
  private final DeskRecord record;

  ServiceDirectory(ServiceStore store, DeskRecord record) {
    this.store = store;
    this.record = record;
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
    record.record(by, "service add " + service.name(), "", inWords(service, dependsOn));
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

  private static String inWords(NewService service, List<String> dependsOn) {
    List<String> words = new ArrayList<>();
    words.add("kind: " + service.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    words.add("criticality: " + service.criticality().name().toLowerCase(Locale.ROOT));
    if (service.team() != null) {
      words.add("team: " + service.team());
    }
    if (!dependsOn.isEmpty()) {
      words.add("depends on: " + String.join(", ", dependsOn));
    }
    if (service.level() != null) {
      words.add("level: " + service.level());
    }
    return String.join(", ", words);
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
              FoldedText.name(service.name()).equals(FoldedText.name(name))
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
  @Transactional
  public boolean subscribe(String service, Actor by, String platform) {
    Optional<String> before = store.subscribe(service, by.personId(), platform);
    before.ifPresent(was -> record.record(by, "subscribe " + service, was, platform));
    return before.isPresent();
  }

  @Override
  @Transactional
  public boolean unsubscribe(String service, Actor by) {
    Optional<String> before = store.unsubscribe(service, by.personId());
    before.ifPresent(was -> record.record(by, "unsubscribe " + service, was, ""));
    return before.isPresent();
  }

  @Override
  public List<Subscriber> subscribers(String service) {
    return store.subscribers(service);
  }
}
