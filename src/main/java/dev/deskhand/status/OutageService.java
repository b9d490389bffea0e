package dev.deskhand.status;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Verb;
import dev.deskhand.search.Search;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Outages}: each change by its rules, on record, and told within the transaction. */
@Service
class OutageService implements Outages {

  private final Services services;
  private final OutageRepository outages;
  private final OutageReader reader;
  private final OutageTimeline timeline;
  private final Search search;
  private final SummaryReader summaries;
  private final ApplicationEventPublisher events;

  OutageService(
      Services services,
      OutageRepository outages,
      OutageReader reader,
      OutageTimeline timeline,
      Search search,
      SummaryReader summaries,
      ApplicationEventPublisher events) {
    this.services = services;
    this.outages = outages;
    this.reader = reader;
    this.timeline = timeline;
    this.search = search;
    this.summaries = summaries;
    this.events = events;
  }

  @Override
  @Transactional
  public Outcome declare(String service, Outage.Severity severity, String text, Actor by) {
    return OutageRules.againstText("What people notice", text)
        .orElseGet(
            () ->
                switch (services.find(service)) {
                  case Services.Found.One(Services.Service found) ->
                      OutageRules.againstSecond(
                              found.name(), severity, found.openOutages().stream().findFirst())
                          .orElseGet(() -> declared(found.name(), severity, text.strip(), by));
                  case Services.Found.Retired(Services.Service found) ->
                      new Outcome.NotAllowed(
                          found.name() + " is retired: no new outage of it can be declared.",
                          List.of());
                  case Services.Found.None(List<String> nearest) ->
                      new Outcome.NotAllowed(
                          "There is no service %s.%s"
                              .formatted(
                                  service.strip(),
                                  nearest.isEmpty()
                                      ? ""
                                      : " Did you mean " + String.join(", ", nearest) + "?"),
                          List.of());
                });
  }

  private Outcome declared(String service, Outage.Severity severity, String text, Actor by) {
    Optional<Long> id =
        outages.declare(service, severity.name(), text, by.at(), by.personId(), by.name());
    if (id.isEmpty()) {
      return OutageRules.againstSecond(service, severity, reader.openOf(service))
          .orElseGet(
              () ->
                  new Outcome.NotAllowed(
                      "Another outage of " + service + " ended just now. Try again.", List.of()));
    }
    Outage outage = reader.byId(id.get()).orElseThrow();
    timeline.record(Verb.DECLARE, null, outage, text, by);
    search.index(OutageWords.PREFIX, OutageWords.of(outage));
    events.publishEvent(new OutageEvent.Declared(outage, by));
    return new Outcome.Done(outage);
  }

  @Override
  @Transactional
  public Outcome update(
      long id,
      Outage.@Nullable Severity severity,
      Outage.@Nullable Stage stage,
      String text,
      Actor by) {
    return OutageRules.againstText("The update", text)
        .orElseGet(
            () ->
                onHeld(
                    id,
                    row ->
                        OutageRules.againstUpdate(row.view(), stage)
                            .orElseGet(() -> updated(row, severity, stage, text.strip(), by))));
  }

  private Outcome updated(
      OutageEntity row,
      Outage.@Nullable Severity severity,
      Outage.@Nullable Stage stage,
      String text,
      Actor by) {
    Outage before = row.view();
    Outage.Severity turned = row.update(severity, stage, by.at()) ? severity : null;
    return done(
        row,
        Verb.UPDATE,
        before,
        text,
        by,
        outage -> new OutageEvent.Updated(outage, turned, text, by));
  }

  @Override
  @Transactional
  public Outcome resolve(long id, String cause, Actor by) {
    return OutageRules.againstText("The cause", cause)
        .orElseGet(
            () ->
                onHeld(
                    id,
                    row ->
                        OutageRules.againstResolve(row.view(), row.resolvedByName())
                            .orElseGet(() -> resolved(row, cause.strip(), by))));
  }

