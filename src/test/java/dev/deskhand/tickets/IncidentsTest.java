package dev.deskhand.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Viewer;
import dev.deskhand.search.Search;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.FoundKeys;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.IncidentChange.AssignToPerson;
import dev.deskhand.tickets.IncidentChange.AssignToTeam;
import dev.deskhand.tickets.IncidentChange.AttachToOutage;
import dev.deskhand.tickets.IncidentChange.Close;
import dev.deskhand.tickets.IncidentChange.Note;
import dev.deskhand.tickets.IncidentChange.Prioritise;
import dev.deskhand.tickets.IncidentChange.Reopen;
import dev.deskhand.tickets.IncidentChange.Resolve;
import dev.deskhand.tickets.IncidentChange.Say;
import dev.deskhand.tickets.IncidentChange.Take;
import dev.deskhand.tickets.IncidentChange.Wait;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Incidents.NewIncident;
import dev.deskhand.tickets.Incidents.Outcome;
import dev.deskhand.tickets.Incidents.Page;
import dev.deskhand.tickets.Incidents.QueueFilter;
import dev.deskhand.tickets.Incidents.QueueFilter.View;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

@DeskhandTest
@RecordApplicationEvents
class IncidentsTest {

  private final Incidents incidents;
  private final Search search;
  private final People people;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SettableClock clock;
  private final QueryCount count;

  private long emma;
  private long ben;
  private long cara;

  @Autowired
  IncidentsTest(
      Incidents incidents,
      Search search,
      People people,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      SettableClock clock,
      QueryCount count) {
    this.incidents = incidents;
    this.search = search;
    this.people = people;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.count = count;
  }

  @BeforeEach
  void threePeople() {
    emma = people.imported("test", "Emma Employee");
    ben = people.imported("test", "Ben Agent");
    cara = people.imported("test", "Cara Agent");
    count.reset();
  }

  @Test
  void whatIsReportedIsThereAsItWasSaid() {
    Incident opened =
        incidents.open(
            new NewIncident(
                "\n  The VPN is down 🔥 مرحبا\nsince this morning",
                "VPN",
                "Network",
                Level.MEDIUM,
                Level.HIGH,
                emma,
                "Emma Employee",
                "slack"),
            by(emma));

    assertThat(opened.key()).isEqualTo("INC-1");
    assertThat(opened.title()).isEqualTo("The VPN is down 🔥 مرحبا");
    assertThat(opened.state()).isEqualTo(IncidentState.NEW);
    assertThat(opened.priority()).isEqualTo(Priority.P2);
    assertThat(opened.openedAt()).isEqualTo(SettableClock.START);
    assertThat(incidents.find("inc-1")).contains(opened);
    assertThat(incidents.find("INC-2")).isEmpty();
    assertThat(incidents.find("INC-999999999999999999")).isEmpty();
    assertThat(incidents.find("nonsense\0")).isEmpty();
    RecordEntry report = incidents.history(opened.id(), Viewer.REQUESTER, 1).items().getFirst();
    assertThat(report.verb()).isEqualTo(Verb.REPORT);
    assertThat(report.actorName()).isEqualTo("Emma Employee");
    assertThat(report.place()).isEqualTo("slack:C1");
    assertThat(IncidentValues.inWords(report.after()))
        .isEqualTo(
            "state: new, impact: medium, urgency: high, priority: P2, team: Network, service: VPN");
  }

  @Test
  void aTitleIsCutAtItsLimitWithoutBreakingACharacter() {
    Incident opened = open(emma, "🔥".repeat(200));

    assertThat(opened.title()).isEqualTo("🔥".repeat(119) + "…");
    assertThat(incidents.find(opened.key())).contains(opened);
  }

