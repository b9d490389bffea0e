package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.people.Actor;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackCall;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackView;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.NewIncident;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The Home tab, from Slack's signed requests to what a person sees. */
class HomeTabTest extends SlackScene {

  /** As {@link SlackScene} sets it. */
  private static final Duration DELAY = Duration.ofMillis(300);

  private static final String WINDOW = "desk:answer";

  @Autowired Incidents incidents;
  @Autowired TransactionTemplate transaction;

  /** So that what the tests before have published does not count against Slack's tier. */
  @BeforeEach
  void aMinuteLater() {
    later(Duration.ofMinutes(1));
  }

  @Test
  void anEmployeeSeesTheirTicketsTheServicesAndWhatTheyCanDo() {
    rita.slash("/desk", "report my screen flickers", OFFICE);
    rita.slash("/desk", "request headset", OFFICE);

    SlackView home = open(rita, "my screen flickers");

    assertThat(home.shown()).contains("Hello, Rita Requester", "INC-1").contains("services work");
    assertThat(home.labels()).contains("Report an issue", "Ask for something", "Show");
    assertThat(home.shown()).doesNotContain("Queue:", "Outages,");
  }

  @Test
  void anAgentNarrowsTheQueueAndTurnsItsPages() {
    makeAgent(anton);
    for (int i = 1; i <= 25; i++) {
      rita.slash("/desk", "report trouble number " + i + " service:VPN", OFFICE);
    }
    rita.slash("/desk", "report e-mail hangs service:E-mail impact:high urgency:high", OFFICE);
    SlackView home = open(anton, "Queue: open, 26 in all");

    anton.choose(home, "desk:field:service", "VPN");
    home = slack.awaitHome(anton, view -> view.shown().contains("Queue: open, 25 in all"));
    assertThat(home.shown()).doesNotContain("e-mail hangs");
    anton.press(home, "Next page");
    home = slack.awaitHome(anton, view -> view.labels().contains("Previous page"));
    assertThat(home.shown()).contains("trouble number 25").doesNotContain("trouble number 3\n");

    anton.choose(home, "desk:field:service", "All services");
    home = slack.awaitHome(anton, view -> view.shown().contains("Queue: open, 26 in all"));
    anton.choose(home, "desk:field:priority", "P1");
    home = slack.awaitHome(anton, view -> view.shown().contains("Queue: open, 1 in all"));
    anton.choose(home, "desk:field:view", "Queue: mine");
    slack.awaitHome(anton, view -> view.shown().contains("Queue: mine, 0 in all"));

    anton.openHome();
    slack.awaitCall(call -> call.method().equals("views.publish"));
    assertThat(slack.awaitHome(anton, view -> true).shown()).contains("Queue: mine, 0 in all");
  }

  @Test
  void aManagerSeesTheWeeksOutagesAndTakesNothing() {
    makeAgent(anton);
    anton.slash("/desk", "outage declare VPN down the gateway is dead", TRIAGE);
    rita.slash("/desk", "report a printer is on fire", OFFICE);
    makeManager(rita);

    int files = slack.files().size();
    SlackView home = open(rita, "a printer is on fire");

    assertThat(home.shown()).contains("OUT-1", "Outages: 1", "Queue: open");
    assertThat(home.labels()).contains("The whole summary").doesNotContain("Take");
    rita.press(home, "The whole summary");
    assertThat(window(rita, "Outages: 1").type()).isEqualTo("modal");
    await().until(() -> slack.files().size() == files + 1);
    await()
        .untilAsserted(
            () ->
                assertThat(rita.heard())
                    .extracting(SlackMessage::text)
                    .anyMatch(text -> text.contains("VPN")));
  }

  @Test
  void whatLacksSomethingOpensItsFormAndTheTabFollows() {
    SlackView home = open(rita, "no open incidents");

    rita.press(home, "Report an issue");
    SlackView form = slack.awaitModal(rita, view -> view.callbackId().equals("desk:form"));
    rita.submit(form, Map.of("field:text", "The lift speaks Klingon"));

    slack.awaitHome(rita, view -> view.shown().contains("The lift speaks Klingon"));
    told(rita, "is open: The lift speaks Klingon");
  }

  @Test
  void aTicketIsShownOverTheTabAndTakenThere() {
    makeAgent(anton);
    rita.slash("/desk", "report the door is stuck", OFFICE);
    SlackView home = open(anton, "the door is stuck");

    anton.press(home, "Show");
    SlackView card = window(anton, "the door is stuck");
    assertThat(card.title()).isEqualTo("INC-1");
    anton.press(card, "Take");

    SlackView taken = window(anton, "Anton Agent");
    assertThat(taken.id()).isEqualTo(card.id());
    slack.awaitHome(anton, view -> view.shown().contains("in progress"));

    anton.press(taken, "Resolve…");
    SlackView form = slack.awaitModal(anton, view -> view.callbackId().equals("desk:form"));
    anton.submit(form, Map.of("field:how", "oiled"));
    assertThat(anton.modal()).isEmpty();
    slack.awaitHome(anton, view -> view.shown().contains("Queue: open, 0 in all"));
  }

  @Test
  void whatIsPressedOnAnOldTabIsAnsweredAndTheTabIsBroughtUpToDate() {
    makeAgent(anton);
    makeAgent(adele);
    rita.slash("/desk", "report the door is stuck", OFFICE);
    SlackView old = open(anton, "the door is stuck");
    adele.slash("/desk", "resolve INC-1 oiled", TRIAGE);

    anton.press(old, "Take");

    assertThat(window(anton, "🚫").shown()).contains("🚫");
    slack.awaitHome(anton, view -> view.shown().contains("Queue: open, 0 in all"));
  }

