package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.deskhand.cards.CardReader;
import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.json.MessageJson;
import dev.deskhand.language.Role;
import dev.deskhand.notifications.outbox.OutboxContent;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.WaitingFor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Who is told what when something happens, as it stands in the outbox. */
@DeskhandTest
@TestPropertySource(
    properties = {
      "DESKHAND_TRIAGE_CHANNELS=quiet:T1",
      "DESKHAND_STATUS_CHANNELS=quiet:S1",
      "deskhand.notifications.deliver=false"
    })
class NewsTest {

  private static final String TRIAGE = "quiet:T1";
  private static final String STATUS = "quiet:S1";

  private final Incidents incidents;
  private final Outages outages;
  private final Services services;
  private final Requests requests;
  private final People people;
  private final Outbox outbox;
  private final CardRenderer cards;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final QueryCount count;

  private Person erin;
  private Person amir;
  private Person mona;

  @Autowired
  NewsTest(
      Incidents incidents,
      Outages outages,
      Services services,
      Requests requests,
      People people,
      Outbox outbox,
      CardRenderer cards,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      QueryCount count) {
    this.incidents = incidents;
    this.outages = outages;
    this.services = services;
    this.requests = requests;
    this.people = people;
    this.outbox = outbox;
    this.cards = cards;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.count = count;
    erin = new Person(0, "", Set.of());
    amir = erin;
    mona = erin;
  }

  @BeforeEach
  void people() {
    erin = somebody("erin", "Erin E");
    amir = somebody("amir", "Amir A", Role.AGENT);
    mona = somebody("mona", "Mona M", Role.MANAGER);
    // the demo's manager has an account elsewhere; here Mona alone decides
    jdbc.sql("delete from person_role where role = 'MANAGER' and person_id <> ?")
        .param(mona.id())
        .update();
  }

  @Test
  void aReportPutsACardIntoTheTriageChannelAndCostsOneStatement() {
    report();
    said();
    count.reset();

    transaction.executeWithoutResult(
        status -> {
          Incident incident = open(erin, erin);
          outbox.post(new Address.Person("quiet", "erin"), List.of(new Reply.Text(incident.key())));
        });

    assertThat(count.statements()).as(count.toString()).filteredOn(this::ofTheOutbox).hasSize(1);
    assertThat(count.statements()).noneMatch(sql -> sql.contains("desk_channel"));
    List<Said> said = said();
    assertThat(said).extracting(Said::where).containsExactly(TRIAGE, "quiet:@erin");
    assertThat(said.getFirst().kind()).isEqualTo(OutboxDraft.Kind.CARD);
    assertThat(said.getFirst().commands()).contains("take INC-2", "resolve INC-2");
  }

  @Test
  void whoeverSomethingIsReportedForIsToldOnceAndHearsHowItGoesOn() {
    Incident incident = incident(transaction.execute(status -> open(mona, erin)));

    assertThat(directly("erin"))
        .singleElement()
        .satisfies(said -> assertThat(said.text()).startsWith("Mona M reported INC-1 for you"));
    change(incident, new IncidentChange.Take(), amir);
    assertThat(said())
        .extracting(Said::where)
        .containsExactly(TRIAGE, "quiet:@erin", "quiet:@mona");
  }

