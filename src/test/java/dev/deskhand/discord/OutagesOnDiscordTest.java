package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskhandTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Outages as people on Discord follow them, the summary with its picture, and approvals. */
@DeskhandTest
class OutagesOnDiscordTest implements OnDiscord {

  private DiscordPerson rita;
  private DiscordPerson sam;
  private DiscordPerson root;

  @BeforeEach
  void people() {
    rita = DISCORD.member("521", "Rita");
    sam = DISCORD.member("522", "Sam");
    root = DISCORD.member(ADMIN, "Root");
    give(sam, "+agent");
  }

  @AfterEach
  void nothingThatDiscordWouldNotStandAndNobodyIsNotified() {
    assertThat(DISCORD.complaints()).isEmpty();
    assertThat(DISCORD.notifying()).as("of all that was said to this stand-in").isEmpty();
  }

  @Test
  void eachUpdateEditsTheHeadPostAddsToItsThreadAndReachesThoseWhoFollow() {
    rita.slash("desk", "subscribe", Map.of("service", "VPN")).awaitMessage();
    StandInMessage answer = declare("VPN", "the gateway of hall nine is dead");
    assertThat(answer.ephemeral()).as("an outage concerns everybody").isFalse();
    StandInMessage head = head("the gateway of hall nine is dead");
    told(rita, "the gateway of hall nine is dead");

    sam.slash(
            "outage",
            "update",
            Map.of("key", "OUT-1", "text", "a fuse of hall nine blew", "stage", "identified"))
        .awaitMessage();
    await().until(() -> now(head).text().contains("identified"));
    thread(head).awaitBotMessage("a fuse of hall nine blew");
    told(rita, "a fuse of hall nine blew");

    sam.slash("outage", "resolve", Map.of("key", "OUT-1", "cause", "hall nine has a new fuse"))
        .awaitMessage();
    await().until(() -> now(head).text().contains("resolved"));
    thread(head).awaitBotMessage("hall nine has a new fuse");
    assertThat(STATUS.botMessages().stream().filter(one -> one.text().contains("hall nine")))
        .as("one post, which is edited")
        .hasSize(1);
    assertThat(now(head).pingsEveryone()).isFalse();
  }

  @Test
  void anOutageThatGetsWorseChangesItsHeadPostAndAnIncidentIsTakenOutOfIt() {
    declare("Wi-Fi", "the aerial of hall twelve is dead");
    StandInMessage head = head("the aerial of hall twelve is dead");

    sam.slash(
            "outage",
            "update",
            Map.of("key", "OUT-1", "severity", "degraded", "text", "hall twelve is slow"))
        .awaitMessage();
    await().until(() -> now(head).text().contains("Wi-Fi is degraded"));
    thread(head).awaitBotMessage("now degraded, investigating: hall twelve is slow");

    rita.slash("desk", "report", Map.of("text", "hall twelve has no internet")).awaitMessage();
    sam.slash("outage", "attach", Map.of("key", "OUT-1", "incidents", "INC-1")).awaitMessage();
    assertThat(sam.slash("outage", "detach", Map.of("incidents", "INC-1")).awaitMessage().text())
        .contains("INC-1 is no longer part of OUT-1");
  }

  @Test
  void aSummaryHasItsPictureAttachedAndShownInItsEmbed() {
    give(root, "+manager");
    declare("Payroll", "payslips of hall ten are blank");
    head("payslips of hall ten are blank");

    DiscordInteraction summary = root.slash("manage", "summary", Map.of("period", "7d"));
    assertThat(summary.awaitMessage().text()).contains("Outages");
    StandInMessage picture = summary.awaitFollowUp();
    assertThat(picture.files()).hasSize(1);
    String file = picture.files().keySet().iterator().next();
    assertThat(file).endsWith(".png");
    assertThat(new String(picture.files().get(file), 0, 8, StandardCharsets.ISO_8859_1))
        .contains("PNG");
    assertThat(picture.embeds().stream().map(embed -> embed.path("image").path("url").asString("")))
        .anyMatch(url -> url.endsWith(file));
  }

  @Test
  void anApproverIsAskedDirectlyAndAnswersThroughAForm() {
    give(root, "+manager");
    give(sam, "+manager");
    StandInModal wanted = rita.slash("desk", "request", Map.of("item", "laptop")).awaitModal();
    assertThat(rita.submit(wanted, filled(wanted)).awaitMessage().text()).contains("REQ-1");
    StandInMessage toRoot = asked(root);
    StandInMessage toSam = asked(sam);
    assertThat(toRoot.buttons()).containsExactly("Approve…", "Reject…");
    StandInModal late = sam.inDirectMessages().press(toSam, "Reject…").awaitModal();

    StandInModal form = root.inDirectMessages().press(toRoot, "Approve…").awaitModal();
    root.submit(form, Map.of("comment", "Have fun, Rita")).awaitMessage();

    told(rita, "approved it: Have fun, Rita");
    await().until(() -> now(toRoot).buttons().isEmpty() && now(toSam).buttons().isEmpty());
    assertThat(sam.submit(late, Map.of("why", "Too dear")).awaitMessage().text())
        .contains("REQ-1 was approved already by Root");
    assertThat(
            sam.component(toSam, "a1|approve REQ-1", 2, java.util.List.of()).awaitMessage().text())
        .contains("REQ-1 was approved already by Root");
  }

  private void give(DiscordPerson person, String change) {
    person.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", person.id(), "changes", change)).awaitMessage();
  }

  private StandInMessage declare(String service, String text) {
    return sam.slash(
            "outage", "declare", Map.of("service", service, "severity", "down", "text", text))
        .awaitMessage();
  }

  private static StandInMessage head(String words) {
    return STATUS.awaitBotMessage(words);
  }

  private static StandInChannel thread(StandInMessage head) {
    await()
        .until(() -> STATUS.threads().stream().anyMatch(thread -> thread.id().equals(head.id())));
    return DISCORD.threadOf(head);
  }

  private static void told(DiscordPerson person, String words) {
    person.directMessages().awaitBotMessage(words);
  }

  /** The latest, since every test begins with REQ-1. */
  private static StandInMessage asked(DiscordPerson approver) {
    return approver
        .directMessages()
        .awaitBotMessage(
            message -> message.text().contains("REQ-1") && message.buttons().contains("Approve…"));
  }

  private static Map<String, String> filled(StandInModal form) {
    Map<String, String> values = new HashMap<>();
    for (StandInModal.Field field : form.fields()) {
      JsonNode options = field.json().path("options");
      if (field.json().path("required").asBoolean(true)) {
        values.put(
            field.customId(), options.isEmpty() ? "3" : options.path(0).path("value").asString());
      }
    }
    return values;
  }

  private static StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }
}
