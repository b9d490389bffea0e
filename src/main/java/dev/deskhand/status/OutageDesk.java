package dev.deskhand.status;

import dev.deskhand.people.Actor;
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
class OutageDesk implements Outages {

  private final Services services;
  private final OutageStore store;
  private final OutageReader reader;
  private final Search search;
  private final SummaryReader summaries;
  private final ApplicationEventPublisher events;

  OutageDesk(
      Services services,
      OutageStore store,
      OutageReader reader,
      Search search,
      SummaryReader summaries,
      ApplicationEventPublisher events) {
    this.services = services;
    this.store = store;
    this.reader = reader;
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
                              found.name(), found.openOutages().stream().findFirst())
                          .orElseGet(() -> declared(found.name(), severity, text.strip(), by));
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
    Optional<Long> id = store.insert(service, severity, text, by);
    if (id.isEmpty()) {
      return OutageRules.againstSecond(service, reader.openOf(service))
          .orElseGet(
              () ->
                  new Outcome.NotAllowed(
                      "Another outage of " + service + " ended just now. Try again.", List.of()));
    }
    store.record(id.get(), "declare", Outage.Stage.INVESTIGATING, text, by);
    Outage outage = reader.byId(id.get()).orElseThrow();
    search.index(OutageWords.PREFIX, OutageWords.of(outage));
    events.publishEvent(new OutageEvent.Declared(outage, by));
    return new Outcome.Done(outage);
  }

  @Override
  @Transactional
  public Outcome update(long id, Outage.@Nullable Stage stage, String text, Actor by) {
    return OutageRules.againstText("The update", text)
        .orElseGet(
            () ->
                onHeld(
                    id,
                    row ->
                        OutageRules.againstUpdate(row.view(), stage)
                            .orElseGet(() -> updated(row, stage, text.strip(), by))));
  }

  private Outcome updated(OutageRow row, Outage.@Nullable Stage stage, String text, Actor by) {
    row.update(stage, by.at());
    return done(row, "update", text, by, outage -> new OutageEvent.Updated(outage, text, by));
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

  private Outcome resolved(OutageRow row, String cause, Actor by) {
    row.resolve(cause, by.name(), by.at());
    return done(row, "resolve", cause, by, outage -> new OutageEvent.Resolved(outage, by));
  }

  @Override
  @Transactional
  public Outcome attach(long id, long incidentId, long affectedPersonId, Actor by) {
    return onHeld(
        id,
        row -> {
          String incident = "INC-" + incidentId;
          if (!store.link(id, incidentId, affectedPersonId, by)) {
            Outage outage = row.view();
            return new Outcome.Already(
                outage, incident + " is part of " + outage.key() + " already.");
          }
          row.incidentAttached();
          return done(
              row,
              "attach",
              incident,
              by,
              outage -> new OutageEvent.IncidentAttached(outage, incidentId, by));
        });
  }

  private Outcome onHeld(long id, Function<OutageRow, Outcome> change) {
    return store.hold(id).map(change).orElseGet(Outcome.Unknown::new);
  }

  private Outcome done(
      OutageRow row, String verb, String text, Actor by, Function<Outage, OutageEvent> event) {
    store.flush();
    Outage outage = row.view();
    store.record(outage.id(), verb, outage.stage(), text, by);
    if (OutageWords.SAID.contains(verb)) {
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
  public List<TimelineEntry> timeline(long id) {
    return reader.timeline(id);
  }

  @Override
  public List<TimelineEntry> announcements(long id) {
    return reader.announcements(id);
  }

  @Override
  public List<TimelineEntry> updates(long id) {
    return reader.updates(id);
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
