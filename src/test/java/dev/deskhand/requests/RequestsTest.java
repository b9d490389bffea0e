package dev.deskhand.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.Sender;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Visibility;
import dev.deskhand.requests.Requests.Outcome;
import dev.deskhand.requests.Requests.SubmitOutcome;
import dev.deskhand.requests.ServiceRequest.State;
import dev.deskhand.requests.ServiceRequest.Step;
import dev.deskhand.search.Search;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.FoundKeys;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DeskhandTest
@RecordApplicationEvents
class RequestsTest {

  private static final Instant NINE = SettableClock.START;
  private static final Map<String, String> LAPTOP =
      Map.of("model", "Standard", "reason", "The old one is broken", "needed-by", "2026-03-31");

  private final Requests requests;
  private final Search search;
  private final People people;
  private final JdbcClient jdbc;
  private final QueryCount count;

  private Actor sam;
  private Actor mia;
  private Actor max;
  private Actor ann;

  @Autowired
  RequestsTest(Requests requests, Search search, People people, JdbcClient jdbc, QueryCount count) {
    this.requests = requests;
    this.search = search;
    this.people = people;
    this.jdbc = jdbc;
    this.count = count;
    Actor nobody = new Actor(0, "nobody", "nowhere", "none", NINE);
    sam = nobody;
    mia = nobody;
    max = nobody;
    ann = nobody;
  }

  @BeforeEach
  void anEmployeeTwoManagersAndAnAgent() {
    sam = actor("U1", "Sam");
    mia = actor("U2", "Mia");
    max = actor("U3", "Max");
    ann = actor("U4", "Ann");
    count.reset();
  }

  private Actor actor(String userId, String name) {
    long id = people.recognise(new Sender("slack", userId, name)).id();
    return new Actor(id, name, "slack:C1", "c-" + name, NINE.plusSeconds(id));
  }

  private static Actor later(Actor actor, int seconds) {
    return new Actor(
        actor.personId(),
        actor.name(),
        actor.place(),
        actor.correlationId(),
        NINE.plusSeconds(seconds));
  }

  @Test
  void whatNeedsApprovalAwaitsItWithTheItemsFieldsAndSteps(ApplicationEvents events) {
    ServiceRequest request = submitted("laptop", LAPTOP);

    assertThat(request.key()).isEqualTo("REQ-1");
    assertThat(request.state()).isEqualTo(State.AWAITING_APPROVAL);
    assertThat(request.approverRole()).isEqualTo("manager");
    assertThat(request.team()).isEqualTo("Workplace");
    assertThat(List.copyOf(request.fields().entrySet()))
        .containsExactly(
            Map.entry("Model", "standard"),
            Map.entry("Needed by", "2026-03-31"),
            Map.entry("Why it is needed", "The old one is broken"));
    assertThat(request.steps())
        .containsExactly(
            new Step(1, "Order the laptop", null, null, null),
            new Step(2, "Set it up", null, null, null),
            new Step(3, "Hand it over", null, null, null));
    assertThat(requests.find("req-1")).contains(request);
    assertThat(requests.history(request.id()))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("recorded")
        .containsExactly(
            sam.did(Verb.SUBMIT, Subject.ticket("REQ", 1))
                .changing(Values.NONE, Values.of("state", "SUBMITTED"))
                .saying("Laptop", Visibility.PUBLIC),
            sam.did(Verb.ROUTE, Subject.ticket("REQ", 1))
                .changing(
                    Values.of("state", "SUBMITTED"), Values.of("state", "AWAITING_APPROVAL")));
    assertThat(events.stream(RequestEvent.class))
        .containsExactly(new RequestEvent.Submitted(request, sam));
  }

  @Test
  void whatNeedsNoApprovalIsApprovedAtOnceByNobody(ApplicationEvents events) {
    ServiceRequest request =
        submitted("Guest Wi-Fi", Map.of("visitor", "Eve", "first-day", "2026-03-03"));

    assertThat(request.state()).isEqualTo(State.APPROVED);
    assertThat(request.approverRole()).isNull();
    assertThat(request.decidedByName()).isNull();
    assertThat(requests.history(request.id()))
        .extracting(entry -> entry.after().text("state"))
        .containsExactly("SUBMITTED", "APPROVED");
    assertThat(refused(requests.approve(request.id(), null, mia))).contains("needs no approval");
    assertThat(events.stream(RequestEvent.class)).hasSize(1);
  }

