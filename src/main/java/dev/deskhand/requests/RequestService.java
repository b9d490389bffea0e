package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Verb;
import dev.deskhand.requests.ServiceRequest.State;
import dev.deskhand.requests.ServiceRequest.Step;
import dev.deskhand.search.Search;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** {@link Requests}: each change by its rules, on record, and told within the transaction. */
@Service
class RequestService implements Requests {

  private final Catalog catalog;
  private final RequestRepository requests;
  private final RequestReader reader;
  private final RequestHistory history;
  private final Search search;
  private final ApplicationEventPublisher events;

  RequestService(
      Catalog catalog,
      RequestRepository requests,
      RequestReader reader,
      RequestHistory history,
      Search search,
      ApplicationEventPublisher events) {
    this.catalog = catalog;
    this.requests = requests;
    this.reader = reader;
    this.history = history;
    this.search = search;
    this.events = events;
  }

  @Override
  public List<CatalogItem> catalog() {
    return catalog.items();
  }

  @Override
  public FoundItem item(String named) {
    return catalog.find(named);
  }

  @Override
  @Transactional
  public SubmitOutcome submit(String itemId, Map<String, String> fields, String origin, Actor by) {
    return switch (catalog.find(itemId)) {
      case FoundItem.None(List<String> nearest) -> new SubmitOutcome.UnknownItem(nearest);
      case FoundItem.One(CatalogItem item) -> {
        FieldRules.Checked checked = FieldRules.check(item, fields);
        yield checked.problems().isEmpty()
            ? new SubmitOutcome.Submitted(submitted(item, checked.values(), origin, by))
            : new SubmitOutcome.Incomplete(item, checked.problems());
      }
    };
  }

  private ServiceRequest submitted(
      CatalogItem item, Map<String, String> values, String origin, Actor by) {
    State state = item.approval() == null ? State.APPROVED : State.AWAITING_APPROVAL;
    ServiceRequest request =
        requests.saveAndFlush(new RequestEntity(item, state, values, origin, by)).view();
    history.recordSubmitted(request.id(), item.name(), state, by);
    search.index(RequestWords.PREFIX, RequestWords.of(request));
    events.publishEvent(new RequestEvent.Submitted(request, by));
    return request;
  }

  @Override
  @Transactional
  public Outcome approve(long id, @Nullable String comment, Actor said) {
    return change(
        id,
        said,
        (request, row, by) ->
            RequestRules.againstDecision(request, "approve", by)
                .or(() -> RequestRules.againstOptionalText(request, "The comment", comment))
                .orElseGet(
                    () -> {
                      row.decided(State.APPROVED, comment, by);
                      return done(
                          request,
                          row,
                          Verb.APPROVE,
                          comment,
                          by,
                          now -> new RequestEvent.Approved(now, by));
                    }));
  }

  @Override
  @Transactional
  public Outcome reject(long id, String why, Actor said) {
    return change(
        id,
        said,
        (request, row, by) ->
            RequestRules.againstDecision(request, "reject", by)
                .or(() -> RequestRules.againstText(request, "The reason", why))
                .orElseGet(
                    () -> {
                      row.decided(State.REJECTED, why.strip(), by);
                      return done(
                          request,
                          row,
                          Verb.REJECT,
                          why.strip(),
                          by,
                          now -> new RequestEvent.Rejected(now, by));
                    }));
  }

  @Override
  @Transactional
  public Outcome fulfil(long id, @Nullable Integer step, @Nullable String note, Actor said) {
    return change(
        id,
        said,
        (request, row, by) ->
            RequestRules.againstFulfilment(request, step)
                .or(() -> RequestRules.againstOptionalText(request, "The note", note))
                .orElseGet(() -> stepDone(request, row, step, note, by)));
  }

  private Outcome stepDone(
      ServiceRequest request,
      RequestEntity row,
      @Nullable Integer wanted,
      @Nullable String note,
      Actor by) {
    List<Step> open = request.steps().stream().filter(step -> step.doneAt() == null).toList();
    int number = wanted == null ? open.getFirst().number() : wanted;
    boolean last = open.size() == 1;
    row.stepDone(number, note, by);
    row.moved(last ? State.FULFILLED : State.IN_FULFILMENT, by);
    String name = request.steps().get(number - 1).name();
    return done(
        request,
        row,
        Verb.FULFIL,
        note == null || note.isBlank() ? name : name + ": " + note.strip(),
        by,
        now ->
            last
                ? new RequestEvent.Fulfilled(now, by)
                : new RequestEvent.StepDone(now, now.steps().get(number - 1), by));
  }

  @Override
  @Transactional
  public Outcome say(long id, String text, Actor said) {
    return change(
        id,
        said,
        (request, row, by) ->
            RequestRules.againstText(request, "The text", text)
                .orElseGet(
                    () -> {
                      row.moved(request.state(), by);
                      return done(
                          request,
                          row,
                          Verb.SAY,
                          text.strip(),
                          // words stand where they were written, however late they arrive
                          said.notBefore(request.openedAt()),
                          now -> new RequestEvent.Said(now, text.strip(), said));
                    }));
  }

  @Override
  @Transactional
  public Outcome cancel(long id, @Nullable String why, Actor said) {
    return change(
        id,
        said,
        (request, row, by) ->
            RequestRules.againstCancel(request)
                .or(() -> RequestRules.againstOptionalText(request, "The reason", why))
                .orElseGet(
                    () -> {
                      row.moved(State.CANCELLED, by);
                      return done(
                          request,
                          row,
                          Verb.CANCEL,
                          why,
                          by,
                          now -> new RequestEvent.Cancelled(now, by));
                    }));
  }

  /**
   * What changes a request follows what changed it before, whatever the clocks of two copies or of
   * a platform say.
   */
  private Outcome change(long id, Actor said, Change change) {
    return requests
        .findById(id)
        .map(row -> change.on(row.view(), row, said.notBefore(row.changedAt())))
        .orElseGet(Outcome.Unknown::new);
  }

  /** Something to be done with a request that nobody else may change meanwhile. */
  private interface Change {
    Outcome on(ServiceRequest request, RequestEntity row, Actor by);
  }

  private Outcome done(
      ServiceRequest before,
      RequestEntity row,
      Verb verb,
      @Nullable String text,
      Actor by,
      Function<ServiceRequest, RequestEvent> event) {
    ServiceRequest now = requests.saveAndFlush(row).view();
    history.record(now.id(), verb, text == null ? "" : text, before.state(), now.state(), by);
    if (text != null && !text.isBlank()) {
      search.index(RequestWords.PREFIX, List.of(now.id()));
    }
    events.publishEvent(event.apply(now));
    return new Outcome.Done(now);
  }

  @Override
  public Optional<ServiceRequest> find(String key) {
    return reader.find(key);
  }

  @Override
  public List<RecordEntry> history(long id) {
    return history.latest(id);
  }

  @Override
  public List<ServiceRequest> openOf(long personId) {
    return reader.openOf(personId);
  }

  @Override
  public Map<String, Instant> changedLately(int atMost) {
    return reader.changedLately(atMost);
  }

  @Override
  public List<ServiceRequest> byIds(Collection<Long> ids) {
    return reader.byIds(ids);
  }
}
