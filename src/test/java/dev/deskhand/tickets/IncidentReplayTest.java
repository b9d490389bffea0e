package dev.deskhand.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Viewer;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.IncidentChange.Cancel;
import dev.deskhand.tickets.IncidentChange.Close;
import dev.deskhand.tickets.IncidentChange.Reopen;
import dev.deskhand.tickets.IncidentChange.Resolve;
import dev.deskhand.tickets.IncidentChange.Take;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.PastIncident;
import dev.deskhand.tickets.IncidentReplay.Unsaid;
import dev.deskhand.tickets.IncidentReplay.Verdict;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Incidents.NewIncident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@DeskhandTest
@RecordApplicationEvents
class IncidentReplayTest {

  private static final Instant OPENED = Instant.parse("2016-03-01T08:00:00Z");
  private static final Verdict TAKEN = new Verdict.Taken();

  private final IncidentReplay replay;
  private final Incidents incidents;
  private final People people;
  private final SettableClock clock;
  private final QueryCount count;
  private final JdbcClient jdbc;

  @Autowired
  IncidentReplayTest(
      IncidentReplay replay,
      Incidents incidents,
      People people,
      SettableClock clock,
      QueryCount count,
      JdbcClient jdbc) {
    this.replay = replay;
    this.incidents = incidents;
    this.people = people;
    this.clock = clock;
    this.count = count;
    this.jdbc = jdbc;
  }

