package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.inbound.Shortcut;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.slack.standin.SlackView;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The desk's entries in Slack's menus. */
class ShortcutHandlerTest extends SlackScene {

  private static final String MESSAGE = Shortcut.REPORT_MESSAGE.callbackId();

  @Test
  void aMessageIsReportedForItsAuthorWithALinkToIt() {
    SlackMessage said =
        anton
            .message(OFFICE, null, "The VPN drops, <@U0RITA> saw it: <https://status.example/vpn>")
            .message();

    assertThat(rita.messageShortcut(MESSAGE, said)).matches(SlackAck::accepted, "accepted");
    SlackView form = slack.awaitModal(rita, view -> view.shown().contains("The report will link"));

    assertThat(form.json().toString())
        .contains("The VPN drops, @Rita Requester saw it: https://status.example/vpn")
        .contains("\"initial_user\":\"U0ANTON\"")
        .containsPattern("initial_option[^}]*\"VPN\"");
    assertThat(rita.submit(form, Map.of()).fieldErrors()).isEmpty();
    SlackMessage card = card("The VPN drops");
    assertThat(card.shown()).contains("Anton Agent").contains("/archives/" + OFFICE);
    toldAlone(rita, "The VPN drops");
  }

  @Test
  void ofOnesOwnMessageAndOfAnotherAppsOneIsTheReporter() {
    SlackMessage own = rita.message(OFFICE, null, "My chair squeaks").message();
    assertThat(rita.modal()).isEmpty();
    rita.messageShortcut(MESSAGE, own);
    SlackView form = slack.awaitModal(rita, view -> view.json().toString().contains("squeaks"));
    assertThat(form.json().toString()).doesNotContain("initial_user");
    rita.close(form);

    rita.slash("/desk", "report the lift is stuck", OFFICE);
    SlackMessage desks = card("the lift is stuck");
    anton.messageShortcut(MESSAGE, desks);
    SlackView other = slack.awaitModal(anton, view -> true);
    assertThat(other.json().toString()).doesNotContain("initial_user");
  }

  @Test
  void theFormIsOpenBeforeASlowLinkIsThere() {
    SlackMessage said = anton.message(OFFICE, null, "The projector is dim").message();
    slack.faults().next("chat.getPermalink", Fault.slow(Duration.ofSeconds(2)));
    rita.messageShortcut(MESSAGE, said);
    SlackView early = slack.awaitModal(rita, view -> true);
    assertThat(early.shown()).doesNotContain("The report will link");
    SlackView late = slack.awaitModal(rita, view -> view.shown().contains("The report will link"));
    assertThat(late.id()).isEqualTo(early.id());
  }

  @Test
  void aFormThatCannotBeOpenedInTimeIsOfferedWithAllThatWasInIt() {
    SlackMessage said = anton.message(OFFICE, null, "The blinds are stuck").message();
    slack.faults().next("views.open", Fault.refused("expired_trigger_id"));
    rita.messageShortcut(MESSAGE, said);
    SlackMessage offer =
        slack.awaitHeard(
            rita,
            message ->
                message.ephemeral()
                    && !message.buttons().isEmpty()
                    && message.ts().compareTo(said.ts()) > 0);

    rita.press(offer, offer.buttons().getFirst());

    SlackView form = slack.awaitModal(rita, view -> true);
    assertThat(form.json().toString())
        .contains("The blinds are stuck")
        .contains("/archives/" + OFFICE)
        .contains("\"initial_user\":\"U0ANTON\"");
  }

  @Test
  void theGlobalShortcutOpensTheFormAndItsAnswerGoesToThePersonAlone() {
    SlackPerson vera = slack.person("U0VERA", "Vera Visitor");
    assertThat(vera.globalShortcut(Shortcut.REPORT.callbackId()))
        .matches(SlackAck::accepted, "accepted");
    SlackView form = slack.awaitModal(vera, view -> true);
    vera.submit(form, Map.of("field:text", "Nobody answers the door"));
    SlackMessage answer = told(vera, "is open: Nobody answers the door");
    assertThat(answer.channel()).isEqualTo(vera.dm());
    assertThat(answer.user()).isEqualTo(SlackStandIn.DESK);
    card("Nobody answers the door");
  }
}
