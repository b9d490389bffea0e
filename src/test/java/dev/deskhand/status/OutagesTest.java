package dev.deskhand.status;

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
import dev.deskhand.search.Search;
import dev.deskhand.status.Outage.Severity;
import dev.deskhand.status.Outage.Stage;
import dev.deskhand.status.Outages.Outcome;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.FoundKeys;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DeskhandTest
@RecordApplicationEvents
class OutagesTest {

  private static final Instant NINE = SettableClock.START;

  private final Outages outages;
  private final Services services;
  private final Search search;
  private final People people;
  private final JdbcClient jdbc;
  private final QueryCount count;
  private final SettableClock clock;

  private long alice;
  private long bob;

  @Autowired
  OutagesTest(
      Outages outages,
      Services services,
      Search search,
      People people,
      JdbcClient jdbc,
      QueryCount count,
      SettableClock clock) {
    this.outages = outages;
    this.services = services;
    this.search = search;
    this.people = people;
    this.jdbc = jdbc;
    this.count = count;
    this.clock = clock;
  }

  @BeforeEach
  void twoAgents() {
    alice = people.recognise(new Sender("slack", "U1", "Alice")).id();
    bob = people.recognise(new Sender("slack", "U2", "Bob")).id();
    count.reset();
  }

  @Test
  void aDeclaredOutageIsOpenOnRecordAndTold(ApplicationEvents events) {
    Outage outage = declared("vpn", Severity.DOWN, "  Nobody can connect  ");

    assertThat(outage.key()).isEqualTo("OUT-1");
    assertThat(outage.service()).isEqualTo("VPN");
    assertThat(outage.stage()).isEqualTo(Stage.INVESTIGATING);
    assertThat(outage.text()).isEqualTo("Nobody can connect");
    assertThat(outage.startedAt()).isEqualTo(NINE);
    assertThat(outage.open()).isTrue();
    assertThat(outages.find("out-1")).contains(outage);
    assertThat(outages.timeline(outage.id()))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("recorded")
        .containsExactly(
            alice(0)
                .did(Verb.DECLARE, Subject.ticket("OUT", outage.id()))
                .changing(Values.NONE, Values.of("stage", "INVESTIGATING").with("severity", "DOWN"))
                .saying("Nobody can connect", Visibility.PUBLIC));
    assertThat(events.stream(OutageEvent.Declared.class))
        .singleElement()
        .satisfies(event -> assertThat(event.outage()).isEqualTo(outage));
    assertThat(services.all())
        .filteredOn(service -> service.name().equals("VPN"))
        .singleElement()
        .satisfies(
            vpn -> {
              assertThat(vpn.openOutages()).containsExactly(outage);
              assertThat(vpn.health()).isEqualTo(Services.Health.DOWN);
            });
  }

  @Test
  void aSecondOutageOfTheSameServiceIsNotAllowedAndNamesTheOpenOne(ApplicationEvents events) {
    declared("VPN", Severity.DOWN, "Nobody can connect");

    Outcome second = outages.declare("remote access", Severity.DEGRADED, "slow", bob(0));

    assertThat(second)
        .isInstanceOfSatisfying(
            Outcome.NotAllowed.class,
            refused -> {
              assertThat(refused.why()).contains("OUT-1").contains("VPN");
              assertThat(refused.allowed()).contains("outage update");
            });
    assertThat(events.stream(OutageEvent.class)).hasSize(1);
    assertThat(declared("Wi-Fi", Severity.DEGRADED, "slow").key()).isEqualTo("OUT-2");
  }

  @Test
  void anUnknownServiceIsAnsweredWithTheNearestNames() {
    assertThat(outages.declare("Pyroll", Severity.DOWN, "no payslips", alice(0)))
        .isInstanceOfSatisfying(
            Outcome.NotAllowed.class,
            refused -> assertThat(refused.why()).contains("Pyroll").contains("Payroll"));
  }