  @Test
  void wrongFieldsAreNamedOneByOneAndNothingIsKept(ApplicationEvents events) {
    SubmitOutcome outcome =
        requests.submit(
            "laptop",
            Map.of("model", "gigantic", "needed-by", "31.3.", "resaon", "because"),
            "slack",
            sam);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SubmitOutcome.Incomplete.class,
            incomplete -> {
              assertThat(incomplete.problems())
                  .containsOnlyKeys("model", "needed-by", "reason", "resaon");
              assertThat(incomplete.problems().get("model")).contains("light, standard");
              assertThat(incomplete.problems().get("needed-by")).contains("2026-03-31");
              assertThat(incomplete.problems().get("reason")).startsWith("Needed.");
              assertThat(incomplete.problems().get("resaon")).contains("reason?");
            });
    assertThat(requests.openOf(sam.personId())).isEmpty();
    assertThat(events.stream(RequestEvent.class)).isEmpty();
  }

  @Test
  void anUnknownItemIsAnsweredWithTheNearest() {
    assertThat(requests.submit("labtop", Map.of(), "slack", sam))
        .isInstanceOfSatisfying(
            SubmitOutcome.UnknownItem.class,
            unknown -> assertThat(unknown.nearest()).startsWith("laptop"));
    assertThat(requests.item("software LICENCE"))
        .isInstanceOfSatisfying(
            Requests.FoundItem.One.class,
            found -> assertThat(found.item().id()).isEqualTo("software"));
  }

  @Test
  void fromApprovalStepByStepToFulfilment(ApplicationEvents events) {
    long id = submitted("laptop", LAPTOP).id();

    assertThat(refused(requests.fulfil(id, null, null, ann))).contains("approval of a manager");
    ServiceRequest approved = done(requests.approve(id, "fine", mia));
    assertThat(approved.state()).isEqualTo(State.APPROVED);
    assertThat(approved.decidedByName()).isEqualTo("Mia");
    assertThat(approved.decisionComment()).isEqualTo("fine");

    ServiceRequest ordered = done(requests.fulfil(id, null, "at the usual shop", ann));
    assertThat(ordered.state()).isEqualTo(State.IN_FULFILMENT);
    assertThat(ordered.steps().getFirst())
        .isEqualTo(new Step(1, "Order the laptop", ann.at(), "Ann", "at the usual shop"));
    assertThat(done(requests.fulfil(id, 3, null, ann)).state()).isEqualTo(State.IN_FULFILMENT);
    assertThat(requests.fulfil(id, 3, null, max))
        .isInstanceOfSatisfying(
            Outcome.Already.class, already -> assertThat(already.what()).contains("Ann"));
    assertThat(refused(requests.fulfil(id, 4, null, ann))).contains("1 to 3");
    assertThat(done(requests.fulfil(id, null, null, later(max, 60))).state())
        .isEqualTo(State.FULFILLED);

    assertThat(requests.fulfil(id, null, null, ann)).isInstanceOf(Outcome.Already.class);
    assertThat(refused(requests.cancel(id, null, sam))).contains("fulfilled");
    assertThat(requests.history(id))
        .extracting(
            entry ->
                entry.verb().words()
                    + " "
                    + entry.before().inWords()
                    + ">"
                    + entry.after().inWords())
        .containsExactly(
            "submit >SUBMITTED",
            "route SUBMITTED>AWAITING_APPROVAL",
            "approve AWAITING_APPROVAL>APPROVED",
            "fulfil APPROVED>IN_FULFILMENT",
            "fulfil IN_FULFILMENT>IN_FULFILMENT",
            "fulfil IN_FULFILMENT>FULFILLED");
    assertThat(events.stream(RequestEvent.class).map(event -> event.getClass().getSimpleName()))
        .containsExactly("Submitted", "Approved", "StepDone", "StepDone", "Fulfilled");
    assertThat(requests.openOf(sam.personId())).isEmpty();
  }

  @Test
  void nobodyDecidesOnTheirOwnRequest() {
    ServiceRequest request = submitted("laptop", LAPTOP);

    assertThat(refused(requests.approve(request.id(), null, sam))).contains("their own");
    assertThat(refused(requests.reject(request.id(), "no", sam))).contains("their own");
    assertThat(requests.find(request.key()).orElseThrow().state())
        .isEqualTo(State.AWAITING_APPROVAL);
  }

  @Test
  void aSecondDecisionIsAnsweredWithWhoDecided() {
    ServiceRequest request = submitted("laptop", LAPTOP);
    done(requests.reject(request.id(), "Use the old one", mia));

    assertThat(requests.approve(request.id(), null, max))
        .isInstanceOfSatisfying(
            Outcome.Already.class,
            already -> {
              assertThat(already.what()).contains("rejected").contains("Mia");
              assertThat(already.request().decisionComment()).isEqualTo("Use the old one");
            });
    assertThat(refused(requests.fulfil(request.id(), null, null, ann))).contains("Mia");
    assertThat(refused(requests.cancel(request.id(), null, sam))).contains("Mia");
  }

  @Test
  void whatIsOpenCanBeCancelledOnce() {
    ServiceRequest request = submitted("laptop", LAPTOP);

    assertThat(done(requests.cancel(request.id(), "found it", sam)).state())
        .isEqualTo(State.CANCELLED);
    assertThat(requests.cancel(request.id(), null, sam)).isInstanceOf(Outcome.Already.class);
    assertThat(refused(requests.approve(request.id(), null, mia))).contains("cancelled");
  }

  @Test
  void theConversationIsKeptInOrder(ApplicationEvents events) {
    ServiceRequest request = submitted("laptop", LAPTOP);

    done(requests.say(request.id(), "Which colour?", later(ann, 60)));
    done(requests.say(request.id(), "Blue", later(sam, 120)));

    assertThat(requests.history(request.id()))
        .extracting(RecordEntry::words)
        .containsExactly("Laptop", "", "Which colour?", "Blue");
    assertThat(events.stream(RequestEvent.Said.class).map(RequestEvent.Said::text))
        .containsExactly("Which colour?", "Blue");
    assertThat(requests.find("REQ-1").orElseThrow().state()).isEqualTo(State.AWAITING_APPROVAL);
  }

  @Test
  void whatChangesARequestFollowsWhatDidBeforeAndLateWordsStandWhereTheyWereWritten() {
    long id = submitted("laptop", LAPTOP).id();

    done(requests.approve(id, null, later(mia, 60)));
    done(requests.fulfil(id, null, "ordered", later(ann, 30)));
    done(requests.say(id, "Blue, please", later(sam, 45)));
    done(requests.cancel(id, "no longer needed", later(sam, -600)));

    assertThat(requests.history(id))
        .extracting(entry -> entry.verb().words())
        .containsExactly("submit", "route", "say", "approve", "fulfil", "cancel");
    assertThat(requests.find("REQ-1").orElseThrow().changedAt()).isEqualTo(NINE.plusSeconds(60));
  }

  @Test
  void textsThatAreTooLongOrHoldNulAreRefusedAndChangeNothing() {
    long id = submitted("laptop", LAPTOP).id();

    for (String text : List.of("x".repeat(Requests.TEXT_LIMIT + 1), "a\0b")) {
      assertThat(requests.say(id, text, ann)).isInstanceOf(Outcome.NotAllowed.class);
      assertThat(requests.approve(id, text, mia)).isInstanceOf(Outcome.NotAllowed.class);
      assertThat(requests.reject(id, text, mia)).isInstanceOf(Outcome.NotAllowed.class);
      assertThat(requests.cancel(id, text, sam)).isInstanceOf(Outcome.NotAllowed.class);
    }
    assertThat(requests.reject(id, " ", mia)).isInstanceOf(Outcome.NotAllowed.class);
    assertThat(requests.history(id)).hasSize(2);
  }

  @Test
  void searchFindsFieldsAndConversationAndOnlyOnesOwnIfAsked() {
    submitted("laptop", LAPTOP);
    ServiceRequest other =
        ((SubmitOutcome.Submitted) requests.submit("laptop", LAPTOP, "slack", max)).request();
    done(requests.say(other.id(), "It is about the projector", ann));

    assertThat(FoundKeys.everywhere(search, "broken laptop", sam.personId()))
        .containsExactlyInAnyOrder("REQ-1", "REQ-2");
    assertThat(FoundKeys.own(search, "lap", sam.personId())).containsExactly("REQ-1");
    assertThat(FoundKeys.everywhere(search, "projector", sam.personId())).containsExactly("REQ-2");
    assertThat(FoundKeys.own(search, "projector", sam.personId())).isEmpty();
    assertThat(FoundKeys.everywhere(search, "\0 & | ! ( \" 'x", sam.personId())).isEmpty();
  }

  @Test
  void whatIsNotThereIsUnknown() {
    assertThat(requests.approve(99, null, mia)).isInstanceOf(Outcome.Unknown.class);
    assertThat(requests.say(99, "x", mia)).isInstanceOf(Outcome.Unknown.class);
    assertThat(requests.find("REQ-99")).isEmpty();
    assertThat(requests.find("INC-1")).isEmpty();
  }

  @Test
  void ofTwoApproversWhoDecideAtOnceOneDoesAndTheOtherIsToldWho() throws Exception {
    long id = submitted("laptop", LAPTOP).id();

    List<Outcome> outcomes =
        atOnce(() -> requests.approve(id, null, mia), () -> requests.reject(id, "no", max));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    ServiceRequest now = requests.find("REQ-1").orElseThrow();
    assertThat(outcomes)
        .filteredOn(Outcome.Already.class::isInstance)
        .singleElement()
        .satisfies(
            outcome ->
                assertThat(((Outcome.Already) outcome).what()).contains(now.decidedByName()));
    assertThat(requests.history(id)).hasSize(3);
  }

  @Test
  void ofTwoWhoDoStepsAtOnceNeitherUndoesWhatTheOtherDid() throws Exception {
    long id = submitted("laptop", LAPTOP).id();
    done(requests.approve(id, null, mia));
    done(requests.fulfil(id, 1, null, ann));

    List<Outcome> outcomes =
        atOnce(
            () -> requests.fulfil(id, 2, "by Ann", ann), () -> requests.fulfil(id, 3, null, max));

    assertThat(outcomes).hasOnlyElementsOfType(Outcome.Done.class);
    ServiceRequest now = requests.find("REQ-1").orElseThrow();
    assertThat(now.state()).isEqualTo(State.FULFILLED);
    assertThat(now.steps())
        .extracting(ServiceRequest.Step::doneByName)
        .containsExactly("Ann", "Ann", "Max");
    assertThat(now.steps().get(1).note()).isEqualTo("by Ann");
  }

  @Test
  void whatIsAnsweredIsWhatIsReadLaterHoweverFineTheClock() {
    sam = fine(sam);
    ServiceRequest request = submitted("laptop", LAPTOP);
    assertThat(requests.find("REQ-1")).contains(request);

    ServiceRequest approved = done(requests.approve(request.id(), "fine", fine(mia)));
    assertThat(requests.find("REQ-1")).contains(approved);

    ServiceRequest begun = done(requests.fulfil(request.id(), 1, "ordered", fine(ann)));
    assertThat(requests.find("REQ-1")).contains(begun);
  }

  private static Actor fine(Actor actor) {
    return new Actor(
        actor.personId(),
        actor.name(),
        actor.place(),
        actor.correlationId(),
        actor.at().plusNanos(123_456_789));
  }

  @SafeVarargs
  private static List<Outcome> atOnce(Callable<Outcome>... calls) throws Exception {
    CyclicBarrier together = new CyclicBarrier(calls.length);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> futures =
          Stream.of(calls)
              .map(
                  call ->
                      threads.submit(
                          () -> {
                            together.await();
                            return call.call();
                          }))
              .toList();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    }
  }

  @Test
  void ofALongConversationTheLatestIsShown() {
    long id = submitted("laptop", LAPTOP).id();
    OnRecord.many(jdbc, "REQ", id, "SAY", "{\"state\": \"APPROVED\"}", false, 1, 300);

    List<RecordEntry> history = requests.history(id);

    assertThat(history).hasSize(200);
    assertThat(history.getFirst().words()).isEqualTo("101");
    assertThat(history.getLast().words()).isEqualTo("300");
  }

  @Test
  void theHistoryCannotBeAltered() {
    submitted("laptop", LAPTOP);

    assertThatThrownBy(() -> jdbc.sql("update record_words set words = 'x'").update())
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> jdbc.sql("delete from record_entry").update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void aChangeTakesFewStatements() {
    long id = submitted("laptop", LAPTOP).id();
    assertThat(ownStatements()).as("submit").hasSizeLessThanOrEqualTo(3);

    count.reset();
    done(requests.approve(id, null, mia));
    assertThat(ownStatements()).as("approve").hasSizeLessThanOrEqualTo(4);

    count.reset();
    done(requests.fulfil(id, null, null, ann));
    assertThat(ownStatements()).as("fulfil").hasSizeLessThanOrEqualTo(6);

    count.reset();
    requests.find("REQ-1");
    requests.history(id);
    assertThat(ownStatements()).as("show").hasSize(2);
  }

  /** Without those of the modules that listen to the events. */
  private List<String> ownStatements() {
    return count.statements().stream()
        .filter(sql -> sql.contains("service_request") || sql.contains("record_"))
        .toList();
  }

  private ServiceRequest submitted(String item, Map<String, String> fields) {
    SubmitOutcome outcome = requests.submit(item, fields, "slack", sam);
    assertThat(outcome).isInstanceOf(SubmitOutcome.Submitted.class);
    return ((SubmitOutcome.Submitted) outcome).request();
  }

  private static ServiceRequest done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).request();
  }

  private static String refused(Outcome outcome) {
    if (outcome instanceof Outcome.Already already) {
      return already.what();
    }
    assertThat(outcome).isInstanceOf(Outcome.NotAllowed.class);
    return ((Outcome.NotAllowed) outcome).why();
  }
}