  @Test
  void theRequesterIsToldOfWhatAgentsDoWithTheButtonsThatHelp() {
    Incident incident = report();
    said();

    change(incident, new IncidentChange.Take(), amir);
    assertThat(directly("erin"))
        .extracting(Said::text)
        .containsExactly("INC-1 (VPN drops): Amir A works on it.");
    change(incident, new IncidentChange.Wait(WaitingFor.REQUESTER, "which client?"), amir);
    assertThat(directly("erin"))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.text()).endsWith("Amir A waits for your answer: which client?");
              assertThat(said.commands()).containsExactly("reply INC-1");
            });
    change(incident, new IncidentChange.Say("try again"), amir);
    assertThat(directly("erin")).extracting(Said::text).first().asString().contains("try again");
    change(incident, new IncidentChange.Resolve("restarted it"), amir);
    assertThat(directly("erin"))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.text()).endsWith("Amir A resolved it: restarted it");
              assertThat(said.commands()).containsExactly("reopen INC-1");
            });
  }

  @Test
  void aNoteIsToldToNobody() {
    Incident incident = report();
    said();

    change(incident, new IncidentChange.Note("a secret of the desk"), amir);

    change(incident, new IncidentChange.Amend("a secret, edited", true), amir);
    change(incident, new IncidentChange.Withdraw("a secret, deleted", true), amir);
    assertThat(said()).isEmpty();
  }

  @Test
  void noRowHoldsInternalWordsAndThatOfACardHoldsNoWordsAtAll() {
    Incident incident = report();
    change(incident, new IncidentChange.Note("a secret of the desk"), amir);
    change(incident, new IncidentChange.Amend("a secret, edited", true), amir);
    change(incident, new IncidentChange.Say("try again"), amir);
    change(incident, new IncidentChange.AssignToPerson(amir.id(), amir.name()), mona);
    change(incident, new IncidentChange.Withdraw("a secret, deleted", true), amir);
    change(incident, new IncidentChange.Resolve("restarted it"), amir);
    requests.submit(
        "laptop", Map.of("model", "light", "reason", "the old one broke"), "quiet", by(erin));
    declared();

    List<String> rows =
        jdbc.sql("select o::text from outbox o").query((row, number) -> row.getString(1)).list();
    assertThat(rows).hasSizeGreaterThan(10).noneMatch(row -> row.contains("secret"));
    assertThat(
            jdbc.sql(
                    "select distinct payload::text from outbox where jsonb_exists(payload, 'card')")
                .query((row, number) -> row.getString(1))
                .list())
        .containsExactlyInAnyOrder(
            "{\"as\": \"AGENT\", \"card\": \"INC-1\"}",
            "{\"as\": \"AGENT\", \"card\": \"REQ-1\"}",
            "{\"as\": \"APPROVER\", \"card\": \"REQ-1\"}",
            "{\"as\": \"ONLOOKER\", \"card\": \"OUT-1\"}");
    assertThat(rows).filteredOn(row -> row.contains("timeline")).isEmpty();
  }

  @Test
  void whoHasLostARoleIsNotShownTheCardThatCameWithIt() {
    Address.Person toAmir = new Address.Person("quiet", "amir");
    Incident incident = report();
    assertThat(cards.card(incident.key(), CardReader.AGENT, toAmir)).isPresent();
    jdbc.sql("delete from person_role where person_id = ?").param(amir.id()).update();

    assertThat(cards.card(incident.key(), CardReader.AGENT, toAmir)).isEmpty();
    assertThat(cards.card(incident.key(), null, toAmir)).isEmpty();
    Address.Person toErin = new Address.Person("quiet", "erin");
    assertThat(cards.card(incident.key(), CardReader.REQUESTER, toErin)).isPresent();
    assertThat(cards.card(incident.key(), CardReader.AGENT, toErin)).isEmpty();
    assertThat(cards.card("INC-99", CardReader.AGENT, new Address.Channel("quiet", "T1")))
        .isEmpty();
  }

  @Test
  void onlyWhoMayDecideARequestIsShownItsApproversCard() {
    requests.submit(
        "laptop", Map.of("model", "light", "reason", "the old one broke"), "quiet", by(erin));
    Address.Person toMona = new Address.Person("quiet", "mona");
    assertThat(cards.card("REQ-1", CardReader.APPROVER, toMona)).isPresent();
    jdbc.sql("delete from person_role where person_id = ?").param(mona.id()).update();

    assertThat(cards.card("REQ-1", CardReader.APPROVER, toMona)).isEmpty();
    assertThat(cards.card("REQ-1", null, new Address.Person("quiet", "erin")))
        .hasValueSatisfying(
            card -> assertThat(card.actions()).extracting(Action::command).contains("reply REQ-1"));
  }

  @Test
  void whatTheRequesterSaysStandsUnderTheCardAndReachesTheAssignee() {
    Incident incident = report();
    change(incident, new IncidentChange.Take(), amir);
    said();

    change(incident, new IncidentChange.Say("still broken"), erin);

    List<Said> said = said();
    assertThat(said).extracting(Said::where).containsExactly(TRIAGE, TRIAGE, "quiet:@amir");
    assertThat(said.get(1).kind()).isEqualTo(OutboxDraft.Kind.UNDER_CARD);
    assertThat(said.get(1).text()).isEqualTo("Erin E wrote: still broken");
    assertThat(said.get(2).text()).contains("still broken");
  }

  @Test
  void whoIsAssignedByAnotherIsTold() {
    Incident incident = report();
    said();

    change(incident, new IncidentChange.AssignToPerson(amir.id(), amir.name()), mona);

    assertThat(directly("amir")).hasSize(2);
    change(incident, new IncidentChange.AssignToPerson(mona.id(), mona.name()), mona);
    assertThat(directly("mona")).isEmpty();
  }

  @Test
  void followersAndThoseWhoseIncidentsArePartOfAnOutageAreToldOnceEach() {
    Incident incident = report();
    services.subscribe("VPN", by(erin), "quiet");
    services.subscribe("VPN", by(mona), "quiet");
    said();

    Outage outage = declared();
    assertThat(said())
        .extracting(Said::where)
        .containsExactlyInAnyOrder(STATUS, "quiet:@erin", "quiet:@mona");
    transaction.executeWithoutResult(
        status -> {
          outages.attach(outage.id(), incident.id(), erin.id(), by(amir));
          incidents.change(
              incident.id(), new IncidentChange.AttachToOutage(outage.key()), by(amir));
        });
    assertThat(directly("erin"))
        .singleElement()
        .satisfies(said -> assertThat(said.text()).contains("it is part of OUT-1"));

    outages.update(outage.id(), null, Outage.Stage.IDENTIFIED, "a broken switch", by(amir));

    List<Said> said = said();
    assertThat(said)
        .extracting(Said::where)
        .containsExactlyInAnyOrder(STATUS, STATUS, "quiet:@erin", "quiet:@mona");
    assertThat(said)
        .filteredOn(one -> one.kind() == OutboxDraft.Kind.UNDER_CARD)
        .extracting(Said::text)
        .containsExactly("identified: a broken switch");
    services.unsubscribe("VPN", by(erin));
    outages.resolve(outage.id(), "replaced it", by(amir));
    assertThat(directly("erin"))
        .singleElement()
        .satisfies(one -> assertThat(one.text()).contains("VPN works again", "replaced it"));
  }

  @Test
  void whoseIncidentIsPartOfAnOutageNoMoreIsToldOnceAndThenNothing() {
    Incident incident = report();
    Outage outage = declared();
    transaction.executeWithoutResult(
        status -> {
          incidents.change(
              incident.id(), new IncidentChange.AttachToOutage(outage.key()), by(amir));
          outages.attach(outage.id(), incident.id(), erin.id(), by(amir));
        });
    said();

    transaction.executeWithoutResult(
        status -> {
          incidents.change(
              incident.id(), new IncidentChange.DetachFromOutage(outage.key()), by(amir));
          outages.detach(incident.id(), "", by(amir));
        });
    assertThat(directly("erin"))
        .singleElement()
        .satisfies(said -> assertThat(said.text()).contains("it is not part of OUT-1 after all"));
    outages.update(outage.id(), Outage.Severity.DEGRADED, null, "half of it is back", by(amir));

    List<Said> said = said();
    assertThat(said).extracting(Said::where).containsOnly(STATUS);
    assertThat(said)
        .filteredOn(one -> one.kind() == OutboxDraft.Kind.UNDER_CARD)
        .extracting(Said::text)
        .containsExactly("now degraded, investigating: half of it is back");
  }

  @Test
  void approversAreAskedOnACardThatShowsTheDecisionAfterwards() {
    Requests.SubmitOutcome outcome =
        requests.submit(
            "laptop", Map.of("model", "light", "reason", "the old one broke"), "quiet", by(erin));
    assertThat(outcome).isInstanceOf(Requests.SubmitOutcome.Submitted.class);

    List<Said> asked = said();
    assertThat(asked).extracting(Said::where).containsExactly(TRIAGE, "quiet:@mona");
    assertThat(asked.get(1).commands()).containsExactly("approve REQ-1 …", "reject REQ-1");
    requests.approve(1, "Fine.", by(mona));

    List<Said> decided = said();
    assertThat(decided)
        .extracting(Said::where)
        .containsExactly(TRIAGE, "quiet:@mona", "quiet:@erin");
    assertThat(decided.get(1).kind()).isEqualTo(OutboxDraft.Kind.CARD);
    assertThat(decided.get(1).commands()).isEmpty();
    assertThat(decided.get(2).text()).endsWith("Mona M approved it: Fine.");
    requests.fulfil(1, null, null, by(amir));
    assertThat(directly("erin"))
        .singleElement()
        .satisfies(one -> assertThat(one.text()).contains("step 1 of 3 is done"));
  }

  @Test
  void nobodyIsAskedAboutTheirOwnRequest() {
    requests.submit(
        "laptop", Map.of("model", "light", "reason", "the old one broke"), "quiet", by(mona));

    assertThat(said()).extracting(Said::where).containsExactly(TRIAGE);
  }

  private Incident report() {
    return incident(transaction.execute(status -> open(erin, erin)));
  }

  private static Incident incident(@Nullable Incident incident) {
    assertThat(incident).isNotNull();
    return Objects.requireNonNull(incident);
  }

  private Incident open(Person reporter, Person requester) {
    return incidents.open(
        new Incidents.NewIncident(
            "VPN drops",
            "VPN",
            null,
            Incidents.Level.MEDIUM,
            Incidents.Level.MEDIUM,
            requester.id(),
            requester.name(),
            "quiet"),
        by(reporter));
  }

  private void change(Incident incident, IncidentChange change, Person by) {
    assertThat(incidents.change(incident.id(), change, by(by)))
        .isInstanceOf(Incidents.Outcome.Done.class);
  }

  private Outage declared() {
    Outages.Outcome outcome =
        outages.declare("VPN", Outage.Severity.DOWN, "nobody can connect", by(amir));
    return outcome instanceof Outages.Outcome.Done(Outage outage)
        ? outage
        : fail("Not declared: " + outcome);
  }

  private Person somebody(String userId, String name, Role... roles) {
    Person person = people.recognise(new Sender("quiet", userId, name));
    for (Role role : roles) {
      jdbc.sql("insert into person_role (person_id, role) values (?, ?)")
          .params(person.id(), role.name())
          .update();
    }
    return person;
  }

  private static Actor by(Person person) {
    return new Actor(person.id(), person.name(), "quiet:C1", "c-1", SettableClock.START);
  }

  /** What was said to somebody directly since the last look at the outbox. */
  private List<Said> directly(String userId) {
    return said().stream().filter(said -> said.where().equals("quiet:@" + userId)).toList();
  }

  private List<Said> said() {
    return jdbc
        .sql(
            """
            with seen as (delete from outbox returning id, conversation, address, kind, payload)
            select conversation, address, kind, payload from seen order by id
            """)
        .query(
            (row, number) ->
                new Row(
                    row.getString("conversation"),
                    MessageJson.address(row.getString("address")),
                    OutboxDraft.Kind.valueOf(row.getString("kind")),
                    OutboxContent.read(row.getString("payload"))))
        .list()
        .stream()
        .map(row -> new Said(row.where(), row.kind(), shown(row)))
        .toList();
  }

  /** As it is delivered now. */
  private Reply shown(Row row) {
    return switch (row.content()) {
      case OutboxContent.Said(Reply reply) -> reply;
      case OutboxContent.Shown(String key, CardReader as) ->
          cards.card(key, as, row.to()).orElseThrow();
    };
  }

  private record Row(String where, Address to, OutboxDraft.Kind kind, OutboxContent content) {}

  private boolean ofTheOutbox(String sql) {
    return sql.contains("outbox") || sql.contains("posted_card");
  }

  private record Said(String where, OutboxDraft.Kind kind, Reply reply) {
    String text() {
      return reply.plainText();
    }

    List<String> commands() {
      return reply.actions().stream().map(Action::command).toList();
    }
  }
}