  @Test
  void whatCannotBeKeptIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> open(emma, "x".repeat(Incidents.TEXT_LIMIT + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10,001 characters");
    assertThatThrownBy(() -> open(emma, "a\0b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> open(emma, " \n ")).isInstanceOf(IllegalArgumentException.class);
    Incident opened = open(emma, "x".repeat(Incidents.TEXT_LIMIT));

    assertThat(opened.key()).isEqualTo("INC-1");
    assertThat(refusal(opened, new Say("y".repeat(10_001)), emma)).contains("10,001 characters");
    assertThat(refusal(opened, new Note(" "), ben)).contains("needs a text");
    assertThat(refusal(opened, new Resolve("a\0b"), ben)).contains("NUL");
    assertThat(incidents.history(opened.id(), Viewer.AGENT, 1).total()).isEqualTo(1);
  }

  @Test
  void charactersAreCountedAsPeopleCountThem() {
    String longest = "🔥".repeat(Incidents.TEXT_LIMIT);
    Incident opened = open(emma, longest);
    done(opened, new Say(longest), emma);
    done(opened, new Resolve(longest), ben);

    assertThat(incidents.find(opened.key()))
        .hasValueSatisfying(
            found -> {
              assertThat(found.description()).isEqualTo(longest);
              assertThat(found.resolution()).isEqualTo(longest);
            });
    assertThat(refusal(opened, new Note(longest + "🔥"), ben)).contains("10,001 characters");
  }

  @Test
  void theFirstResponseIsTheFirstThatTheRequesterSeesOfTheDesk() {
    Incident opened = openFor(emma, cara);
    done(opened, new Note("Between us"), ben);
    done(opened, new Say("She is at the second floor"), cara);
    done(opened, new Say("Is anybody there?"), emma);
    assertThat(firstResponse(opened)).isNull();

    clock.advance(Duration.ofMinutes(5));
    done(opened, new Take(), ben);
    Instant taken = clock.instant();
    clock.advance(Duration.ofMinutes(5));
    done(opened, new Say("On my way"), ben);

    assertThat(firstResponse(opened)).isEqualTo(taken);
  }

  @Test
  void aFirstResponseIsNeverBeforeTheReport() {
    Incident opened = open(emma, "Printer on fire");
    Actor behind = new Actor(ben, "Ben Agent", "slack:C1", "c-1", clock.instant().minusSeconds(3));

    incidents.change(opened.id(), new Take(), behind);

    assertThat(firstResponse(opened)).isEqualTo(opened.openedAt());
  }

  @Test
  void whoReportedForAnotherAnswersForThemUnlessTheyWorkOnItThemselves() {
    Incident opened = openFor(emma, cara);
    done(opened, new Take(), ben);
    done(opened, new Wait(WaitingFor.REQUESTER, null), ben);

    assertThat(done(opened, new Say("Second floor"), cara).incident().state())
        .isEqualTo(IncidentState.IN_PROGRESS);

    done(opened, new Take(), cara);
    done(opened, new Wait(WaitingFor.REQUESTER, null), cara);
    assertThat(done(opened, new Say("Which cable?"), cara).incident().state())
        .isEqualTo(IncidentState.WAITING);
    assertThat(done(opened, new Say("The blue one"), emma).incident().state())
        .isEqualTo(IncidentState.IN_PROGRESS);
  }

  @Test
  void anIncidentIsWorkedFromTakeToClose(ApplicationEvents events) {
    Incident opened = open(emma, "Printer on fire");
    clock.advance(Duration.ofMinutes(5));
    Outcome.Done taken = done(opened, new Take(), ben);
    assertThat(taken.incident().state()).isEqualTo(IncidentState.IN_PROGRESS);
    assertThat(taken.incident().assigneeName()).isEqualTo("Ben Agent");
    assertThat(IncidentValues.inWords(taken.entry().before()))
        .isEqualTo("state: new, assignee: nobody");
    assertThat(IncidentValues.inWords(taken.entry().after()))
        .isEqualTo("state: in progress, assignee: Ben Agent");
    done(opened, new Wait(WaitingFor.REQUESTER, "Which floor?"), ben);
    done(opened, new Say("Third"), emma);
    clock.advance(Duration.ofMinutes(55));
    Instant resolvedAt = clock.instant();
    Incident resolved = done(opened, new Resolve("Put it out"), ben).incident();
    assertThat(resolved.resolution()).isEqualTo("Put it out");
    assertThat(resolved.resolvedAt()).isEqualTo(resolvedAt);
    clock.advance(Duration.ofDays(1));
    Incident closed = done(opened, new Close(), ben).incident();

    assertThat(closed.closedAt()).isEqualTo(clock.instant());
    assertThat(closed.resolvedAt()).isEqualTo(resolvedAt);
    assertThat(incidents.find(opened.key())).contains(closed);
    assertThat(incidents.history(opened.id(), Viewer.REQUESTER, 1).items())
        .extracting(entry -> entry.verb().words())
        .containsExactly("report", "take", "wait", "reply", "resolve", "close");
    assertThat(events.stream(IncidentEvent.Opened.class)).hasSize(1);
    assertThat(events.stream(IncidentEvent.Changed.class))
        .hasSize(5)
        .last()
        .satisfies(event -> assertThat(event.incident()).isEqualTo(closed));
  }

  @Test
  void theWordOfTheRequesterWhoIsWaitedForResumesTheWorkAndNobodyElsesDoes() {
    Incident opened = open(emma, "No sound");
    done(opened, new Take(), ben);
    done(opened, new Wait(WaitingFor.REQUESTER, null), ben);

    assertThat(done(opened, new Say("Any news?"), cara).incident().state())
        .isEqualTo(IncidentState.WAITING);
    Outcome.Done answered = done(opened, new Say("It is the left speaker"), emma);
    assertThat(answered.incident().state()).isEqualTo(IncidentState.IN_PROGRESS);
    assertThat(IncidentValues.inWords(answered.entry().before()))
        .isEqualTo("state: waiting for requester");

    done(opened, new Wait(WaitingFor.VENDOR, null), ben);
    assertThat(done(opened, new Say("Well?"), emma).incident().waitingFor())
        .isEqualTo(WaitingFor.VENDOR);
  }

  @Test
  void aReopenedIncidentKeepsWhenItWasResolvedAndForgetsHow() {
    Incident opened = open(emma, "Mouse stuck");
    Instant resolvedAt = done(opened, new Resolve("Cleaned"), ben).incident().resolvedAt();
    clock.advance(Duration.ofHours(1));

    Incident reopened = done(opened, new Reopen("Stuck again"), emma).incident();

    assertThat(reopened.state()).isEqualTo(IncidentState.IN_PROGRESS);
    assertThat(reopened.resolvedAt()).isEqualTo(resolvedAt);
    assertThat(reopened.resolution()).isNull();
    assertThat(reopened.closedAt()).isNull();
  }

  @Test
  void aClosedIncidentCanBeReopenedForSevenDays() {
    Incident opened = open(emma, "Mouse stuck");
    done(opened, new Resolve("Cleaned"), ben);
    done(opened, new Close(), ben);
    clock.advance(Duration.ofDays(7).minusSeconds(1));
    assertThat(incidents.find(opened.key()).orElseThrow().allowed()).contains("reopen");
    clock.advance(Duration.ofSeconds(1));

    assertThat(incidents.find(opened.key()).orElseThrow().allowed()).doesNotContain("reopen");
    assertThat(refusal(opened, new Reopen("Stuck again"), emma))
        .isEqualTo(
            "INC-1 is closed: it could be reopened for 7 days after it was closed; report it"
                + " anew.");
  }

  @Test
  void whatIsNotAllowedSaysWhyAndWhatIsAndWritesNothing(ApplicationEvents events) {
    Incident opened = open(emma, "Mouse stuck");
    events.clear();

    Outcome outcome = incidents.change(opened.id(), new Close(), by(ben));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.NotAllowed(
                opened,
                "INC-1 is new: only a resolved incident can be closed.",
                List.of(
                    "take",
                    "assign",
                    "priority",
                    "reply",
                    "note",
                    "wait",
                    "resolve",
                    "cancel",
                    "attach",
                    "merge")));
    assertThat(incidents.change(opened.id() + 1, new Close(), by(ben)))
        .isEqualTo(new Outcome.Unknown());
    assertThat(incidents.history(opened.id(), Viewer.AGENT, 1).total()).isEqualTo(1);
    assertThat(events.stream(IncidentEvent.class)).isEmpty();
  }

  @Test
  void theSecondOfTwoEqualChangesIsAnsweredAndNotMade() {
    Incident opened = open(emma, "Mouse stuck");
    done(opened, new Take(), ben);
    done(opened, new AttachToOutage("OUT-1"), ben);

    assertThat(incidents.change(opened.id(), new Take(), by(ben)))
        .isInstanceOfSatisfying(
            Outcome.Already.class,
            already -> assertThat(already.what()).isEqualTo("INC-1 is yours already."));
    assertThat(incidents.change(opened.id(), new AttachToOutage("OUT-1"), by(ben)))
        .isInstanceOf(Outcome.Already.class);
    assertThat(incidents.find("INC-1").orElseThrow().outage()).isEqualTo("OUT-1");
    assertThat(incidents.history(opened.id(), Viewer.AGENT, 1).total()).isEqualTo(3);
  }

  @Test
  void thePriorityFollowsImpactAndUrgency() {
    Incident opened = open(emma, "Mouse stuck");
    assertThat(opened.priority()).isEqualTo(Priority.P3);

    assertThat(done(opened, new Prioritise(Level.HIGH, null), ben).incident().priority())
        .isEqualTo(Priority.P2);
    Outcome.Done highest = done(opened, new Prioritise(null, Level.HIGH), ben);
    assertThat(highest.incident().priority()).isEqualTo(Priority.P1);
    assertThat(IncidentValues.inWords(highest.entry().before()))
        .isEqualTo("urgency: medium, priority: P2");
  }

  @Test
  void aTeamThatGetsAnIncidentGetsItFromItsAssignee() {
    Incident opened = open(emma, "Mouse stuck");
    done(opened, new AssignToPerson(cara, "Cara Agent"), ben);

    Incident given = done(opened, new AssignToTeam("Hardware"), ben).incident();

    assertThat(given.team()).isEqualTo("Hardware");
    assertThat(given.assigneeId()).isNull();
    assertThat(given.state()).isEqualTo(IncidentState.NEW);
  }

  @Test
  void ofTwoWhoTakeAtOnceOneHasItAndTheOtherIsTold() throws Exception {
    Incident opened = open(emma, "Mouse stuck");
    CyclicBarrier bothHaveRead = new CyclicBarrier(2);
    List<Callable<@Nullable Throwable>> takers =
        List.of(taker(opened, ben, bothHaveRead), taker(opened, cara, bothHaveRead));
    List<@Nullable Throwable> failures = new ArrayList<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<@Nullable Throwable> future : executor.invokeAll(takers)) {
        failures.add(future.get());
      }
    }

    assertThat(failures).containsOnlyOnce((Throwable) null);
    assertThat(failures).hasAtLeastOneElementOfType(OptimisticLockingFailureException.class);
    assertThat(incidents.history(opened.id(), Viewer.AGENT, 1).items())
        .extracting(entry -> entry.verb().words())
        .containsExactly("report", "take");
  }

