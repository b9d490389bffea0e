package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackView;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields whose options come from the desk while somebody types. */
class SearchTest extends SlackScene {

  private SlackView reportForm() {
    assertThat(rita.slash("/desk", "report", OFFICE)).matches(SlackAck::accepted, "accepted");
    return slack.awaitModal(rita, view -> view.callbackId().equals("desk:form"));
  }

  private SlackView assignForm(String what) {
    makeAgent(anton);
    rita.slash("/desk", "report " + what, OFFICE);
    SlackMessage card = card(what);
    assertThat(anton.press(card, "Assign…")).matches(SlackAck::accepted, "accepted");
    return slack.awaitModal(anton, view -> true);
  }

  @Test
  void aServiceIsFoundWhileItsNameIsTyped() {
    SlackView form = reportForm();
    assertThat(rita.suggest(form, "field:service", "").suggestions()).contains("VPN", "E-mail");

    SlackAck found = rita.suggest(form, "field:service", "vp");

    assertThat(found).matches(SlackAck::accepted, "accepted");
    assertThat(found.suggestions()).containsExactly("VPN");
    rita.submit(
        form,
        Map.of("field:text", "It will not connect", "field:service", found.options().getFirst()));
    assertThat(card("It will not connect").shown()).contains("VPN");
  }

  @Test
  void whatIsFoundIsBoundedAndTheBestComesFirst() {
    for (int i = 0; i < 130; i++) {
      jdbc.sql(
              """
              INSERT INTO service (name, kind, criticality, origin)
              VALUES (?, 'SUPPORTING', 'LOW', 'CHAT')
              """)
          .param("The %03d kiosk".formatted(i))
          .update();
    }
    adele.slash("/desk", "service add \"Kiosk of last resort\"", TRIAGE);
    SlackView form = reportForm();
    assertThat(rita.suggest(form, "field:service", "kiosk").suggestions())
        .hasSize(100)
        .first()
        .isEqualTo("Kiosk of last resort");
    assertThat(rita.suggest(form, "field:service", "no such thing").suggestions()).isEmpty();
  }

  @Test
  void aSearchInAFormThatTheDeskDoesNotKnowFindsNothing() {
    SlackView form = reportForm();
    SlackView old = new SlackView(form.id(), form.user(), form.json().deepCopy());
    old.json().put("private_metadata", "{\"v\":0}");
    SlackAck ack = rita.suggest(old, "field:service", "vpn");
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    assertThat(ack.suggestions()).isEmpty();
  }

  @Test
  void teamsAreFoundByThoseWhoMayAssign() {
    SlackView form = assignForm("the scanner smells burnt");
    assertThat(anton.suggest(form, "team:to", "net").suggestions()).containsExactly("Network");
    SlackPerson eve = slack.person("U0EVE", "Eve Elsewhere");
    eve.slash("/desk", "whoami", OFFICE);
    assertThat(eve.suggest(form, "team:to", "net").suggestions()).isEmpty();
  }

  @Test
  void anIncidentIsAssignedToAPersonOrATeamButNotToBothOrNobody() {
    SlackView form = assignForm("the scanner is loud");
    assertThat(anton.submit(form, Map.of()).fieldErrors()).containsOnlyKeys("field:to");
    assertThat(
            anton.submit(form, Map.of("field:to", anton.id(), "team:to", "Network")).fieldErrors())
        .containsOnlyKeys("team:to");

    assertThat(anton.submit(form, Map.of("team:to", "Network")).fieldErrors()).isEmpty();

    slack.awaitChange(card("the scanner is loud"), now -> now.shown().contains("Network"));
  }

  @Test
  void whoIsNoAgentIsRefusedAtTheFieldAlsoIfTheDeskNeverMetThem() {
    SlackView form = assignForm("the scanner is slow");
    SlackPerson newcomer = slack.person("U0NEWCOMER", "Nora Newcomer");
    SlackAck refused = anton.submit(form, Map.of("field:to", newcomer.id()));
    assertThat(refused.fieldErrors())
        .as(refused.body())
        .containsOnlyKeys("field:to")
        .containsValue("Nora Newcomer is not an agent, so incidents cannot be assigned to them.");
    assertThat(anton.submit(form, Map.of("field:to", anton.id())).fieldErrors()).isEmpty();
    slack.awaitChange(card("the scanner is slow"), now -> now.shown().contains("Anton Agent"));
  }

  private static boolean isTitled(SlackView view, String word) {
    return view.json().path("title").path("text").asString("").startsWith(word);
  }

  @Test
  void formsShowTheTicketAsItStands() {
    makeAgent(anton);
    rita.slash("/desk", "report the server hums impact:high urgency:low", OFFICE);
    SlackMessage card = card("the server hums");
    anton.press(card, "Priority…");
    SlackView priority = slack.awaitModal(anton, view -> isTitled(view, "Priority"));
    assertThat(priority.json().toString())
        .containsPattern("initial_option[^}]*\\}[^}]*\"value\":\"high\"")
        .containsPattern("initial_option[^}]*\\}[^}]*\"value\":\"low\"");
    anton.press(card, "Take");
    SlackMessage taken = slack.awaitChange(card, now -> now.shown().contains("Anton Agent"));
    anton.press(taken, "Assign…");
    SlackView assign = slack.awaitModal(anton, view -> isTitled(view, "Assign"));
    assertThat(assign.json().toString()).contains("\"initial_user\":\"U0ANTON\"");
  }
}
