package dev.deskhand.tickets;

import dev.deskhand.people.People;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds what happened elsewhere in a few statements, however many changes there are. */
@Service
class ReplayService implements IncidentReplay {

  private final People people;
  private final PastStore store;

  ReplayService(People people, PastStore store) {
    this.people = people;
    this.store = store;
  }

  @Override
  @Transactional
  public List<List<Verdict>> replay(String source, List<PastIncident> incidents) {
    List<Past> all = incidents.stream().flatMap(incident -> incident.changes().stream()).toList();
    Map<String, PastChanges> byNumber = new LinkedHashMap<>();
    store.lockSource(source);
    Map<String, Long> ids = people.imported(source, names(all));
    for (PastIncident incident : incidents) {
      PastChanges changes =
          new PastChanges(incident.number(), name -> Objects.requireNonNull(ids.get(name)));
      if (byNumber.put(incident.number(), changes) != null) {
        throw new IllegalArgumentException(incident.number() + " is there twice");
      }
    }
    store.lock(source, byNumber);
    Set<String> takenBefore =
        new HashSet<>(
            store.takenBefore(source, all.stream().map(Past::eventId).collect(Collectors.toSet())));
    for (PastIncident incident : incidents) {
      Objects.requireNonNull(byNumber.get(incident.number())).add(incident.changes(), takenBefore);
    }
    store.write(source, byNumber.values());
    return byNumber.values().stream().map(PastChanges::verdicts).toList();
  }

  private static Set<String> names(List<Past> changes) {
    return changes.stream()
        .flatMap(
            past ->
                Stream.concat(
                    Stream.of(past.requester(), past.changedBy()),
                    Stream.ofNullable(past.assignee())))
        .collect(Collectors.toSet());
  }
}