  private Outcome resolved(OutageEntity row, String cause, Actor by) {
    Outage before = row.view();
    row.resolve(cause, by.name(), by.at());
    return done(
        row, Verb.RESOLVE, before, cause, by, outage -> new OutageEvent.Resolved(outage, by));
  }

  @Override
  @Transactional
  public Outcome attach(long id, long incidentId, long affectedPersonId, Actor by) {
    List<Long> others = outages.linked(incidentId).stream().filter(other -> other != id).toList();
    // in one order, so that two who move incidents in opposite directions do not wait for each
    // other
    others.stream().filter(other -> other < id).forEach(outages::findById);
    return onHeld(
        id,
        row -> {
          String incident = "INC-" + incidentId;
          if (outages.link(id, incidentId, affectedPersonId, by.at()) == 0) {
            Outage outage = row.view();
            return new Outcome.Already(
                outage, incident + " is part of " + outage.key() + " already.");
          }
          others.forEach(other -> detach(other, incidentId, "now part of OUT-" + id, by));
          Outage before = row.view();
          row.incidentAttached();
          return done(
              row,
              Verb.ATTACH,
              before,
              others.isEmpty()
                  ? incident
                  : "%s (until now of OUT-%s)".formatted(incident, others.getFirst()),
              by,
              outage -> new OutageEvent.IncidentAttached(outage, incidentId, by));
        });
  }

  @Override
  @Transactional
  public Optional<Outage> detach(long incidentId, String why, Actor by) {
    return outages.linked(incidentId).stream()
        .map(id -> detach(id, incidentId, why, by))
        .flatMap(Optional::stream)
        .toList()
        .stream()
        .findFirst();
  }

  private Optional<Outage> detach(long id, long incidentId, String why, Actor by) {
    return outages
        .findById(id)
        .flatMap(
            row ->
                outages
                    .unlink(id, incidentId, by.at())
                    .map(link -> detached(row, incidentId, link, why, by)));
  }

  private Outage detached(
      OutageEntity row, long incidentId, OutageRepository.Unlinked link, String why, Actor by) {
    Long unaffected = link.getAffected() ? null : link.getPersonId();
    String incident = "INC-" + incidentId;
    Outage before = row.view();
    row.incidentDetached();
    done(
        row,
        Verb.DETACH,
        before,
        why.isEmpty() ? incident : "%s (%s)".formatted(incident, why),
        by,
        outage -> new OutageEvent.IncidentDetached(outage, incidentId, unaffected, by));
    return row.view();
  }

  private Outcome onHeld(long id, Function<OutageEntity, Outcome> change) {
    return outages.findById(id).map(change).orElseGet(Outcome.Unknown::new);
  }

  private Outcome done(
      OutageEntity row,
      Verb verb,
      Outage before,
      String text,
      Actor by,
      Function<Outage, OutageEvent> event) {
    Outage outage = outages.saveAndFlush(row).view();
    timeline.record(verb, before, outage, text, by);
    if (OutageTimeline.SAYING.contains(verb)) {
      search.index(OutageWords.PREFIX, List.of(outage.id()));
    }
    events.publishEvent(event.apply(outage));
    return new Outcome.Done(outage);
  }

  @Override
  public Optional<Outage> find(String key) {
    return reader.find(key);
  }

  @Override
  public List<RecordEntry> timeline(long id) {
    return timeline.timeline(id);
  }

  @Override
  public List<RecordEntry> announcements(long id) {
    return timeline.announcements(id);
  }

  @Override
  public List<RecordEntry> updates(long id) {
    return timeline.updates(id);
  }

  @Override
  public List<String> incidents(long id) {
    return reader.incidents(id);
  }

  @Override
  public List<Outage> byIds(Collection<Long> ids) {
    return reader.byIds(ids);
  }

  @Override
  public Summarised summary(Instant from, Instant until, @Nullable String service) {
    return summaries.summary(from, until, service);
  }
}