  @Test
  void textsThatAreBlankTooLongOrHoldNulAreRefusedAndChangeNothing(ApplicationEvents events) {
    Outage outage = declared("VPN", Severity.DOWN, "x".repeat(Outages.TEXT_LIMIT));

    for (String text : List.of(" ", "x".repeat(Outages.TEXT_LIMIT + 1), "a\0b")) {
      assertThat(outages.declare("Wi-Fi", Severity.DOWN, text, alice(1)))
          .isInstanceOf(Outcome.NotAllowed.class);
      assertThat(outages.update(outage.id(), null, null, text, alice(1)))
          .isInstanceOf(Outcome.NotAllowed.class);
      assertThat(outages.resolve(outage.id(), text, alice(1)))
          .isInstanceOf(Outcome.NotAllowed.class);
    }
    assertThat(outages.timeline(outage.id())).hasSize(1);
    assertThat(events.stream(OutageEvent.class)).hasSize(1);
  }

  @Test
  void theFirstUpdateAcknowledgesAndTheStageMayGoBack(ApplicationEvents events) {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");

    Outage first = done(outages.update(outage.id(), null, Stage.MONITORING, "restarted", alice(5)));
    Outage second = done(outages.update(outage.id(), null, Stage.IDENTIFIED, "not it", alice(9)));
    Outage third = done(outages.update(outage.id(), null, null, "looking", alice(12)));

    assertThat(first.acknowledgedAt()).isEqualTo(NINE.plusSeconds(300));
    assertThat(first.stage()).isEqualTo(Stage.MONITORING);
    assertThat(second.stage()).isEqualTo(Stage.IDENTIFIED);
    assertThat(third.stage()).isEqualTo(Stage.IDENTIFIED);
    assertThat(third.acknowledgedAt()).isEqualTo(first.acknowledgedAt());
    assertThat(outages.find(outage.key())).contains(third);
    assertThat(events.stream(OutageEvent.Updated.class).map(OutageEvent.Updated::text))
        .containsExactly("restarted", "not it", "looking");
  }

  @Test
  void aResolvedOutageTakesNoMoreUpdatesAndSaysWhoResolvedIt() {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");
    assertThat(outages.update(outage.id(), null, Stage.RESOLVED, "done", alice(1)))
        .isInstanceOf(Outcome.NotAllowed.class);

    Outage resolved = done(outages.resolve(outage.id(), "A full disk", bob(30)));

    assertThat(resolved.open()).isFalse();
    assertThat(resolved.cause()).isEqualTo("A full disk");
    assertThat(resolved.resolvedAt()).isEqualTo(NINE.plusSeconds(1800));
    assertThat(outages.update(outage.id(), null, null, "still?", alice(31)))
        .isInstanceOf(Outcome.NotAllowed.class);
    assertThat(outages.resolve(outage.id(), "Another cause", alice(32)))
        .isInstanceOfSatisfying(
            Outcome.Already.class,
            already -> {
              assertThat(already.what()).contains("Bob");
              assertThat(already.outage().cause()).isEqualTo("A full disk");
            });
    assertThat(declared("VPN", Severity.DOWN, "again").key()).isEqualTo("OUT-2");
  }

  @Test
  void whatAPlatformSaysHappenedBeforeTheStartCountsAsTheStart() {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");

    Outage resolved = done(outages.resolve(outage.id(), "A full disk", bob(-1)));

    assertThat(resolved.resolvedAt()).isEqualTo(outage.startedAt());
  }

  @Test
  void whatIsAnsweredIsWhatIsReadLaterHoweverFineTheClock() {
    declared("VPN", Severity.DOWN, "Nobody can connect");
    Actor bob = bob(5);
    Actor fine =
        new Actor(
            bob.personId(),
            bob.name(),
            bob.place(),
            bob.correlationId(),
            bob.at().plusNanos(123_456_789));

    Outage updated = done(outages.update(1, null, Stage.IDENTIFIED, "the gateway", fine));
    assertThat(outages.find("OUT-1")).contains(updated);

    Outage resolved = done(outages.resolve(1, "It was restarted", fine));
    assertThat(outages.find("OUT-1")).contains(resolved);
  }

