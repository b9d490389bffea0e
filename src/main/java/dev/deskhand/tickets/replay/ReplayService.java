package dev.deskhand.tickets.replay;

import dev.deskhand.people.People;
import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.TicketsProperties;
import dev.deskhand.tickets.replay.ReplayedHistory.Step;
import dev.deskhand.tickets.replay.ReplayedHistory.Stored;
import java.util.ArrayList;
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
  private final ReplayRepository store;
  private final TicketsProperties properties;

  ReplayService(People people, ReplayRepository store, TicketsProperties properties) {
    this.people = people;
    this.store = store;
    this.properties = properties;
  }

  /** What an interface does by itself has no transaction. */
  @Override
  @Transactional
  public List<Verdict> replay(String source, String number, List<Past> changes) {
    return IncidentReplay.super.replay(source, number, changes);
  }

  @Override
  @Transactional
  public List<List<Verdict>> replay(String source, List<PastIncident> incidents) {
    Map<String, ReplayBatch> byNumber = new LinkedHashMap<>();
    for (PastIncident incident : incidents) {
      ReplayBatch changes = new ReplayBatch(source, incident.number(), incident.changes());
      if (byNumber.put(incident.number(), changes) != null) {
        throw new IllegalArgumentException(incident.number() + " is there twice");
      }
    }
    List<Past> all = incidents.stream().flatMap(incident -> incident.changes().stream()).toList();
    store.lockSource(source);
    Set<String> takenBefore = store.takenBefore(source, ids(all));
    byNumber.values().forEach(changes -> changes.recognise(takenBefore));
    List<String> withNews =
        byNumber.keySet().stream()
            .filter(number -> Objects.requireNonNull(byNumber.get(number)).anyNew())
            .toList();
    if (!withNews.isEmpty()) {
      Map<String, Long> ids = people.imported(source, names(all));
      Map<String, Stored> stored = store.lock(source, withNews);
      Map<Long, List<Step>> steps = store.record(source, stored.values(), ids);
      ReplayedHistory record =
          new ReplayedHistory(
              source, name -> Objects.requireNonNull(ids.get(name)), properties::priority);
      List<ReplayRepository.Changed> changed = new ArrayList<>();
      for (String number : withNews) {
        Stored before = stored.get(number);
        List<Step> known = before == null ? List.of() : steps.getOrDefault(before.id(), List.of());
        ReplayBatch changes = Objects.requireNonNull(byNumber.get(number));
        changes
            .placedAmong(known, before == null ? null : before.openedAt())
            .ifPresent(
                chain ->
                    changed.add(
                        new ReplayRepository.Changed(
                            number, before, record.of(before, known, chain))));
      }
      store.write(source, changed);
    }
    return byNumber.values().stream().map(ReplayBatch::verdicts).toList();
  }

  private static Set<String> ids(List<Past> changes) {
    return changes.stream()
        .flatMap(
            past -> Stream.concat(Stream.of(past.eventId()), Stream.ofNullable(past.formerId())))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(List<Past> changes) {
    return changes.stream()
        .flatMap(
            past ->
                Stream.concat(
                    Stream.of(
                        past.requester(),
                        Objects.requireNonNullElse(past.changedBy(), ReplayedHistory.UNKNOWN)),
                    Stream.ofNullable(past.assignee())))
        .collect(Collectors.toSet());
  }
}