  @Test
  void anOutageShowsInEveryOpenTab() {
    makeAgent(anton);
    open(rita, "services work");
    open(anton, "services work");

    anton.slash("/desk", "outage declare VPN down the gateway is dead", TRIAGE);

    slack.awaitHome(rita, view -> view.shown().contains("OUT-1"));
    slack.awaitHome(anton, view -> view.shown().contains("OUT-1"));
    anton.slash("/desk", "outage resolve OUT-1 a new gateway", TRIAGE);
    slack.awaitHome(rita, view -> view.shown().contains("services work"));
  }

  @Test
  void twoHundredChangesWithinAMomentAreAFewPublishesAndTheLastIsShown() {
    makeAgent(anton);
    open(anton, "Queue: open, 0 in all");
    open(rita, "no open incidents");
    slack.forgetCalls();
    long start = System.nanoTime();

    Actor by = actor(rita);
    for (int i = 0; i < 10; i++) {
      inOneTransaction(
          () -> {
            for (int each = 0; each < 10; each++) {
              incidents.open(trouble(by), by);
            }
          });
    }
    Actor taker = actor(anton);
    for (int i = 1; i <= 100; i += 10) {
      int first = i;
      inOneTransaction(
          () -> {
            for (int each = first; each < first + 10; each++) {
              incidents.change(each, new IncidentChange.Take(), taker);
            }
          });
    }

    slack.awaitHome(
        anton,
        view ->
            view.shown().contains("Queue: open, 100 in all") && !view.labels().contains("Take"));
    slack.awaitHome(rita, view -> view.shown().contains("in progress"));
    await().until(() -> staleHomes() == 0 && tasks() == 0);
    // one each time that the delay has passed, however much happened in it
    int most = (int) (Duration.ofNanos(System.nanoTime() - start).toMillis() / DELAY.toMillis());
    assertThat(published(anton)).isPositive().isLessThanOrEqualTo(most);
    assertThat(published(rita)).isPositive().isLessThanOrEqualTo(most);
  }

  @Test
  void aTabThatWasOpenedLongAgoIsLeftAloneUntilItIsOpenedAgain() {
    makeAgent(anton);
    open(rita, "no open incidents");
    later(Duration.ofHours(9));
    slack.forgetCalls();

    open(anton, "Queue: open, 0 in all");
    rita.slash("/desk", "report my mouse squeaks", OFFICE);
    slack.awaitHome(anton, view -> view.shown().contains("my mouse squeaks"));

    assertThat(published(rita)).isZero();
    assertThat(rita.openHome()).matches(SlackAck::accepted, "accepted");
    slack.awaitHome(rita, view -> view.shown().contains("my mouse squeaks"));
  }

  @Test
  void aTabThatSlackDidNotTakeIsTriedAgain() {
    open(rita, "no open incidents");
    slack.faults().next("views.publish", Fault.status(503));
    slack.faults().next("views.publish", Fault.rateLimited(Duration.ofSeconds(1)));

    rita.slash("/desk", "report my mouse squeaks", OFFICE);

    await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              // the wait that Slack asks for begins when the desk has read the answer
              later(Duration.ofSeconds(1));
              return rita.home()
                  .filter(view -> view.shown().contains("my mouse squeaks"))
                  .isPresent();
            });
    assertThat(slack.calls("views.publish")).extracting(SlackCall::outcome).contains("503", "429");
  }

  @Test
  void aTabThatAnotherCopyPublishedIsReadOnceMore() {
    open(rita, "no open incidents");
    slack.faults().next("views.publish", Fault.refused("hash_conflict"));

    rita.slash("/desk", "report my mouse squeaks", OFFICE);

    slack.awaitHome(rita, view -> view.shown().contains("my mouse squeaks"));
  }

  private SlackView open(SlackPerson person, String containing) {
    int before = published(person);
    SlackAck ack = person.openHome();
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    // not what another test has left there
    await().until(() -> published(person) > before);
    return slack.awaitHome(person, view -> view.shown().contains(containing));
  }

  private SlackView window(SlackPerson person, String containing) {
    return slack.awaitModal(
        person, view -> view.callbackId().equals(WINDOW) && view.shown().contains(containing));
  }

  private void makeManager(SlackPerson person) {
    assertThat(adele.slash("/desk", "role <@" + person.id() + "> +manager", TRIAGE).body())
        .contains("manager");
  }

  private int published(SlackPerson person) {
    return (int)
        slack.calls("views.publish").stream()
            .filter(call -> call.param("user_id").equals(person.id()))
            .count();
  }

  private void inOneTransaction(Runnable work) {
    transaction.executeWithoutResult(status -> work.run());
  }

  private Actor actor(SlackPerson person) {
    long id =
        jdbc.sql("SELECT person_id FROM identity WHERE user_id = ?")
            .param(person.id())
            .query(Long.class)
            .single();
    return new Actor(id, person.account().realName(), "slack:" + OFFICE, "storm", clock.instant());
  }

  private static NewIncident trouble(Actor by) {
    return new NewIncident(
        "One of many troubles",
        null,
        null,
        Incidents.Level.LOW,
        Incidents.Level.LOW,
        by.personId(),
        by.name(),
        "slack");
  }

  private int staleHomes() {
    return jdbc.sql("SELECT count(*) FROM open_home WHERE stale_since IS NOT NULL")
        .query(Integer.class)
        .single();
  }

  private int tasks() {
    return jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'show-home'")
        .query(Integer.class)
        .single();
  }
}
