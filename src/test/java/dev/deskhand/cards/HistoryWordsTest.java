package dev.deskhand.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outage.Stage;
import dev.deskhand.status.Outages.TimelineEntry;
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
    List<TimelineEntry> timeline =
        List.of(
            entry("declare", Stage.INVESTIGATING, "nobody can connect"),
            entry("attach", Stage.INVESTIGATING, "INC-9"),
            entry("update", Stage.INVESTIGATING, "looking"),
            entry("update", Stage.IDENTIFIED, "a broken switch"),
            entry("update", Stage.IDENTIFIED, "a new one is on its way"),
            entry("resolve", Stage.RESOLVED, "a broken switch"));

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
    List<Requests.Entry> history =
        List.of(
            entry("submit", "Laptop", "", "SUBMITTED"),
            entry("route", "", "SUBMITTED", "AWAITING_APPROVAL"),
            entry("approve", "fine", "AWAITING_APPROVAL", "APPROVED"),
            entry("fulfil", "Order it", "APPROVED", "IN_FULFILMENT"),
            entry("fulfil", "Set it up", "IN_FULFILMENT", "IN_FULFILMENT"),
            entry("say", "thanks", "IN_FULFILMENT", "IN_FULFILMENT"),
            entry("fulfil", "Hand it over", "IN_FULFILMENT", "FULFILLED"));

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

  private static TimelineEntry entry(String verb, Stage stage, String text) {
    return new TimelineEntry(THEN, 1, "Amir", verb, stage, null, text, "web:triage", "c");
  }

  private static Requests.Entry entry(String verb, String text, String before, String after) {
    return new Requests.Entry(THEN, 1, "Erin", verb, text, before, after, "web:triage", "c");
  }
}