  @Test
  void anIncidentIsAttachedOnceHoweverOftenItIsAsked(ApplicationEvents events) {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");

    assertThat(done(outages.attach(outage.id(), 12, bob, alice(1))).incidents()).isEqualTo(1);
    assertThat(outages.attach(outage.id(), 12, bob, alice(2)))
        .isInstanceOfSatisfying(
            Outcome.Already.class, already -> assertThat(already.what()).contains("INC-12"));
    assertThat(done(outages.attach(outage.id(), 7, bob, alice(3))).incidents()).isEqualTo(2);

    assertThat(outages.incidents(outage.id())).containsExactly("INC-12", "INC-7");
    assertThat(events.stream(OutageEvent.IncidentAttached.class)).hasSize(2);
  }

  @Test
  void whatIsNotThereIsUnknown() {
    assertThat(outages.update(99, null, null, "x", alice(0))).isInstanceOf(Outcome.Unknown.class);
    assertThat(outages.resolve(99, "x", alice(0))).isInstanceOf(Outcome.Unknown.class);
    assertThat(outages.attach(99, 1, bob, alice(0))).isInstanceOf(Outcome.Unknown.class);
    assertThat(outages.find("OUT-99")).isEmpty();
    assertThat(outages.find("OUT-99999999999999999999")).isEmpty();
    assertThat(outages.find("nonsense")).isEmpty();
  }

  @Test
  void searchFindsWhatWasSaidAtAnyTimeAndTheService() {
    Outage vpn = declared("VPN", Severity.DOWN, "Nobody can connect");
    Outage wifi = declared("Wi-Fi", Severity.DEGRADED, "Slow on the third floor");
    done(outages.update(vpn.id(), null, null, "A broken certificate", alice(1)));
    done(outages.resolve(wifi.id(), "The access point was unplugged", alice(2)));

    assertThat(FoundKeys.own(search, "certificate", bob)).containsExactly("OUT-1");
    assertThat(FoundKeys.own(search, "unplugged", bob)).containsExactly("OUT-2");
    assertThat(FoundKeys.own(search, "vpn", bob)).containsExactly("OUT-1");
    assertThat(FoundKeys.own(search, "nothing like it", bob)).isEmpty();
    assertThat(FoundKeys.own(search, "\0 & | ! ( \" 'x", bob)).isEmpty();
  }

