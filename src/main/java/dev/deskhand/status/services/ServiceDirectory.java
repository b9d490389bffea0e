package dev.deskhand.status.services;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.status.Services;
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
  private final ServiceRenames renames;
  private final RecordWriter record;

  ServiceDirectory(ServiceStore store, ServiceRenames renames, RecordWriter record) {
    this.store = store;
    this.renames = renames;
    this.record = record;
  }

  @Override
  public List<Service> all() {
    return store.all();
  }

  @Override
  public Found find(String named) {
    return find(store.all(), named);
  }

  @Override
  public Found find(List<Service> known, String named) {
    return switch (Found.in(known, named)) {
      case Found.None none -> store.known(named).map(ServiceNames::of).orElse(none);
      case Found.One one -> one;
      case Found.Retired retired -> retired;
    };
  }

  @Override
  @Transactional
  public AddOutcome add(NewService asked, Actor by) {
    NewService service = stripped(asked);
    List<Service> known = listed();
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
    if (!store.add(service, dependsOn)) {
      return new AddOutcome.Refused("There is a service " + service.name() + " already.");
    }
    renames.refer(service.name());
    record(by, Verb.SERVICE_ADD, service.name(), "service", null, inWords(service, dependsOn));
    return new AddOutcome.Added(
        new Service(
            service.name(),
            service.kind(),
            service.criticality(),
            service.team(),
            List.of(),
            dependsOn,
            service.level(),
            true,
            List.of()));
  }

  @Override
  @Transactional
  public ChangeOutcome rename(String named, String to, Actor by) {
    String name = to.strip();
    renames.holdAll();
    return switch (find(named)) {
      case Found.None(List<String> nearest) -> unknown(named, nearest);
      case Found.One(Service service) -> rename(service, name, by);
      case Found.Retired(Service service) -> retired(service);
    };
  }

  private ChangeOutcome rename(Service service, String name, Actor by) {
    if (service.name().equals(name)) {
      return new ChangeOutcome.Refused("It is called " + name + " already.");
    }
    List<Service> others = new ArrayList<>(listed());
    others.removeIf(other -> other.name().equals(service.name()));
    Optional<String> problem =
        ServiceRules.againstName(name)
            .or(() -> againstTaken(others, name))
            .or(() -> againstRetired(service, name));
    if (problem.isPresent()) {
      return new ChangeOutcome.Refused(problem.get());
    }
    renames.rename(service.name(), name);
    if (!name.equalsIgnoreCase(service.name())) {
      renames.alias(name, service.name());
    }
    record(by, Verb.SERVICE_RENAME, service.name(), "name", service.name(), name);
    return new ChangeOutcome.Done(known(name), service.name(), store.isFromFile(name));
  }

  @Override
  @Transactional
  public ChangeOutcome retire(String named, Actor by) {
    return switch (find(named)) {
      case Found.None(List<String> nearest) -> unknown(named, nearest);
      case Found.Retired(Service service) -> retired(service);
      case Found.One(Service service) -> {
        boolean byFile = store.unlist(service.name());
        record(by, Verb.SERVICE_RETIRE, service.name(), "name", service.name(), null);
        yield new ChangeOutcome.Done(known(service.name()), service.name(), byFile);
      }
    };
  }

  private Service known(String name) {
    return store.known(name).orElseThrow();
  }

  private List<Service> listed() {
    return store.all().stream().filter(Service::listed).toList();
  }

  private static ChangeOutcome retired(Service service) {
    return new ChangeOutcome.Refused(
        service.name()
            + " is retired. To take it up again: service add \""
            + service.name()
            + "\"");
  }

  private static ChangeOutcome unknown(String named, List<String> nearest) {
    return new ChangeOutcome.Refused(
        "There is no service %s.%s"
            .formatted(
                named.strip(),
                nearest.isEmpty() ? "" : " Did you mean " + String.join(", ", nearest) + "?"));
  }

  /** A retired service keeps its name: what was reported on it must not become another's. */
  private Optional<String> againstRetired(Service service, String name) {
    return store
        .known(name)
        .filter(other -> other.name().equalsIgnoreCase(name))
        .filter(other -> !other.name().equals(service.name()))
        .map(
            other ->
                other.name()
                    + " is a retired service, whose past keeps that name. Choose another one.");
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
      case Found.Retired retired -> Optional.empty();
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
        case Found.Retired(Service found) -> {
          return Optional.of(found.name() + " is retired; nothing new can depend on it.");
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
    before.ifPresent(was -> record(by, Verb.SUBSCRIBE, service, "platform", was, platform));
    return before.isPresent();
  }

  @Override
  @Transactional
  public boolean unsubscribe(String service, Actor by) {
    Optional<String> before = store.unsubscribe(service, by.personId());
    before.ifPresent(was -> record(by, Verb.UNSUBSCRIBE, service, "platform", was, null));
    return before.isPresent();
  }

  @Override
  public List<Subscriber> subscribers(String service) {
    return store.subscribers(service);
  }

  private void record(
      Actor by,
      Verb verb,
      String service,
      String field,
      @Nullable String before,
      @Nullable String after) {
    record.write(
        by.did(verb, Subject.desk(service))
            .changing(Values.NONE.withKnown(field, before), Values.NONE.withKnown(field, after)));
  }
}
