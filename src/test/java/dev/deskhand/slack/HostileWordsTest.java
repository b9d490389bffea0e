package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.people.Actor;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackCall;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.slack.standin.SlackView;
import dev.deskhand.status.Services;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Whatever people write, and wherever it is shown, calls nobody and links nowhere. */
class HostileWordsTest extends SlackScene {

  private static final String EVIL = "<!channel> <@U0ANTON> <http://evil.example|bank>";
  private static final String HARMLESS =
      "&lt;!channel&gt; &lt;@U0ANTON&gt; &lt;http://evil.example|bank&gt;";

  /** Its beginning; in words, the desk names the people who are mentioned. */
  private static final String CALL = "&lt;!channel&gt;";

  /** What Slack would read as a mention or a link; the desk itself writes only dates so. */
  private static final Pattern ENTITY = Pattern.compile("<(?!!date\\^)");

  /** What Slack gives back and never shows as a message, or shows in an input as it is. */
  private static final Set<String> UNREAD =
      Set.of("value", "initial_value", "private_metadata", "block_id", "action_id", "metadata");

  @Autowired Incidents incidents;
  @Autowired Services services;
  @Autowired TransactionTemplate transaction;

  private final SlackPerson eve = slack.person("U0EVIL", "Eve " + EVIL);
  private final List<SlackAck> acks = new ArrayList<>();

  private SlackAck said(SlackPerson person, String words) {
    SlackAck ack = person.slash("/desk", words, OFFICE);
    assertThat(ack).as(words).matches(SlackAck::accepted, "accepted");
    assertThat(ack.body()).as(words).doesNotContain("🚫");
    acks.add(ack);
    return ack;
  }

  @Test
  void staysText() {
    slack.channel(OFFICE, "office", eve.id(), anton.id());
    makeAgent(anton);
    said(eve, "whoami");
    Actor by = actor();
    services.add(
        new Services.NewService(
            "Mail " + EVIL,
            Services.Kind.INTERNAL_FACING,
            Services.Criticality.MEDIUM,
            "Team " + EVIL,
            List.of(),
            null),
        by);
    assertThat(eve.openHome()).matches(SlackAck::accepted, "accepted");

    // cards, and what is said in their threads
    transaction.executeWithoutResult(
        status ->
            incidents.open(
                new Incidents.NewIncident(
                    "It says " + EVIL,
                    "Mail " + EVIL,
                    "Team " + EVIL,
                    Incidents.Level.LOW,
                    Incidents.Level.LOW,
                    by.personId(),
                    by.name(),
                    "slack"),
                by));
    SlackMessage card = card("It says " + HARMLESS);
    SlackMessage own =
        slack.awaitMessage(eve.dm(), message -> message.shown().contains("It says " + HARMLESS));
    assertThat(card.shown()).contains("Eve " + HARMLESS, "Mail " + HARMLESS, "Team " + HARMLESS);
    assertThat(card.text()).as("the fallback").contains("It says " + HARMLESS);
    eve.directMessage(own.ts(), "and " + EVIL);
    under(card, "Eve " + HARMLESS + " wrote: and ");

    // lists and the rest of the answers
    for (String words : List.of("my", "status", "show INC-1", "find says", "report")) {
      said(eve, words);
    }
    assertThat(acks.stream().filter(ack -> shows(ack.json()))).hasSizeGreaterThanOrEqualTo(4);
    said(anton, "queue");

    // modals
    SlackView form = slack.awaitModal(eve, view -> view.callbackId().equals("desk:form"));
    eve.submit(form, Map.of("field:text", "In a form " + EVIL));
    card("In a form " + CALL);
    anton.press(card, "Resolve…");
    SlackView resolve = slack.awaitModal(anton, view -> view.callbackId().equals("desk:form"));
    anton.submit(resolve, Map.of("field:how", "with " + EVIL));
    under(own, "with " + CALL);

    // the Home tab
    SlackView home = slack.awaitHome(eve, view -> view.shown().contains("In a form " + CALL));
    assertThat(home.shown()).contains("Eve " + HARMLESS);
    eve.press(home, "Show");
    slack.awaitModal(eve, view -> view.shown().contains(CALL));

    await().until(() -> pending() == 0);
    slack.calls().forEach(HostileWordsTest::callsNobody);
    acks.stream()
        .filter(ack -> !ack.body().isBlank())
        .forEach(ack -> harmless("an answer", ack.json()));
    for (String channel : List.of(TRIAGE, OFFICE, eve.dm())) {
      assertThat(messages(channel, message -> message.user().equals(SlackStandIn.DESK)))
          .allSatisfy(message -> assertThat(message.pings()).isEmpty());
    }
  }

  private static boolean shows(JsonNode answer) {
    return answer.path("text").asString("").contains(HARMLESS);
  }

  private Actor actor() {
    long id =
        jdbc.sql("SELECT person_id FROM identity WHERE user_id = ?")
            .param(eve.id())
            .query(Long.class)
            .single();
    return new Actor(id, eve.account().realName(), "slack:" + OFFICE, "evil", clock.instant());
  }

  private void under(SlackMessage card, String words) {
    slack.awaitMessage(
        card.channel(),
        message -> card.ts().equals(message.threadTs()) && message.shown().contains(words));
  }

  private int pending() {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE state = 'PENDING'")
        .query(Integer.class)
        .single();
  }

  private static void callsNobody(SlackCall call) {
    call.params()
        .forEach(
            (name, value) -> {
              String where = call.method() + " " + name;
              switch (name) {
                case "blocks", "view", "attachments" -> harmless(where, call.json(name));
                case "text" -> assertThat(value).as(where).doesNotContainPattern(ENTITY);
                default -> {}
              }
            });
  }

  private static void harmless(String where, JsonNode node) {
    if (node.isString()) {
      assertThat(node.asString()).as(where).doesNotContainPattern(ENTITY);
    }
    node.properties()
        .forEach(
            field -> {
              if (!UNREAD.contains(field.getKey())) {
                harmless(where + "." + field.getKey(), field.getValue());
              }
            });
    if (node.isArray()) {
      node.forEach(each -> harmless(where, each));
    }
  }
}
