package dev.deskhand.status.services;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.status.services.ServiceRenames.Named;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes the services what their file says. A service whose name is now an alias of another was
 * renamed: its past goes along. One that the file no longer has is retired; those added in chat
 * stay.
 */
@Component
public class ServiceReconciler {

  private static final Logger log = LoggerFactory.getLogger(ServiceReconciler.class);

  private final ServiceStore store;
  private final ServiceRenames renames;
  private final RecordWriter record;
  private final Clock clock;

  ServiceReconciler(ServiceStore store, ServiceRenames renames, RecordWriter record, Clock clock) {
    this.clock = clock;
    this.store = store;
    this.renames = renames;
    this.record = record;
  }

  /** Takes the services of a file, whose names and aliases all differ. */
  @Transactional
  public void take(List<ServiceDefinition> definitions) {
    List<ServiceDefinition> ordered =
        definitions.stream()
            .sorted(Comparator.comparing(service -> ServiceRenames.lower(service.name())))
            .toList();
    takeAlong(ordered, renames.holdAll());
    for (ServiceDefinition service : ordered) {
      store.upsert(service);
      renames.refer(service.name());
    }
    List<String> names = ordered.stream().map(ServiceDefinition::name).toList();
    store
        .unlistAllBut(names)
        .forEach(service -> record(Verb.SERVICE_RETIRE, service, "not in the services file"));
    renames.aliasesElsewhere(names, called(ordered).collect(Collectors.toSet()));
    for (ServiceDefinition service : ordered) {
      store.dependencies(service.name(), service.dependsOn());
    }
  }

  /** Finds for each service of the file those that it is the present name of. */
  private void takeAlong(List<ServiceDefinition> definitions, List<Named> stored) {
    Set<String> names =
        definitions.stream()
            .map(definition -> ServiceRenames.lower(definition.name()))
            .collect(Collectors.toSet());
    List<Named> free = new ArrayList<>(stored);
    free.removeIf(service -> names.contains(ServiceRenames.lower(service.name())));
    for (ServiceDefinition definition : definitions) {
      boolean there = stored.stream().anyMatch(service -> service.is(definition.name()));
      List<Named> earlier = earlier(definition, free, there);
      free.removeAll(earlier);
      for (Named service : earlier) {
        takeAlong(service.name(), definition.name(), there);
        there = true;
      }
    }
  }

  private static List<Named> earlier(
      ServiceDefinition definition, List<Named> free, boolean there) {
    List<Named> earlier =
        free.stream()
            .filter(service -> definition.aliases().stream().anyMatch(service::is))
            .toList();
    return earlier.isEmpty() && !there
        ? free.stream().filter(service -> service.goesBackTo(definition.name())).limit(1).toList()
        : earlier;
  }

  private void takeAlong(String service, String name, boolean there) {
    if (there && !renames.absorb(service, name)) {
      log.warn(
          "{} is another name of {} now, and both have an open outage: what was reported on {} goes"
              + " along at the first start after one of them is resolved",
          service,
          name,
          service);
      return;
    }
    if (!there) {
      renames.rename(service, name);
    }
    record(Verb.SERVICE_RENAME, service, name);
  }

  private void record(Verb verb, String service, String name) {
    record.write(
        RecordEntry.ofStart(Subject.desk(service), verb, clock.instant())
            .changing(Values.of("name", service), Values.of("name", name)));
  }

  private static Stream<String> called(List<ServiceDefinition> definitions) {
    return definitions.stream()
        .flatMap(
            definition ->
                Stream.concat(Stream.of(definition.name()), definition.aliases().stream()))
        .map(ServiceRenames::lower);
  }
}