  @Test
  void everyChangeIsOnRecordAtItsOwnTimeAndNobodyIsTold(ApplicationEvents events) {
    List<Verdict> verdicts =
        replay.replay(
            "log",
            "INC0000045",
            List.of(
                past("a", 10, IncidentState.NEW, null),
                past("b", 20, IncidentState.WAITING, WaitingFor.VENDOR),
                past("c", 30, IncidentState.RESOLVED, null),
                past("d", 40, IncidentState.CLOSED, null)));

    assertThat(verdicts).containsExactly(TAKEN, TAKEN, TAKEN, TAKEN);
    Incident incident = incidents.find("inc0000045").orElseThrow();
    assertThat(incident.key()).isEqualTo("INC-1");
    assertThat(incident.sourceNumber()).isEqualTo("INC0000045");
    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incident.openedAt()).isEqualTo(OPENED);
    assertThat(incident.resolvedAt()).isEqualTo(at(30));
    assertThat(incident.closedAt()).isEqualTo(at(40));
    assertThat(incident.requesterName()).isEqualTo("Caller 1");
    assertThat(incident.assigneeName()).isEqualTo("Resolver 1");
    assertThat(incident.team()).isEqualTo("Group 1");
    assertThat(incident.category()).isEqualTo("Category 1");
    assertThat(incident.priority()).isEqualTo(Priority.P3);
    assertThat(incidents.history(incident.id(), Viewer.REQUESTER, 1).items())
        .extracting(
            entry -> entry.verb().words(),
            RecordEntry::at,
            entry -> IncidentValues.inWords(entry.before()),
            entry -> IncidentValues.inWords(entry.after()))
        .containsExactly(
            tuple(
                "report",
                OPENED,
                "",
                "state: new, impact: medium, urgency: medium, priority: P3, team: Group 1,"
                    + " assignee: Resolver 1, category: Category 1"),
            tuple("wait", at(20), "state: new", "state: waiting for vendor"),
            tuple("resolve", at(30), "state: waiting for vendor", "state: resolved"),
            tuple("close", at(40), "state: resolved", "state: closed"));
    assertThat(events.stream(IncidentEvent.class)).isEmpty();
  }

  @Test
  void aFirstChangeThatIsMoreThanTheReportOpensFirst() {
    replay.replay("log", "N1", List.of(past("a", 10, IncidentState.RESOLVED, null)));

    assertThat(incidents.history(1, Viewer.REQUESTER, 1).items())
        .extracting(entry -> entry.verb().words(), RecordEntry::at)
        .containsExactly(tuple("report", OPENED), tuple("resolve", at(10)));
  }

  @Test
  void nothingIsTakenTwiceAndWhatIsNewIsAdded() {
    List<Past> first =
        List.of(
            past("a", 10, IncidentState.NEW, null), past("b", 20, IncidentState.IN_PROGRESS, null));
    replay.replay("log", "N1", first);
    Incident before = incidents.find("N1").orElseThrow();

    assertThat(replay.replay("log", "N1", first)).hasOnlyElementsOfType(Verdict.TakenBefore.class);
    assertThat(incidents.find("N1")).contains(before);
    assertThat(incidents.history(1, Viewer.AGENT, 1).total()).isEqualTo(2);

    List<Past> more =
        List.of(first.get(0), first.get(1), past("c", 30, IncidentState.RESOLVED, null));
    assertThat(replay.replay("log", "N1", more))
        .containsExactly(new Verdict.TakenBefore(), new Verdict.TakenBefore(), TAKEN);
    assertThat(incidents.find("N1").orElseThrow().resolvedAt()).isEqualTo(at(30));
    assertThat(replay.replay("log", "N1", List.of(more.getLast(), more.getLast())))
        .hasOnlyElementsOfType(Verdict.TakenBefore.class);
  }

  @Test
  void aChangeOlderThanTheOneBeforeItTakesItsPlaceInTime() {
    List<Past> changes =
        List.of(
            past("b", 30, IncidentState.IN_PROGRESS, null),
            past("a", 10, IncidentState.NEW, null),
            past("d", 40, IncidentState.CLOSED, null),
            past("c", 20, IncidentState.RESOLVED, null));

    assertThat(replay.replay("log", "N1", changes)).containsExactly(TAKEN, TAKEN, TAKEN, TAKEN);
    assertThat(told(1)).containsExactly("report 0", "resolve 20", "reopen 30", "close 40");
    assertThat(incidents.find("N1").orElseThrow().resolvedAt()).isEqualTo(at(20));
    assertThat(replay.replay("log", "N1", changes))
        .hasOnlyElementsOfType(Verdict.TakenBefore.class);
  }

  @Test
  void whateverComesLateTheRecordIsThatOfAllAtOnce() {
    List<Past> changes =
        List.of(
            past("a", 10, IncidentState.NEW, null),
            past("b", 20, IncidentState.IN_PROGRESS, null),
            past("c", 20, IncidentState.WAITING, WaitingFor.VENDOR),
            past("d", 20, IncidentState.RESOLVED, null),
            past("e", 30, IncidentState.IN_PROGRESS, null),
            past("f", 40, IncidentState.RESOLVED, null),
            past("g", 50, IncidentState.CLOSED, null));
    replay.replay("log", "whole", changes);
    Incident whole = incidents.find("whole").orElseThrow();

    for (int missing = 0; missing < changes.size(); missing++) {
      List<Past> mine = renamed(changes, "m" + missing);
      List<Past> first = new ArrayList<>(mine);
      Past late = first.remove(missing);
      String number = "N" + missing;
      assertThat(replay.replay("log", number, first)).containsOnly(TAKEN);
      int at = missing;

      List<Verdict> verdicts = replay.replay("log", number, mine);

      assertThat(verdicts).filteredOn(TAKEN::equals).hasSize(1);
      assertThat(verdicts.get(at)).isEqualTo(TAKEN);
      Incident mended = incidents.find(number).orElseThrow();
      assertThat(record(mended.id())).as("without %s", late).isEqualTo(record(whole.id()));
      assertThat(mended)
          .usingRecursiveComparison()
          .ignoringFields("id", "key", "sourceNumber")
          .isEqualTo(whole);
      assertThat(replay.replay("log", number, mine))
          .hasOnlyElementsOfType(Verdict.TakenBefore.class);
    }
  }

  @Test
  void whatALateChangeMovesIsKeptAsItWasAndNothingElseLeavesTheRecord() {
    replay.replay(
        "log",
        "N1",
        List.of(
            past("a", 10, IncidentState.NEW, null), past("c", 30, IncidentState.RESOLVED, null)));
    replay.replay("log", "N1", List.of(past("b", 20, IncidentState.WAITING, WaitingFor.VENDOR)));

    assertThat(told(1)).containsExactly("report 0", "wait 20", "resolve 30");
    assertThat(
            jdbc.sql("select before ->> 'state' from record_entry where replaced_at is not null")
                .query(String.class)
                .list())
        .containsExactly("NEW");
    open(people.imported("test", "Emma"), null);
    assertThatThrownBy(
            () ->
                jdbc.sql("update record_entry set replaced_at = now() where subject_id = 2")
                    .update())
        .hasMessageContaining("record");
    assertThatThrownBy(
            () ->
                jdbc.sql("update record_entry set replaced_at = null where subject_id = 1")
                    .update())
        .hasMessageContaining("record");
    assertThatThrownBy(() -> jdbc.sql("delete from record_entry").update())
        .hasMessageContaining("record");
  }

  @Test
  void aLateChangeLeavesAloneWhatWasDoneAtTheDeskSince() {
    replay.replay(
        "log",
        "N1",
        List.of(
            past("a", 10, IncidentState.NEW, null),
            past("c", 30, IncidentState.IN_PROGRESS, null)));
    long ben = people.imported("test", "Ben");
    incidents.change(1, new IncidentChange.Prioritise(Level.HIGH, Level.HIGH), by(ben));
    incidents.change(1, new Take(), by(ben));
    Incident before = incidents.find("N1").orElseThrow();

    replay.replay("log", "N1", List.of(past("b", 20, IncidentState.RESOLVED, null)));

    assertThat(incidents.find("N1").orElseThrow())
        .usingRecursiveComparison()
        .ignoringFields("resolvedAt")
        .isEqualTo(before);
    assertThat(incidents.history(1, Viewer.AGENT, 1).items())
        .extracting(entry -> entry.verb().words())
        .containsExactly("report", "resolve", "reopen", "priority", "take");
    assertThat(figures(0, 1_000).all().reopened()).isEqualTo(1);
  }

  @Test
  void aChangeDatedBeforeTheOpeningCountsFromIt() {
    replay.replay(
        "log",
        "N1",
        List.of(
            past("a", -100, IncidentState.NEW, null),
            past("b", -90, IncidentState.RESOLVED, null)));

    assertThat(told(1)).containsExactly("report 0", "resolve 0");
    assertThat(incidents.find("N1").orElseThrow().resolvedAt()).isEqualTo(OPENED);
    assertThat(figures(0, 1_000).all().meanToResolve()).isZero();
  }

  @Test
  void onlyTakingUpAskingOrResolvingIsAFirstResponse() {
    Past opened = past("a", 1, IncidentState.NEW, null);
    Past byCaller = changed(past("b", 5, IncidentState.IN_PROGRESS, null), "Caller 1", "x");
    Past bySystem = changed(past("c", 6, IncidentState.WAITING, WaitingFor.VENDOR), "System", "y");
    replay.replay("log", "N1", List.of(opened, byCaller, bySystem));
    assertThat(figures(0, 1_000).all().meanToFirstResponse()).isNull();

    Past sorted = sorted(past("d", 7, IncidentState.WAITING, WaitingFor.VENDOR));
    replay.replay("log", "N1", List.of(changed(sorted, "Agent", "y")));
    assertThat(figures(0, 1_000).all().meanToFirstResponse()).as("sorting").isNull();

    Past given = changed(past("e", 9, IncidentState.WAITING, WaitingFor.VENDOR), "Agent", "z");
    replay.replay("log", "N1", List.of(given));
    assertThat(figures(0, 1_000).all().meanToFirstResponse()).isEqualTo(minutes(9));

    Past taken = changed(past("t", 8, IncidentState.IN_PROGRESS, null), "Agent", "y");
    replay.replay("log", "N1", List.of(taken));
    assertThat(figures(0, 1_000).all().meanToFirstResponse())
        .as("an earlier one that came late")
        .isEqualTo(minutes(8));
  }

  // of a class file NullAway does not read that a nested type may be null
  @SuppressWarnings("NullAway")
  @Test
  void whatNothingIsSaidOfStaysAsItWas() {
    Past first = past("a", 1, IncidentState.NEW, null);
    replay.replay("log", "N1", List.of(first));
    replay.replay(
        "log",
        "N1",
        List.of(
            new Past(
                "b",
                null,
                at(5),
                OPENED,
                IncidentState.IN_PROGRESS,
                null,
                null,
                null,
                null,
                "other",
                "other",
                null,
                null,
                null,
                null,
                null,
                Set.of(Unsaid.values()))));

    Incident incident = incidents.find("N1").orElseThrow();
    assertThat(incident.state()).isEqualTo(IncidentState.IN_PROGRESS);
    assertThat(incident.priority()).isEqualTo(Priority.P3);
    assertThat(incident.team()).isEqualTo("Group 1");
    assertThat(incident.assigneeName()).isEqualTo("Resolver 1");
    assertThat(incident.category()).isEqualTo("Category 1");
    assertThat(incident.requesterName()).isEqualTo("Caller 1");
  }

  @Test
  void whatCannotBeKeptIsNotTakenAndTheRestIs() {
    Past good = past("a", 10, IncidentState.NEW, null);

    List<Verdict> verdicts =
        replay.replay(
            "log",
            "N1",
            List.of(
                good,
                titled("b", "x".repeat(10_001)),
                past("c", 20, IncidentState.WAITING, null),
                past("d", 30, IncidentState.RESOLVED, null)));

    assertThat(verdicts.get(0)).isEqualTo(TAKEN);
    assertThat(verdicts.get(1))
        .isEqualTo(new Verdict.NotTaken("the title is longer than 10000 characters"));
    assertThat(verdicts.get(2)).isInstanceOf(Verdict.NotTaken.class);
    assertThat(verdicts.get(3)).isEqualTo(TAKEN);
    assertThatThrownBy(
            () ->
                replay.replay(
                    "log",
                    List.of(
                        new PastIncident("N2", List.of(good)),
                        new PastIncident("N2", List.of(good)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyIncidentsCostAsManyStatementsAsOne() {
    List<PastIncident> many =
        IntStream.range(0, 200)
            .mapToObj(
                n ->
                    new PastIncident(
                        "N" + n,
                        List.of(
                            past("a" + n, 10, IncidentState.NEW, null),
                            past("b" + n, 20, IncidentState.RESOLVED, null))))
            .toList();
    count.reset();
    replay.replay("log", many);
    int first = count.statements().size();
    count.reset();
    replay.replay("log", many);

    // of what is inserted, each is one statement of many rows
    assertThat(first).as("%s", count).isLessThanOrEqualTo(14);
    assertThat(count.statements().size()).as("%s", count).isLessThanOrEqualTo(6);
  }

  @Test
  void theFiguresOfAPeriodAreThoseOfItsChanges() {
    replay.replay(
        "log",
        "N1",
        List.of(
            past("1a", 10, IncidentState.NEW, null),
            past("1b", 20, IncidentState.RESOLVED, null),
            past("1c", 30, IncidentState.IN_PROGRESS, null),
            past("1d", 50, IncidentState.RESOLVED, null),
            past("1e", 60, IncidentState.CLOSED, null)));
    replay.replay(
        "log",
        "N2",
        List.of(
            past("2a", 10, IncidentState.IN_PROGRESS, null),
            past("2b", 40, IncidentState.RESOLVED, null)));
    replay.replay("log", "N3", List.of(past("3a", 10, IncidentState.NEW, null)));

    assertThat(figures(0, 1_000).all())
        .isEqualTo(
            new Figures(
                3,
                3,
                1,
                0,
                0,
                0,
                0,
                1,
                minutes(15),
                minutes(15),
                minutes(110).dividedBy(3),
                minutes(40)));
    assertThat(figures(0, 25).all().backlog()).as("N1 rests, N2 and N3 are open").isEqualTo(2);
    assertThat(figures(0, 30).all().backlog()).as("the end is not of the period").isEqualTo(2);
    assertThat(figures(0, 31).all().backlog()).as("N1 is open again").isEqualTo(3);
    assertThat(figures(0, 20).all().resolved()).isZero();
    assertThat(figures(0, 20).all().meanToResolve()).isNull();
    assertThat(figures(30, 31).all().reopened()).isEqualTo(1);
    assertThat(figures(31, 99).all().reopened()).isZero();
    assertThat(figures(41, 99).all().resolved())
        .as("each time counts where it happened")
        .isEqualTo(1);
    assertThat(figures(0, 1_000).byPriority())
        .extracting(of -> of.figures().opened())
        .containsExactly(0L, 0L, 3L, 0L);
    assertThat(incidents.figures(at(0), at(1_000), "VPN").all().opened()).isZero();
    assertThat(incidents.figures(at(5_000), at(5_001), null).all())
        .isEqualTo(new Figures(0, 0, 0, 0, 0, 0, 1, 1, null, null, null, null));
  }

  @Test
  void whatWasMergedAtTheDeskStaysSoAndCountsSoWhenTheLogBringsMoreFromBefore() {
    replay.replay("log", "N1", List.of(past("1a", 10, IncidentState.NEW, null)));
    replay.replay("log", "N2", List.of(past("2a", 10, IncidentState.NEW, null)));
    Instant start = clock.instant();
    long target = incidents.find("N1").orElseThrow().id();
    long merged = incidents.find("N2").orElseThrow().id();
    assertThat(incidents.merge(merged, target, by(people.imported("test", "Ben"))))
        .isInstanceOf(Incidents.Outcome.Done.class);

    replay.replay(
        "log",
        "N2",
        List.of(
            past("2a", 10, IncidentState.NEW, null),
            past("2b", 15, IncidentState.IN_PROGRESS, null)));

    Incident after = incidents.find("N2").orElseThrow();
    assertThat(after.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(after.mergedInto()).isEqualTo("INC-" + target);
    assertThat(incidents.history(merged, Viewer.AGENT, 1).items())
        .extracting(
            entry -> entry.verb().words(),
            entry -> IncidentValues.inWords(entry.before()),
            entry -> IncidentValues.inWords(entry.after()))
        .contains(
            tuple("take", "state: new", "state: in progress"),
            tuple(
                "merge",
                "state: in progress, merged into: none",
                "state: closed, merged into: INC-" + target));
    clock.advance(Duration.ofMinutes(1));
    Figures figures = incidents.figures(start, clock.instant(), null).all();
    assertThat(figures.merged()).isEqualTo(1);
    assertThat(figures.closedUnresolved()).isZero();
    assertThat(figures.backlog()).isEqualTo(1);
  }

  @Test
  void theFiguresCountWhatIsDoneAtTheDeskLikewise() {
    long emma = people.imported("test", "Emma");
    long ben = people.imported("test", "Ben");
    Instant start = clock.instant();
    Incident one = open(emma, "VPN");
    Incident two = open(emma, null);
    clock.advance(Duration.ofMinutes(10));
    incidents.change(one.id(), new Take(), by(ben));
    clock.advance(Duration.ofMinutes(20));
    incidents.change(one.id(), new Resolve("done"), by(ben));
    incidents.change(one.id(), new Close(), by(ben));
    incidents.change(two.id(), new Cancel(null), by(emma));
    clock.advance(Duration.ofMinutes(5));
    Instant middle = clock.instant();
    incidents.change(one.id(), new Reopen("again"), by(emma));
    clock.advance(Duration.ofMinutes(5));

    Figures all = incidents.figures(start, clock.instant(), null).all();
    assertThat(all)
        .isEqualTo(
            new Figures(
                2, 1, 1, 1, 0, 0, 0, 1, minutes(10), minutes(10), minutes(30), minutes(30)));
    assertThat(incidents.figures(start, middle, null).all().backlog()).isZero();
    assertThat(incidents.figures(start, clock.instant(), "VPN").all().opened()).isEqualTo(1);
  }

  private List<String> told(long id) {
    return incidents.history(id, Viewer.AGENT, 1).items().stream()
        .map(entry -> entry.verb().words() + " " + Duration.between(OPENED, entry.at()).toMinutes())
        .toList();
  }

  /** All that is on record of an incident, but for what it is called. */
  private List<Map<String, @Nullable Object>> record(long id) {
    return jdbc.sql(
            """
            select e.happened_at, e.actor_id, e.actor_name, e.verb, w.words, e.before::text,
              e.after::text, e.place
            from record_entry e left join record_words w on w.entry_id = e.id
            where e.subject_kind = 'INC' and e.subject_id = ? and e.replaced_at is null order by e.id
            """)
        .param(id)
        .query()
        .listOfRows();
  }

  private static List<Past> renamed(List<Past> changes, String prefix) {
    return changes.stream()
        .map(
            past ->
                with(
                    past,
                    prefix + past.eventId(),
                    past.changedBy(),
                    past.assignee(),
                    past.priority()))
        .toList();
  }

  private static Past changed(Past past, String by, String assignee) {
    return with(past, past.eventId(), by, assignee, past.priority());
  }

  private static Past sorted(Past past) {
    return with(past, past.eventId(), past.changedBy(), past.assignee(), Priority.P1);
  }

  // of a class file NullAway does not read that a nested type may be null
  @SuppressWarnings("NullAway")
  private static Past with(
      Past past,
      String eventId,
      @Nullable String changedBy,
      @Nullable String assignee,
      @Nullable Priority priority) {
    return new Past(
        eventId,
        null,
        past.at(),
        past.openedAt(),
        past.state(),
        past.waitingFor(),
        past.impact(),
        past.urgency(),
        priority,
        past.title(),
        past.requester(),
        past.category(),
        past.team(),
        assignee,
        past.service(),
        changedBy,
        past.unsaid());
  }

  private Incident open(long requester, @Nullable String service) {
    return incidents.open(
        new NewIncident(
            "broken", service, null, Level.MEDIUM, Level.MEDIUM, requester, "Emma", "web"),
        by(requester));
  }

  private Actor by(long who) {
    return new Actor(who, "somebody", "web:1", "c", clock.instant());
  }

  private IncidentFigures figures(int fromMinute, int untilMinute) {
    return incidents.figures(at(fromMinute), at(untilMinute), null);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Instant at(int minutes) {
    return OPENED.plus(minutes(minutes));
  }

  private static Past past(
      String eventId, int minute, IncidentState state, @Nullable WaitingFor waitingFor) {
    return past(eventId, minute, state, waitingFor, "Category 1");
  }

  private static Past titled(String eventId, String title) {
    return past(eventId, 15, IncidentState.NEW, null, title);
  }

  private static Past past(
      String eventId,
      int minute,
      IncidentState state,
      @Nullable WaitingFor waitingFor,
      String title) {
    return new Past(
        eventId,
        null,
        at(minute),
        OPENED,
        state,
        waitingFor,
        Level.MEDIUM,
        Level.MEDIUM,
        Priority.P3,
        title,
        "Caller 1",
        "Category 1",
        "Group 1",
        "Resolver 1",
        null,
        "Updated by 1",
        Set.of());
  }
}