  @Test
  void theSummaryTellsWhatHappenedWithItsEvidence() {
    Outage vpn = declared("VPN", Severity.DOWN, "Nobody can connect");
    done(outages.update(vpn.id(), null, Stage.IDENTIFIED, "A full disk", alice(10)));
    done(outages.attach(vpn.id(), 1, bob, alice(11)));
    done(outages.attach(vpn.id(), 2, bob, alice(12)));
    done(outages.resolve(vpn.id(), "A full disk", alice(60)));
    Outage wifi = declared("Wi-Fi", Severity.DEGRADED, "Slow");
    done(outages.attach(wifi.id(), 3, bob, alice(13)));
    clock.set(NINE.plus(Duration.ofHours(2)));
    count.reset();

    OutageSummary summary =
        summary(NINE.minus(Duration.ofHours(8)), NINE.plus(Duration.ofDays(1)), null);

    assertThat(count.statements()).hasSize(3);
    assertThat(summary.outages())
        .extracting(entry -> entry.outage().key() + " " + entry.duration() + entry.incidentKeys())
        .containsExactly("OUT-1 PT1H[INC-1, INC-2]", "OUT-2 PT2H[INC-3]");
    assertThat(summary.total()).isEqualTo(2);
    assertThat(summary.open()).isEqualTo(1);
    assertThat(summary.totalDuration()).isEqualTo(Duration.ofHours(3));
    assertThat(summary.incidents()).isEqualTo(3);
    assertThat(summary.peopleAffected()).isEqualTo(1);
    assertThat(summary.meanToAcknowledge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(summary.acknowledged()).containsExactly("OUT-1");
    assertThat(summary.meanToRestore()).isEqualTo(Duration.ofHours(1));
    assertThat(summary.restored()).containsExactly("OUT-1");
    assertThat(summary.services())
        .extracting(
            share ->
                "%s down %s degraded %s %s of %s %s"
                    .formatted(
                        share.service(),
                        share.downtime(),
                        share.degraded(),
                        share.availability(),
                        share.level(),
                        share.evidence()))
        .containsExactly(
            "VPN down PT1H degraded PT0S 90.000 of 99.500 [OUT-1]",
            "Wi-Fi down PT0S degraded PT2H 100.000 of 99.500 [OUT-2]");

    assertThat(summary(NINE, NINE.plusSeconds(60), "wi-fi").outages())
        .extracting(entry -> entry.outage().key())
        .containsExactly("OUT-2");
    assertThat(summary(NINE.minusSeconds(60), NINE, null).outages()).isEmpty();
    assertThatThrownBy(() -> outages.summary(NINE, NINE, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theSummaryCountsMoreThanItListsAndSaysWhenThereAreTooMany() {
    Outage vpn = declared("VPN", Severity.DOWN, "Nobody can connect");
    ended(299);

    OutageSummary summary = summary(NINE, NINE.plus(Duration.ofDays(1)), null);

    assertThat(summary.total()).isEqualTo(300);
    assertThat(summary.open()).isEqualTo(1);
    assertThat(summary.outages())
        .hasSize(200)
        .extracting(entry -> entry.outage().key())
        .contains(vpn.key());

    ended(9_701);
    assertThat(outages.summary(NINE, NINE.plus(Duration.ofDays(1)), null))
        .isEqualTo(new Outages.Summarised.TooMany(10_000));
  }

  private void ended(int many) {
    jdbc.sql(
            """
            insert into outage (service, severity, stage, text, started_at, resolved_at, cause,
              declared_by, declared_by_name)
            select 'Wi-Fi', 'DOWN', 'RESOLVED', 'slow', :at, :at, 'a switch', :alice, 'Alice'
            from generate_series(1, :many)
            """)
        .param("at", NINE.plusSeconds(1).atOffset(ZoneOffset.UTC))
        .param("alice", alice)
        .param("many", many)
        .update();
  }

  private OutageSummary summary(Instant from, Instant until, @Nullable String service) {
    Outages.Summarised summarised = outages.summary(from, until, service);
    assertThat(summarised).isInstanceOf(Outages.Summarised.Done.class);
    return ((Outages.Summarised.Done) summarised).summary();
  }

  @Test
  void howeverManyIncidentsAreAttachedWhatWasSaidIsStillThere() {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");
    recorded(outage, "update", 1, 30);
    recorded(outage, "attach", 31, 1_000);
    done(outages.update(outage.id(), null, Stage.IDENTIFIED, "A broken switch", alice(5)));

    assertThat(outages.updates(outage.id()))
        .hasSize(20)
        .startsWith(outages.timeline(outage.id()).getLast())
        .extracting(RecordEntry::words)
        .startsWith("A broken switch", "30", "29")
        .endsWith("12");
    assertThat(outages.announcements(outage.id()))
        .hasSize(32)
        .extracting(RecordEntry::words)
        .startsWith("Nobody can connect", "1", "2")
        .endsWith("29", "30", "A broken switch");
    assertThat(outages.timeline(outage.id()))
        .hasSize(200)
        .extracting(RecordEntry::words)
        .startsWith("802")
        .endsWith("999", "1000", "A broken switch");
  }

  private void recorded(Outage outage, String verb, int from, int until) {
    OnRecord.many(
        jdbc, "OUT", outage.id(), verb, "{\"stage\": \"INVESTIGATING\"}", false, from, until);
  }

  @Test
  void ofTwoAgentsWhoResolveAtOnceOneDoesAndTheOtherIsToldWho() throws Exception {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");

    List<Outcome> outcomes =
        atOnce(
            () -> outages.resolve(outage.id(), "A full disk", alice(5)),
            () -> outages.resolve(outage.id(), "A cut cable", bob(5)));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Outcome.Already.class::isInstance)
        .singleElement()
        .satisfies(
            outcome -> {
              Outage now = ((Outcome.Already) outcome).outage();
              assertThat(((Outcome.Already) outcome).what())
                  .contains("A full disk".equals(now.cause()) ? "Alice" : "Bob");
            });
    assertThat(outages.timeline(outage.id())).hasSize(2);
  }

  @Test
  void ofManyWhoDeclareAtOnceOneDoes() throws Exception {
    List<Outcome> outcomes =
        atOnce(
            () -> outages.declare("VPN", Severity.DOWN, "one", alice(0)),
            () -> outages.declare("VPN", Severity.DOWN, "two", bob(0)),
            () -> outages.declare("VPN", Severity.DOWN, "three", bob(0)));

    assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Outcome.NotAllowed.class::isInstance)
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(((Outcome.NotAllowed) outcome).why()).contains("OUT-"));
  }

  @Test
  void manyIncidentsAttachedAtOnceAreAllCounted() throws Exception {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");
    List<Callable<Outcome>> calls = new ArrayList<>();
    for (int incident = 1; incident <= 8; incident++) {
      int each = incident;
      calls.add(() -> outages.attach(outage.id(), each, bob, alice(1)));
    }

    assertThat(atOnce(calls)).allMatch(Outcome.Done.class::isInstance);
    assertThat(outages.find(outage.key()).orElseThrow().incidents()).isEqualTo(8);
    assertThat(outages.incidents(outage.id())).hasSize(8);
  }

  @Test
  void theTimelineCannotBeAltered() {
    declared("VPN", Severity.DOWN, "Nobody can connect");

    assertThatThrownBy(() -> jdbc.sql("update record_words set words = 'x'").update())
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> jdbc.sql("delete from record_entry").update())
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @Test
  void aChangeTakesFewStatements() {
    Outage outage = declared("VPN", Severity.DOWN, "Nobody can connect");
    assertThat(ownStatements()).as("declare").hasSizeLessThanOrEqualTo(4);

    count.reset();
    done(outages.update(outage.id(), null, null, "looking", alice(1)));
    assertThat(ownStatements()).as("update").hasSizeLessThanOrEqualTo(4);

    count.reset();
    done(outages.attach(outage.id(), 1, bob, alice(1)));
    assertThat(ownStatements()).as("attach").hasSizeLessThanOrEqualTo(5);

    count.reset();
    outages.find("OUT-1");
    outages.timeline(outage.id());
    outages.incidents(outage.id());
    assertThat(ownStatements()).as("show").hasSize(3);
  }

  /** Without those of the modules that listen to the events. */
  private List<String> ownStatements() {
    Pattern own =
        Pattern.compile("(from|join|into|update) (outage|outage_incident|record_entry)\\s");
    return count.statements().stream().filter(sql -> own.matcher(sql).find()).toList();
  }

  @SafeVarargs
  private static List<Outcome> atOnce(Callable<Outcome>... calls) throws Exception {
    return atOnce(List.of(calls));
  }

  private static List<Outcome> atOnce(List<Callable<Outcome>> calls) throws Exception {
    CyclicBarrier together = new CyclicBarrier(calls.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Callable<Outcome> call : calls) {
        futures.add(
            threads.submit(
                () -> {
                  together.await();
                  return call.call();
                }));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    }
  }

  private Outage declared(String service, Severity severity, String text) {
    return done(outages.declare(service, severity, text, alice(0)));
  }

  private static Outage done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).outage();
  }

  private Actor alice(int minute) {
    return new Actor(alice, "Alice", "slack:C1", "c-1", NINE.plusSeconds(60L * minute));
  }

  private Actor bob(int minute) {
    return new Actor(bob, "Bob", "slack:C1", "c-2", NINE.plusSeconds(60L * minute));
  }
}
