package dev.deskhand.tickets.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.people.Actor;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentChange.Absorb;
import dev.deskhand.tickets.IncidentChange.Amend;
import dev.deskhand.tickets.IncidentChange.AssignToPerson;
import dev.deskhand.tickets.IncidentChange.AssignToTeam;
import dev.deskhand.tickets.IncidentChange.AttachToOutage;
import dev.deskhand.tickets.IncidentChange.Cancel;
import dev.deskhand.tickets.IncidentChange.Close;
import dev.deskhand.tickets.IncidentChange.DetachFromOutage;
import dev.deskhand.tickets.IncidentChange.MergeInto;
import dev.deskhand.tickets.IncidentChange.Note;
import dev.deskhand.tickets.IncidentChange.Prioritise;
import dev.deskhand.tickets.IncidentChange.Relate;
import dev.deskhand.tickets.IncidentChange.Reopen;
import dev.deskhand.tickets.IncidentChange.Resolve;
import dev.deskhand.tickets.IncidentChange.Resume;
import dev.deskhand.tickets.IncidentChange.Say;
import dev.deskhand.tickets.IncidentChange.Take;
import dev.deskhand.tickets.IncidentChange.Wait;
import dev.deskhand.tickets.IncidentChange.Withdraw;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.Reporters;
import dev.deskhand.tickets.TicketsProperties;
import dev.deskhand.tickets.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class IncidentRulesTest {

  private static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant NOW = OPENED.plus(Duration.ofDays(30));

  private static final long REQUESTER = 1;
  private static final long AGENT = 2;

  private final IncidentRules rules =
      new IncidentRules(new TicketsProperties(itil(), Duration.ofDays(7)));

  /**
   * What comes of each change in each state: the state afterwards, "already" or "no". The incident
   * is assigned to nobody, waits for the vendor where it waits, and is part of no outage.
   */
  private static final String TABLE =
      """
                 | new         | in progress | waiting     | resolved    | closed      | long closed | cancelled
      take       | in progress | in progress | in progress | no          | no          | no          | no
      assign     | new         | in progress | waiting     | no          | no          | no          | no
      team       | new         | in progress | waiting     | no          | no          | no          | no
      priority   | new         | in progress | waiting     | no          | no          | no          | no
      note       | new         | in progress | waiting     | resolved    | closed      | long closed | cancelled
      reply      | new         | in progress | waiting     | resolved    | no          | no          | no
      wait       | waiting     | waiting     | waiting     | no          | no          | no          | no
      resume     | no          | already     | in progress | no          | no          | no          | no
      resolve    | resolved    | resolved    | resolved    | already     | no          | no          | no
      close      | no          | no          | no          | closed      | already     | already     | no
      reopen     | already     | already     | already     | in progress | in progress | no          | no
      cancel     | cancelled   | cancelled   | cancelled   | no          | no          | no          | already
      attach     | new         | in progress | waiting     | resolved    | closed      | long closed | no
      detach     | already     | already     | already     | already     | already     | already     | already
      merge      | closed      | closed      | closed      | no          | no          | no          | no
      absorb     | new         | in progress | waiting     | no          | no          | no          | no
      relate     | new         | in progress | waiting     | resolved    | closed      | long closed | cancelled
      amend      | new         | in progress | waiting     | resolved    | closed      | long closed | cancelled
      withdraw   | new         | in progress | waiting     | resolved    | closed      | long closed | cancelled
      """;

  private static final Map<String, IncidentChange> CHANGES = new LinkedHashMap<>();

  static {
    CHANGES.put("take", new Take());
    CHANGES.put("assign", new AssignToPerson(AGENT, "Ben"));
    CHANGES.put("team", new AssignToTeam("Network"));
    CHANGES.put("priority", new Prioritise(Level.HIGH, Level.HIGH));
    CHANGES.put("note", new Note("between us"));
    CHANGES.put("reply", new Say("hello"));
    CHANGES.put("wait", new Wait(WaitingFor.PROBLEM, null));
    CHANGES.put("resume", new Resume());
    CHANGES.put("resolve", new Resolve("restarted"));
    CHANGES.put("close", new Close());
    CHANGES.put("reopen", new Reopen("it is back"));
    CHANGES.put("cancel", new Cancel(null));
    CHANGES.put("attach", new AttachToOutage("OUT-1"));
    CHANGES.put("detach", new DetachFromOutage("OUT-1"));
    CHANGES.put("merge", merge(incident(9, REQUESTER, IncidentState.NEW, null)));
    CHANGES.put("absorb", new Absorb(incident(9, REQUESTER, IncidentState.NEW, null)));
    CHANGES.put("relate", new Relate(incident(9, REQUESTER, IncidentState.NEW, null)));
    CHANGES.put("amend", new Amend("between us, really", true));
    CHANGES.put("withdraw", new Withdraw("hello", false));
  }

  @TestFactory
  Stream<DynamicTest> everyChangeInEveryState() {
    List<List<String>> rows = TABLE.lines().map(IncidentRulesTest::cells).toList();
    List<String> states = rows.getFirst();
    assertThat(rows.stream().skip(1).map(List::getFirst))
        .containsExactlyElementsOf(CHANGES.keySet());
    assertThat(CHANGES.values().stream().map(Object::getClass).collect(Collectors.toSet()))
        .as("no change is forgotten")
        .isEqualTo(Set.of(IncidentChange.class.getPermittedSubclasses()));
    List<DynamicTest> tests = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int i = 1; i < states.size(); i++) {
        String state = states.get(i);
        String expected = row.get(i);
        IncidentChange change = Objects.requireNonNull(CHANGES.get(row.getFirst()));
        tests.add(
            DynamicTest.dynamicTest(
                "%s when %s: %s".formatted(row.getFirst(), state, expected),
                () -> assertThat(outcome(state, change)).isEqualTo(expected)));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> whatIsSaidToBeAllowedIsWhatIsNotRefused() {
    return cells(TABLE.lines().findFirst().orElseThrow()).stream()
        .skip(1)
        .map(
            state ->
                DynamicTest.dynamicTest(
                    state,
                    () -> {
                      IncidentSnapshot facts = facts(state);
                      Set<String> changing =
                          CHANGES.values().stream()
                              .filter(change -> !(change instanceof Amend))
                              .filter(change -> !(change instanceof Withdraw))
                              .filter(change -> !(change instanceof Absorb))
                              .filter(change -> !(change instanceof Relate))
                              .filter(change -> on(facts, change) instanceof Decision.Allowed)
                              .map(IncidentRules::verb)
                              .collect(Collectors.toSet());
                      assertThat(
                              rules.allowed(facts.state(), null, facts.progress().closedAt(), NOW))
                          .containsExactlyInAnyOrderElementsOf(changing);
                    }));
  }

  @Test
  void whoHasItHasItAlreadyButCanStillBeginIt() {
    IncidentSnapshot assigned = facts("new").with(new IncidentSnapshot.Holder(null, AGENT, "Ben"));

    assertThat(on(assigned, new Take())).isInstanceOf(Decision.Allowed.class);
    assertThat(on(assigned.in(IncidentState.IN_PROGRESS, NOW), new Take()))
        .isEqualTo(new Decision.AlreadySo("INC-7 is yours already."));
    assertThat(on(assigned, new AssignToPerson(AGENT, "Ben")))
        .isEqualTo(new Decision.AlreadySo("INC-7 is assigned to Ben already."));
  }

  @Test
  void whatIsSoAlreadyIsNotDoneAgain() {
    IncidentSnapshot waiting = facts("waiting");

    assertThat(on(waiting, new Wait(WaitingFor.VENDOR, "still")))
        .isEqualTo(new Decision.AlreadySo("INC-7 is waiting for the vendor already."));
    assertThat(on(waiting, new Prioritise(Level.LOW, null)))
        .isEqualTo(new Decision.AlreadySo("INC-7 has that impact and urgency already: P4."));
    assertThat(
            on(
                waiting.with(new IncidentSnapshot.Holder("Network", null, null)),
                new AssignToTeam("Network")))
        .isEqualTo(new Decision.AlreadySo("INC-7 is with Network already."));
    assertThat(on(waiting, new Prioritise(null, null))).isInstanceOf(Decision.Refused.class);
  }

  @Test
  void aLinkToAnOutageMovesAndEnds() {
    IncidentSnapshot linked =
        facts("closed").with(new IncidentSnapshot.Subject("VPN", null, "OUT-1"));

    assertThat(on(linked, new AttachToOutage("OUT-1")))
        .isEqualTo(new Decision.AlreadySo("INC-7 is part of OUT-1 already."));
    assertThat(on(linked, new AttachToOutage("OUT-2")))
        .isEqualTo(
            new Decision.Allowed(
                linked.with(new IncidentSnapshot.Subject("VPN", null, "OUT-2")), "", false));
    assertThat(on(linked, new DetachFromOutage("OUT-2")))
        .isEqualTo(new Decision.AlreadySo("INC-7 is not part of OUT-2."));
    assertThat(on(linked, new DetachFromOutage("OUT-1")))
        .isEqualTo(
            new Decision.Allowed(
                linked.with(new IncidentSnapshot.Subject("VPN", null, null)), "", false));
    assertThat(
            on(
                facts("new").with(new IncidentSnapshot.Subject("VPN", null, "OUT-1")),
                new Cancel(null)))
        .isInstanceOfSatisfying(
            Decision.Allowed.class,
            cancelled -> assertThat(cancelled.after().subject().outage()).isNull());
  }

  @Test
  void aRefusalSaysWhatWouldHelp() {
    assertThat(why("resolved", new Take()))
        .isEqualTo("INC-7 is resolved: `take` needs an open one, so reopen it first.");
    assertThat(why("long closed", new Take()))
        .isEqualTo("INC-7 is closed: `take` is not possible any more.");
    assertThat(why("new", new Resume()))
        .isEqualTo("INC-7 is new: only a waiting incident can be resumed.");
    assertThat(why("cancelled", new Reopen("please")))
        .isEqualTo("INC-7 was cancelled: it stays so; report it anew.");
  }

  @Test
  void onlyAnOpenOneOfTheSameRequesterTakesAnotherIn() {
    assertThat(why("new", merge(incident(7, REQUESTER, IncidentState.NEW, null))))
        .isEqualTo("INC-7 cannot be merged into itself.");
    assertThat(why("new", merge(incident(9, AGENT, IncidentState.NEW, null))))
        .startsWith("INC-9 is of another person, Rita, and each would read what the other wrote.")
        .endsWith("outage attach OUT-… INC-7 INC-9.");
    assertThat(why("new", merge(incident(9, REQUESTER, IncidentState.RESOLVED, null))))
        .isEqualTo("INC-9 is resolved and takes nothing in: reopen it first.");
    assertThat(why("new", merge(incident(9, REQUESTER, IncidentState.CLOSED, "INC-3"))))
        .isEqualTo("INC-9 was merged into INC-3: merge INC-7 into INC-3.");
    assertThat(why("new", merge(incident(9, REQUESTER, IncidentState.CLOSED, "INC-7"))))
        .isEqualTo("INC-9 was merged into INC-7: the other way round, neither would go on.");
    assertThat(why("resolved", merge(incident(9, REQUESTER, IncidentState.NEW, null))))
        .isEqualTo("INC-7 is resolved: `merge` needs an open one, so reopen it first.");
  }

  @TestFactory
  Stream<DynamicTest> whatIsDoneToOneThatWasMergedBelongsToWhereItGoesOn() {
    IncidentSnapshot closed = facts("new").in(IncidentState.CLOSED, OPENED);
    IncidentSnapshot merged = closed.with(closed.progress().goingOnIn(9L));
    return CHANGES.values().stream()
        .map(
            change ->
                DynamicTest.dynamicTest(
                    change.toString(),
                    () -> {
                      Decision decision = on(merged, change);
                      switch (change) {
                        case MergeInto _ ->
                            assertThat(decision)
                                .isEqualTo(
                                    new Decision.AlreadySo("INC-7 was merged into INC-9 already."));
                        case Amend _, Withdraw _ ->
                            assertThat(decision).isInstanceOf(Decision.Allowed.class);
                        case IncidentChange other ->
                            assertThat(((Decision.Refused) decision).why())
                                .contains("INC-7 was merged into INC-9", IncidentRules.verb(other));
                      }
                    }));
  }

  private static MergeInto merge(Incident target) {
    return new MergeInto(target, incident(7, REQUESTER, IncidentState.NEW, null));
  }

  private static Incident incident(
      long id, long requester, IncidentState state, @Nullable String mergedInto) {
    return new Incident(
        id,
        null,
        "the VPN drops",
        "the VPN drops",
        state,
        null,
        Level.LOW,
        Level.LOW,
        Priority.P4,
        null,
        null,
        null,
        requester,
        "Rita",
        requester,
        null,
        null,
        "web",
        OPENED,
        OPENED,
        null,
        null,
        null,
        null,
        mergedInto,
        Set.of(),
        List.of(),
        state == IncidentState.RESOLVED ? Set.of("reopen") : Set.of());
  }

  @Test
  void aMissingPriorityIsNamed() {
    Map<Level, Map<Level, Priority>> table = itil();
    table.put(Level.MEDIUM, Map.of(Level.LOW, Priority.P4, Level.HIGH, Priority.P2));

    assertThatThrownBy(() -> new TicketsProperties(table, Duration.ofDays(7)))
        .hasMessage("deskhand.tickets.priorities.medium.medium is missing: it is P1, P2, P3 or P4");
  }

  private String outcome(String state, IncidentChange change) {
    return switch (on(facts(state), change)) {
      case Decision.Allowed(IncidentSnapshot after, _, _) -> {
        String word = after.state().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        yield word.equals("closed") && state.equals("long closed") ? state : word;
      }
      case Decision.AlreadySo _ -> "already";
      case Decision.Refused _ -> "no";
    };
  }

  private String why(String state, IncidentChange change) {
    return ((Decision.Refused) on(facts(state), change)).why();
  }

  private Decision on(IncidentSnapshot facts, IncidentChange change) {
    return rules.on(
        "INC-7",
        facts,
        new Reporters(REQUESTER, REQUESTER, Set.of()),
        change,
        new Actor(AGENT, "Ben", "web", "c", NOW));
  }

  private static IncidentSnapshot facts(String state) {
    IncidentSnapshot opened =
        new IncidentSnapshot(
            IncidentSnapshot.Progress.OPENED,
            new IncidentSnapshot.Pressure(Level.LOW, Level.LOW, Priority.P4),
            new IncidentSnapshot.Holder(null, null, null),
            new IncidentSnapshot.Subject(null, null, null));
    Instant lately = NOW.minus(Duration.ofDays(7)).plusSeconds(1);
    return switch (state) {
      case "new" -> opened;
      case "in progress" -> opened.in(IncidentState.IN_PROGRESS, OPENED);
      case "waiting" ->
          opened.with(opened.progress().to(IncidentState.WAITING, WaitingFor.VENDOR, OPENED));
      case "resolved" -> opened.in(IncidentState.RESOLVED, OPENED);
      case "closed" -> opened.in(IncidentState.RESOLVED, OPENED).in(IncidentState.CLOSED, lately);
      case "long closed" ->
          opened
              .in(IncidentState.RESOLVED, OPENED)
              .in(IncidentState.CLOSED, lately.minusSeconds(1));
      case "cancelled" -> opened.in(IncidentState.CANCELLED, OPENED);
      default -> throw new IllegalArgumentException(state);
    };
  }

  private static Map<Level, Map<Level, Priority>> itil() {
    Map<Level, Map<Level, Priority>> table = new EnumMap<>(Level.class);
    table.put(Level.HIGH, urgencies(Priority.P1, Priority.P2, Priority.P3));
    table.put(Level.MEDIUM, urgencies(Priority.P2, Priority.P3, Priority.P4));
    table.put(Level.LOW, urgencies(Priority.P3, Priority.P4, Priority.P4));
    return table;
  }

  private static Map<Level, Priority> urgencies(Priority high, Priority medium, Priority low) {
    return Map.of(Level.HIGH, high, Level.MEDIUM, medium, Level.LOW, low);
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.split("\\|")).map(String::strip).toList();
  }
}
