package dev.deskhand.tickets;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Viewer;
import dev.deskhand.record.Visibility;
import dev.deskhand.search.Search;
import dev.deskhand.tickets.figures.IncidentMetrics;
import dev.deskhand.tickets.rules.Decision;
import dev.deskhand.tickets.rules.IncidentRules;
import dev.deskhand.tickets.rules.IncidentTexts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
class IncidentService implements Incidents {

  private final IncidentRepository incidents;
  private final IncidentRules rules;
  private final IncidentHistory history;
  private final IncidentReader reader;
  private final Search search;
  private final IncidentMetrics metrics;
  private final ServiceReferences services;
  private final TicketsProperties properties;
  private final ApplicationEventPublisher events;

  IncidentService(
      IncidentRepository incidents,
      IncidentRules rules,
      IncidentHistory history,
      IncidentReader reader,
      Search search,
      IncidentMetrics metrics,
      ServiceReferences services,
      TicketsProperties properties,
      ApplicationEventPublisher events) {
    this.incidents = incidents;
    this.rules = rules;
    this.history = history;
    this.reader = reader;
    this.search = search;
    this.metrics = metrics;
    this.services = services;
    this.properties = properties;
    this.events = events;
  }

  @Override
  @Transactional
  public Incident open(NewIncident incident, Actor by) {
    if (incident.description().isBlank()) {
      throw new IllegalArgumentException("An incident needs a description.");
    }
    IncidentTexts.problem(incident.description())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    IncidentSnapshot facts =
        new IncidentSnapshot(
            IncidentSnapshot.Progress.OPENED,
            new IncidentSnapshot.Pressure(
                incident.impact(),
                incident.urgency(),
                properties.priority(incident.impact(), incident.urgency())),
            new IncidentSnapshot.Holder(incident.team(), null, null),
            new IncidentSnapshot.Subject(
                incident.service() == null ? null : services.current(incident.service()),
                null,
                null));
    Instant at = stored(by.at());
    IncidentEntity stored =
        incidents.saveAndFlush(new IncidentEntity(incident, facts, by.personId(), at));
    RecordEntry entry =
        new Actor(by.personId(), by.name(), by.place(), by.correlationId(), at)
            .did(Verb.REPORT, IncidentHistory.subject(stored.id()))
            .changing(Values.NONE, IncidentValues.of(facts))
            .saying(incident.description(), Visibility.PUBLIC);
    history.record(entry, null, facts, false);
    search.index(IncidentWords.PREFIX, stored.words());
    Incident opened = view(stored, at);
    events.publishEvent(new IncidentEvent.Opened(opened, by));
    return opened;
  }

  @Override
  @Transactional
  public Outcome change(long id, IncidentChange change, Actor by) {
    Optional<IncidentEntity> found = incidents.findById(id);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    IncidentEntity incident = found.get();
    Instant said = stored(by.at());
    // what changes an incident follows what changed it before, whatever the clocks of two copies or
    // of a platform say
    Instant at = later(said, incident.changedAt());
    IncidentSnapshot before = incident.facts();
    Actor actor = new Actor(by.personId(), by.name(), by.place(), by.correlationId(), at);
    return switch (rules.on(incident.key(), before, incident.askers(), change, actor)) {
      case Decision.AlreadySo(String what) -> new Outcome.Already(view(incident, at), what);
      case Decision.Refused(String why) ->
          new Outcome.NotAllowed(view(incident, at), why, allowed(incident, at));
      case Decision.Allowed(IncidentSnapshot after, String text, boolean internal) -> {
        incident.apply(after, at);
        if (change instanceof IncidentChange.Absorb(Incident merged)) {
          incident.takeIn(merged, by.personId());
        }
        if (change instanceof IncidentChange.MergeInto) {
          incident.relateNone();
        }
        if (change instanceof IncidentChange.Relate(Incident other)) {
          incident.relate(other.id());
        }
        // words stand where they were written, however late they arrive
        Instant happened = after.equals(before) ? later(said, incident.openedAt()) : at;
        boolean responds =
            !internal && incident.answeredFirst(change, text, actor.personId(), happened);
        IncidentEntity written = incidents.saveAndFlush(incident);
        RecordEntry entry =
            new Actor(by.personId(), by.name(), by.place(), by.correlationId(), happened)
                .did(IncidentRules.recordedAs(change), IncidentHistory.subject(id))
                .changing(
                    IncidentValues.differing(before, after),
                    IncidentValues.differing(after, before))
                .saying(text, internal ? Visibility.INTERNAL : Visibility.PUBLIC);
        history.record(entry, before, after, responds);
        if (!text.isBlank() || !before.subject().equals(after.subject())) {
          search.index(IncidentWords.PREFIX, List.of(id));
        }
        Incident changed = view(written, at);
        events.publishEvent(new IncidentEvent.Changed(changed, change, entry, actor));
        yield new Outcome.Done(changed, entry);
      }
    };
  }