  /** Both look at the incident before either writes: the second find is answered from memory. */
  private Callable<@Nullable Throwable> taker(Incident incident, long who, CyclicBarrier barrier) {
    return () ->
        catchThrowable(
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      assertThat(incidents.change(incident.id(), new Close(), by(who)))
                          .isInstanceOf(Outcome.NotAllowed.class);
                      await(barrier);
                      incidents.change(incident.id(), new Take(), by(who));
                    }));
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theRecordCanOnlyGrow() {
    open(emma, "Mouse stuck");

    for (String forgery :
        List.of(
            "update record_entry set actor_name = 'forged'",
            "update record_entry set replaced_at = now()",
            "delete from record_entry",
            "update record_words set words = 'forged'",
            "delete from record_words")) {
      assertThatThrownBy(() -> jdbc.sql(forgery).update())
          .as(forgery)
          .hasMessageContaining("record");
    }
    assertThat(OnRecord.of(jdbc, "INC")).containsExactly("report:Mouse stuck");
  }

  @Test
  void wordsCanBeBlankedAndWhatHappenedStaysOnRecord() {
    Incident opened = open(emma, "Mouse stuck");
    done(opened, new Say("my password is 1234"), emma);

    jdbc.sql("update record_words set words = '' where words like '%password%'").update();

    assertThat(incidents.history(opened.id(), Viewer.REQUESTER, 1).items())
        .extracting(entry -> entry.verb() + ":" + entry.words())
        .containsExactly("REPORT:Mouse stuck", "REPLY:");
  }

  @Test
  void theWorkListShowsTheMostPressingFirstAndThenTheOldest() {
    Incident third = open(emma, "third", null, Level.LOW, Level.LOW);
    clock.advance(Duration.ofMinutes(1));
    Incident second = open(emma, "second", "VPN", Level.HIGH, Level.HIGH);
    clock.advance(Duration.ofMinutes(-5));
    Incident first = open(emma, "first", "VPN", Level.HIGH, Level.HIGH);
    clock.advance(Duration.ofMinutes(10));
    Incident done = open(emma, "done", "VPN", Level.HIGH, Level.HIGH);
    done(done, new Resolve("done"), ben);
    done(second, new Take(), ben);
    done(third, new Wait(WaitingFor.VENDOR, null), ben);

    assertThat(titles(View.OPEN, null, null)).containsExactly("first", "second", "third");
    assertThat(titles(View.MINE, null, null)).containsExactly("second");
    assertThat(titles(View.UNASSIGNED, null, null)).containsExactly("first", "third");
    assertThat(titles(View.WAITING, null, null)).containsExactly("third");
    assertThat(titles(View.OPEN, "VPN", null)).containsExactly("first", "second");
    assertThat(titles(View.OPEN, null, Priority.P4)).containsExactly("third");
    assertThat(titles(View.UNASSIGNED, "VPN", Priority.P1)).containsExactly("first");
    Incident listed = incidents.queue(filter(View.OPEN, null, null), 1).items().getFirst();
    assertThat(listed).isEqualTo(incidents.find(first.key()).orElseThrow());
  }

  @Test
  void noListIsUnbounded() {
    jdbc.sql(
            """
            insert into incident (title, description, state, impact, urgency, priority,
              requester_id, reporter_id, origin, opened_at, changed_at)
            select 'needle ' || n, 'needle ' || n, 'NEW', 'LOW', 'LOW', 'P4', :emma, :emma, 'web',
              timestamptz '2026-01-01' + n * interval '1 minute', now()
            from generate_series(1, 1500) n
            """)
        .param("emma", emma)
        .update();
    OnRecord.many(jdbc, "INC", 1, "REPLY", "{}", true, 1, 1500);

    for (Page<Incident> page :
        List.of(incidents.queue(filter(View.OPEN, null, null), 1), incidents.openOf(emma, 1))) {
      assertThat(page.items()).hasSize(20);
      assertThat(page.total()).isEqualTo(1_000);
      assertThat(page.hasNext()).isTrue();
    }
    assertThat(incidents.openOf(emma, 1).items().getFirst().title()).isEqualTo("needle 1500");
    assertThat(incidents.queue(filter(View.OPEN, null, null), 50).items()).hasSize(20);
    for (int page : List.of(51, 1_000, Integer.MAX_VALUE)) {
      Page<Incident> beyond = incidents.queue(filter(View.OPEN, null, null), page);
      assertThat(beyond.items()).isEmpty();
      assertThat(beyond.total()).isEqualTo(1_000);
      assertThat(beyond.hasNext()).isFalse();
    }
    assertThat(incidents.queue(filter(View.OPEN, null, null), -3).number()).isEqualTo(1);
    Page<RecordEntry> all = incidents.history(1, Viewer.AGENT, 1);
    assertThat(all.items()).hasSize(30);
    assertThat(all.items().getFirst().words()).isEqualTo("1");
    assertThat(all.total()).isEqualTo(1_000);
    assertThat(incidents.history(1, Viewer.REQUESTER, 25).total()).isEqualTo(750);
    assertThat(incidents.history(1, Viewer.REQUESTER, 25).items())
        .hasSize(30)
        .noneMatch(RecordEntry::internal);
    assertThat(incidents.history(1, Viewer.REQUESTER, 26).items()).isEmpty();
  }

  @Test
  void ownOpenIncidentsAreThoseReportedByAPersonOrForThem() {
    Incident own = open(emma, "own");
    clock.advance(Duration.ofMinutes(1));
    Incident forCara =
        incidents.open(
            new NewIncident(
                "for Cara", null, null, Level.LOW, Level.LOW, cara, "Cara Agent", "web"),
            by(emma));
    open(ben, "somebody else's");

    assertThat(incidents.openOf(emma, 1).items()).containsExactly(forCara, own);
    assertThat(incidents.openOf(cara, 1).items()).containsExactly(forCara);
    done(own, new Resolve("done"), ben);
    assertThat(incidents.openOf(emma, 1).items()).containsExactly(forCara);
  }

  @Test
  void aSearchFindsWhatWasReportedAndSaid() {
    Incident vpn = open(emma, "The VPN drops\nevery ten minutes in Zürich");
    Incident printer = open(emma, "Printer is out of toner", "Printing", Level.LOW, Level.LOW);
    done(vpn, new Say("It began with the new Laptops"), emma);
    done(printer, new Resolve("New cartridge"), ben);

    assertThat(found("vpn", null)).containsExactly(vpn.key());
    assertThat(found("zürich MINUTES", null)).containsExactly(vpn.key());
    assertThat(found("vpn laptop", null)).containsExactly(vpn.key());
    assertThat(found("cartr", null)).containsExactly(printer.key());
    assertThat(found("printing", null)).containsExactly(printer.key());
    assertThat(found("vpn toner", null)).isEmpty();
    assertThat(found("", null)).isEmpty();
    for (String hostile :
        List.of("'", "' | '", "vpn':*", "\\", "!!", "a\0b", "&|!():*<->", "'; drop table x", "%")) {
      assertThat(found(hostile, null)).as(hostile).isSubsetOf(vpn.key(), printer.key());
    }
    assertThat(found("vpn " + "word ".repeat(20_000), null)).isEmpty();
  }

  @Test
  void whoReportsFindsOnlyTheirOwnAndNeverAnInternalNote() {
    Incident emmas = open(emma, "Screen flickers");
    Incident bens = open(ben, "Screen is black");
    done(emmas, new Note("Suspect she spilled coffee"), ben);

    assertThat(found("screen", emma)).containsExactly(emmas.key());
    assertThat(found("screen", ben)).containsExactly(bens.key());
    assertThat(found("coffee", emma)).isEmpty();
    assertThat(found("screen coffee", emma)).isEmpty();
    assertThat(found("coffee", null)).containsExactly(emmas.key());
    assertThat(found("flickers coffee", null)).containsExactly(emmas.key());
    assertThat(incidents.history(emmas.id(), Viewer.REQUESTER, 1).items()).hasSize(1);
    assertThat(incidents.history(emmas.id(), Viewer.AGENT, 1).items()).hasSize(2);
  }

  @Test
  void aTitleCountsForMoreThanAWordInPassing() {
    Incident inTitle = open(emma, "Monitor broken");
    Incident inPassing = open(emma, "Keyboard broken\nnot as bad as the monitor was");

    assertThat(found("monitor", null)).containsExactly(inTitle.key(), inPassing.key());
  }

  @Test
  void wordsAreFoundHoweverMuchWasSaid() {
    Incident talked = open(emma, "x".repeat(10_000));
    for (int i = 0; i < 12; i++) {
      done(talked, new Say(("word" + i + " ").repeat(1_000)), emma);
      done(talked, new Note(("note" + i + " ").repeat(1_000)), ben);
    }

    assertThat(found("word11 note11", null)).containsExactly(talked.key());
    assertThat(found("word11", emma)).containsExactly(talked.key());
  }

  @Test
  void eachCallKeepsToItsStatements() {
    Incident opened = open(emma, "Mouse stuck");
    assertThat(ownStatements()).as("open: %s", count).isEqualTo(2);
    assertThat(statements(() -> incidents.find(opened.key()))).isEqualTo(1);
    assertThat(statements(() -> incidents.find("INC0000045"))).isEqualTo(1);
    assertThat(statements(() -> incidents.history(opened.id(), Viewer.AGENT, 1))).isEqualTo(1);
    assertThat(statements(() -> incidents.queue(filter(View.OPEN, null, null), 1))).isEqualTo(1);
    assertThat(statements(() -> incidents.openOf(emma, 1))).isEqualTo(1);
    assertThat(statements(() -> incidents.figures(Instant.EPOCH, clock.instant(), null)))
        .isEqualTo(1);
    assertThat(statements(() -> done(opened, new Take(), ben))).isEqualTo(3);
    clock.advance(Duration.ofMinutes(1));
    assertThat(statements(() -> done(opened, new Say("Hello"), ben))).isEqualTo(4);
    assertThat(statements(() -> incidents.change(opened.id(), new Close(), by(ben)))).isEqualTo(1);
    count.reset();
    incidents.queue(filter(View.OPEN, null, null), 1);
    assertThat(count.commits()).as("reads need no transaction").isZero();
  }

  @Test
  void theEventsOfAChangeThatIsTakenBackAreTakenBackWithIt(ApplicationEvents events) {
    transaction.executeWithoutResult(
        status -> {
          open(emma, "Mouse stuck");
          status.setRollbackOnly();
        });

    assertThat(incidents.queue(filter(View.OPEN, null, null), 1).total()).isZero();
    assertThat(events.stream(IncidentEvent.Opened.class)).hasSize(1);
  }

  private int statements(Runnable call) {
    count.reset();
    call.run();
    return ownStatements();
  }

  /** Without those of the modules that listen to the events. */
  private int ownStatements() {
    return Math.toIntExact(
        count.statements().stream()
            .filter(
                sql ->
                    Pattern.compile("\\b(incident|incident_phase|record_entry)\\b")
                        .matcher(sql)
                        .find())
            .count());
  }

  private List<String> found(String words, @Nullable Long requesterId) {
    return requesterId == null
        ? FoundKeys.everywhere(search, words, cara)
        : FoundKeys.own(search, words, requesterId);
  }

  private List<String> titles(View view, @Nullable String service, @Nullable Priority priority) {
    return incidents.queue(filter(view, service, priority), 1).items().stream()
        .map(Incident::title)
        .toList();
  }

  private QueueFilter filter(View view, @Nullable String service, @Nullable Priority priority) {
    return new QueueFilter(view, ben, service, priority);
  }

  private Incident open(long requester, String text) {
    return open(requester, text, null, Level.MEDIUM, Level.MEDIUM);
  }

  private Incident open(
      long requester, String text, @Nullable String service, Level impact, Level urgency) {
    return incidents.open(
        new NewIncident(text, service, null, impact, urgency, requester, name(requester), "web"),
        by(requester));
  }

  private Incident openFor(long requester, long reporter) {
    return incidents.open(
        new NewIncident(
            "No sound", null, null, Level.LOW, Level.LOW, requester, name(requester), "web"),
        by(reporter));
  }

  private @Nullable Instant firstResponse(Incident incident) {
    return jdbc.sql("select first_response_at from incident where id = ?")
        .param(incident.id())
        .query(
            (row, number) -> {
              Timestamp at = row.getTimestamp(1);
              return Optional.ofNullable(at == null ? null : at.toInstant());
            })
        .single()
        .orElse(null);
  }

  private Outcome.Done done(Incident incident, IncidentChange change, long who) {
    Outcome outcome = incidents.change(incident.id(), change, by(who));
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  private String refusal(Incident incident, IncidentChange change, long who) {
    Outcome outcome = incidents.change(incident.id(), change, by(who));
    assertThat(outcome).isInstanceOf(Outcome.NotAllowed.class);
    return ((Outcome.NotAllowed) outcome).why();
  }

  private Actor by(long who) {
    return new Actor(who, name(who), "slack:C1", "c-1", clock.instant());
  }

  private String name(long who) {
    return who == emma ? "Emma Employee" : who == ben ? "Ben Agent" : "Cara Agent";
  }
}
