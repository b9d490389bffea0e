package dev.deskhand.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Visibility;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outage.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Histories are told in words, and a state only where it changed. */
class HistoryWordsTest {

  private static final Instant THEN = Instant.parse("2026-03-02T08:00:59.123456Z");

  private static final Outage OUTAGE =
      new Outage(
          3,
          "VPN",
          Outage.Severity.DOWN,
          Stage.IDENTIFIED,
          "nobody can connect",
          THEN,
          null,
          null,
          null,
          1,
          "Amir",
          1);

  @Test
  void ofAnOutage() {
    List<RecordEntry> timeline =
        List.of(
            entry(Verb.DECLARE, Stage.INVESTIGATING, "nobody can connect"),
            entry(Verb.ATTACH, Stage.INVESTIGATING, "INC-9"),
            entry(Verb.UPDATE, Stage.INVESTIGATING, "looking"),
            entry(Verb.UPDATE, Stage.IDENTIFIED, "a broken switch"),
            entry(Verb.UPDATE, Stage.IDENTIFIED, "a new one is on its way"),
            entry(Verb.RESOLVE, Stage.RESOLVED, "a broken switch"));

    assertThat(OutageCards.card(OUTAGE, timeline, List.of(), true).timeline())
        .extracting(Moment::what)
        .containsExactly(
            "declared it: nobody can connect",
            "attached: INC-9",
            "gave an update: looking",
            "gave an update: identified: a broken switch",
            "gave an update: a new one is on its way",
            "resolved it: a broken switch");
  }

  @Test
  void anOutageInAListSaysTheMinute() {
    assertThat(OutageCards.row(OUTAGE).detail())
        .isEqualTo("identified, since 2026-03-02 08:00 UTC, nobody can connect");
  }

  @Test
  void ofARequest() {
    List<RecordEntry> history =
        List.of(
            entry(Verb.SUBMIT, "Laptop", "", "SUBMITTED"),
            entry(Verb.ROUTE, "", "SUBMITTED", "AWAITING_APPROVAL"),
            entry(Verb.APPROVE, "fine", "AWAITING_APPROVAL", "APPROVED"),
            entry(Verb.FULFIL, "Order it", "APPROVED", "IN_FULFILMENT"),
            entry(Verb.FULFIL, "Set it up", "IN_FULFILMENT", "IN_FULFILMENT"),
            entry(Verb.SAY, "thanks", "IN_FULFILMENT", "IN_FULFILMENT"),
            entry(Verb.FULFIL, "Hand it over", "IN_FULFILMENT", "FULFILLED"));

    assertThat(RequestCards.card(request(), CardReader.AGENT, history).timeline())
        .extracting(Moment::what)
        .containsExactly(
            "asked for it: Laptop",
            "sent it on: awaiting approval",
            "approved it: fine",
            "completed a step: in fulfilment: Order it",
            "completed a step: Set it up",
            "wrote: thanks",
            "completed a step: fulfilled: Hand it over");
  }

  private static ServiceRequest request() {
    return new ServiceRequest(
        7,
        "laptop",
        "Laptop",
        ServiceRequest.State.FULFILLED,
        Map.of(),
        1,
        "Erin",
        "web",
        null,
        null,
        null,
        null,
        null,
        List.of(),
        THEN,
        THEN);
  }

  private static RecordEntry entry(Verb verb, Stage stage, String text) {
    return RecordEntry.of(Subject.ticket("OUT", 3), verb, THEN, 1L, "Amir", "web:triage", "c")
        .changing(Values.NONE, Values.of("stage", stage))
        .saying(text, Visibility.PUBLIC);
  }

  private static RecordEntry entry(Verb verb, String text, String before, String after) {
    return RecordEntry.of(Subject.ticket("REQ", 7), verb, THEN, 1L, "Erin", "web:triage", "c")
        .changing(
            before.isEmpty() ? Values.NONE : Values.of("state", before), Values.of("state", after))
        .saying(text, Visibility.PUBLIC);
  }
}
