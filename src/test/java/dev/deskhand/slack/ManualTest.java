package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.connection.Scope;
import dev.deskhand.slack.inbound.Shortcut;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.slack.standin.SlackView;
import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's chapter "Connect Slack" and its page, step by step: a desk of its own with the settings
 * that the chapter names, and one more that says where the stand-in is.
 */
@DesksInProcesses
class ManualTest {

  private static final String AGENTS = "C0AGENTS";
  private static final String OFFICE = "C0OFFICE";

  @TempDir private Path folder;

  @Test
  void bySocketMode() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start(Clock.systemUTC())) {
      SlackPerson rita = slack.person("U0RITA", "Rita Requester");
      SlackPerson adele = slack.person("U0ADELE", "Adele Admin");
      slack.channel(AGENTS, "agents", adele.id());
      slack.channel(OFFICE, "office", rita.id());
      slack.grants().only(Scope.words());
      slack.sockets();
      env(
          slack,
          "SLACK_BOT_TOKEN=" + SlackStandIn.BOT_TOKEN,
          "SLACK_APP_TOKEN=" + SlackStandIn.APP_TOKEN);
      try (DeskProcess desk = DeskProcess.start(folder, "desk.log")) {
        desk.port();
        slack.connectBySocket();
        chapter(slack, rita, adele);
        assertThat(desk.output()).noneMatch(line -> line.contains("the app lacks"));
      }
      assertThat(slack.complaints()).isEmpty();
    }
  }

  @Test
  void overHttp() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start(Clock.systemUTC())) {
      SlackPerson rita = slack.person("U0RITA", "Rita Requester");
      SlackPerson adele = slack.person("U0ADELE", "Adele Admin");
      slack.channel(AGENTS, "agents", adele.id());
      slack.channel(OFFICE, "office", rita.id());
      slack.grants().only(Scope.words());
      env(
          slack,
          "SLACK_BOT_TOKEN=" + SlackStandIn.BOT_TOKEN,
          "SLACK_SIGNING_SECRET=" + SlackStandIn.SIGNING_SECRET);
      try (DeskProcess desk = DeskProcess.start(folder, "desk.log")) {
        slack.connect(URI.create("http://127.0.0.1:%d/slack/events".formatted(desk.port())));
        assertThat(slack.urlVerification("three words").body()).contains("three words");
        chapter(slack, rita, adele);
      }
      assertThat(slack.complaints()).isEmpty();
    }
  }

  private void env(SlackStandIn slack, String... settings) throws IOException {
    // who connects Slack has tried the desk without it
    DeskProcess.hasRunBefore(folder);
    Files.write(folder.resolve(".env"), List.of(settings));
    Files.write(
        folder.resolve(".env"),
        List.of(
            "DESKHAND_ADMINS=slack:U0ADELE", "SLACK_API_URL=" + slack.apiUrl(), "SERVER_PORT=0"),
        StandardOpenOption.APPEND);
  }

  private static void chapter(SlackStandIn slack, SlackPerson rita, SlackPerson adele) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                adele
                    .slash("/desk", "channel add triage", AGENTS)
                    .body()
                    .contains("gets these posts"));
    adele.slash("/desk", "role <@U0ADELE> +agent", AGENTS);

    rita.slash("/desk", "report the VPN is down", OFFICE);
    // what takes too long follows
    slack.awaitHeard(rita, each -> each.channel().equals(OFFICE) && each.shown().contains("INC-1"));
    rita.directMessage("report my chair squeaks");
    rita.mention(OFFICE, "report the door is stuck");
    SlackMessage said = rita.message(OFFICE, null, "the lamp flickers").message();
    rita.messageShortcut(Shortcut.REPORT_MESSAGE.callbackId(), said);
    slack.awaitModal(rita, view -> view.json().toString().contains("the lamp flickers"));
    rita.react(said, "ticket");
    for (String what : List.of("VPN is down", "chair squeaks", "door is stuck", "lamp flickers")) {
      slack.awaitMessage(AGENTS, message -> message.shown().contains(what));
    }

    // its thread is known once the desk has heard from Slack where the card is
    SlackMessage card = slack.awaitMessage(AGENTS, each -> each.shown().contains("VPN is down"));
    SlackMessage own = slack.awaitHeard(rita, each -> under(rita, each, "VPN is down"));
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              adele.message(AGENTS, card.ts(), ">> we are on it");
              return slack.thread(rita.dm(), own.ts()).stream()
                  .anyMatch(each -> each.shown().contains("we are on it"));
            });
    adele.message(AGENTS, card.ts(), "among us: it is the gateway");
    rita.directMessage(own.ts(), "thank you");
    await()
        .until(
            () ->
                slack.thread(AGENTS, card.ts()).stream()
                    .anyMatch(each -> each.shown().contains("Rita Requester wrote: thank you")));
    adele.mention(AGENTS, card.ts(), "take");
    slack.awaitChange(card, now -> now.shown().contains("Adele Admin"));
    assertThat(rita.sees(rita.dm())).noneMatch(each -> each.shown().contains("gateway"));

    rita.openHome();
    SlackView home = slack.awaitHome(rita, view -> view.shown().contains("VPN is down"));
    assertThat(home.labels()).contains("Report an issue");
  }

  private static boolean under(SlackPerson person, SlackMessage message, String words) {
    return message.channel().equals(person.dm()) && message.shown().contains(words);
  }
}
