package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackView;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people see after a button or a form has done its work, and where. */
class ConfirmationsTest extends SlackScene {

  private SlackMessage reported(String what) {
    makeAgent(anton);
    rita.slash("/desk", "report " + what, OFFICE);
    return card(what);
  }

  @Test
  void whoTakesACardInTheChannelIsToldInOneLine() {
    SlackMessage card = reported("the oven is cold");
    anton.press(card, "Take");
    SlackMessage line = told(anton, "Done: take INC-1");
    assertThat(line.ephemeral()).isTrue();
    assertThat(line.buttons()).isEmpty();
    slack.awaitChange(card, now -> now.shown().contains("Anton Agent"));
  }

  @Test
  void aFormIsConfirmedInOneLineWhereItWasOpened() {
    SlackMessage card = reported("the tap drips");
    anton.press(card, "Resolve…");
    SlackView form = slack.awaitModal(anton, view -> true);
    anton.submit(form, Map.of(form.labels().getFirst(), "A new washer"));
    SlackMessage line =
        slack.awaitHeard(
            anton,
            message ->
                message.channel().equals(TRIAGE)
                    && message.shown().contains("Done: resolve INC-1"));
    assertThat(line.ephemeral()).isTrue();
  }

  @Test
  void onesOwnCardGivesWayToTheChangedOne() {
    rita.directMessage("report the kettle leaks");
    SlackMessage card = told(rita, "the kettle leaks");
    rita.press(card, "Cancel…");
    SlackView form = slack.awaitModal(rita, view -> true);
    rita.submit(form, Map.of());
    SlackMessage now = slack.awaitChange(card, each -> each.shown().contains("cancelled"));
    assertThat(now.buttons()).doesNotContain("Cancel…");
  }

  @Test
  void aButtonThatComesTooLateSaysSoAndGoesAway() {
    rita.directMessage("report the blind is torn");
    SlackMessage card = toldDirectly(rita, "the blind is torn");
    rita.slash("/desk", "cancel INC-1 mended it", OFFICE);
    rita.press(card, "Cancel…");
    told(rita, "INC-1 is cancelled");
    slack.awaitChange(card, now -> !now.buttons().contains("Cancel…"));
    assertThat(rita.modal()).isEmpty();
  }

  @Test
  void anAnswerWhoseAddressHasRunOutIsSaidAllTheSame() {
    SlackMessage card = reported("the clock stands");
    slack.faults().next("response_url", Fault.status(404));
    anton.press(card, "Take");
    assertThat(told(anton, "Done: take INC-1").ephemeral()).isTrue();
  }

  @Test
  void anApproverIsAskedForACommentAndTheSecondIsToldWhoWasFirst() {
    adele.slash("/desk", "role <@" + adele.id() + "> +manager", TRIAGE);
    anton.slash("/desk", "whoami", OFFICE);
    adele.slash("/desk", "role <@" + anton.id() + "> +manager", TRIAGE);
    rita.slash("/desk", "request laptop", OFFICE);
    SlackView wanted = slack.awaitModal(rita, view -> true);
    rita.submit(wanted, filled(wanted));
    SlackMessage toAdele = asked(adele);
    SlackMessage toAnton = asked(anton);
    assertThat(toAdele.buttons()).containsExactly("Approve…", "Reject…");
    anton.press(toAnton, "Reject…");
    SlackView late = slack.awaitModal(anton, view -> true);

    adele.press(toAdele, "Approve…");
    SlackView form = slack.awaitModal(adele, view -> true);
    adele.submit(form, Map.of("field:comment", "Have fun"));

    told(rita, "approved it: Have fun");
    slack.awaitChange(toAdele, now -> now.buttons().isEmpty());
    slack.awaitChange(toAnton, now -> now.buttons().isEmpty());
    anton.submit(late, Map.of("field:why", "Too dear"));
    assertThat(anton.modal().orElseThrow().shown())
        .contains("REQ-1 was approved already by Adele Admin on ");
    anton.close(anton.modal().orElseThrow());
    anton.press(toAnton, "Approve…");
    told(anton, "REQ-1 was approved already by Adele Admin on ");
    assertThat(anton.modal()).isEmpty();
  }

  private SlackMessage asked(SlackPerson approver) {
    return slack.awaitHeard(
        approver,
        message -> message.shown().contains("REQ-1") && message.buttons().contains("Approve…"));
  }

  private static Map<String, Object> filled(SlackView form) {
    Map<String, Object> values = new HashMap<>();
    form.json()
        .path("blocks")
        .forEach(
            block -> {
              if (block.path("type").asString("").equals("input")
                  && !block.path("optional").asBoolean(false)) {
                values.put(
                    block.path("block_id").asString(""),
                    block.path("element").has("options")
                        ? block.path("element").path("options").get(0).path("value").asString("")
                        : block.path("element").path("type").asString("").equals("datepicker")
                            ? "2026-12-01"
                            : "3");
              }
            });
    return values;
  }

  @Test
  void whatTheCatalogDoesNotTakeIsShownAtItsField() {
    rita.slash("/desk", "request software", OFFICE);
    SlackView form = slack.awaitModal(rita, view -> true);
    Map<String, Object> values = filled(form);
    values.put("field:product", "x".repeat(2_000));
    assertThat(rita.submit(form, values).fieldErrors()).containsOnlyKeys("field:product");
    values.put("field:product", "A drawing board");
    assertThat(rita.submit(form, values).fieldErrors()).isEmpty();
    toldAlone(rita, "A drawing board");
  }
}