  @Override
  @Transactional
  public Outcome merge(long id, long into, Actor by) {
    Map<Long, Incident> both = held(id, into, by);
    Incident merged = both.get(id);
    Incident target = both.get(into);
    if (merged == null || target == null) {
      return new Outcome.Unknown();
    }
    Outcome outcome = change(id, new IncidentChange.MergeInto(target, merged), by);
    if (outcome instanceof Outcome.Done) {
      incidents.follow(id, into);
      change(into, new IncidentChange.Absorb(merged), by);
      List<Long> related = merged.related().stream().filter(other -> other != into).toList();
      if (!related.isEmpty()) {
        incidents.relateTo(into, id, related);
      }
    }
    return outcome;
  }

  @Override
  @Transactional
  public Outcome relate(long id, long other, Actor by) {
    Map<Long, Incident> both = held(id, other, by);
    Incident one = both.get(id);
    Incident second = both.get(other);
    if (one == null || second == null) {
      return new Outcome.Unknown();
    }
    // first as to the one that has more: if that can take another, so can the other
    boolean turned = one.related().size() > second.related().size();
    Incident first = turned ? second : one;
    Incident last = turned ? one : second;
    Outcome outcome = change(first.id(), new IncidentChange.Relate(last), by);
    if (outcome instanceof Outcome.Done) {
      change(last.id(), new IncidentChange.Relate(first), by);
    }
    return outcome;
  }

  private Map<Long, Incident> held(long one, long other, Actor by) {
    return incidents.lock(List.of(one, other)).stream()
        .collect(Collectors.toMap(IncidentEntity::id, each -> view(each, by.at())));
  }

  @Override
  public Optional<Incident> find(String key) {
    return reader.find(key);
  }

  @Override
  public Page<RecordEntry> history(long id, Viewer viewer, int page) {
    return history.page(id, viewer, page);
  }

  @Override
  public Page<Incident> queue(QueueFilter filter, int page) {
    return reader.queue(filter, page);
  }

  @Override
  public Page<Incident> openOf(long personId, int page) {
    return reader.openOf(personId, page);
  }

  @Override
  public List<Incident> latestOpenOf(long requesterId, int atMost) {
    return reader.latestOpenOf(requesterId, atMost);
  }

  @Override
  public Map<String, Instant> changedLately(int atMost) {
    return reader.changedLately(atMost);
  }

  @Override
  public List<Incident> byIds(Collection<Long> ids) {
    return reader.byIds(ids);
  }

  @Override
  public IncidentFigures figures(Instant from, Instant until, @Nullable String service) {
    return metrics.figures(from, until, service == null ? List.of() : services.all(service));
  }

  private Incident view(IncidentEntity incident, Instant at) {
    return incident.view(allowed(incident, at));
  }

  private List<String> allowed(IncidentEntity incident, Instant at) {
    IncidentSnapshot.Progress progress = incident.facts().progress();
    return rules.allowed(progress.state(), progress.mergedInto(), progress.closedAt(), at);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** As fine as PostgreSQL keeps time, so that what is answered now is what is read later. */
  private static Instant stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }
}
