package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.SlackMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An outage as people on Slack follow it. */
class OutagesOnSlackTest extends SlackScene {

  private static final String NEWS = "C0NEWS";

  @BeforeEach
  void news() {
    slack.channel(NEWS, "it-news", rita.id(), adele.id());
    makeAgent(anton);
    assertThat(adele.slash("/desk", "channel add status", NEWS).body()).contains(NEWS);
  }

  private SlackMessage head(String containing) {
    return slack.awaitMessage(
        NEWS, message -> message.threadTs() == null && message.shown().contains(containing));
  }

  private void inThread(SlackMessage head, String containing) {
    await()
        .untilAsserted(
            () ->
                assertThat(slack.thread(NEWS, head.ts()))
                    .anySatisfy(line -> assertThat(line.shown()).contains(containing)));
  }

  @Test
  void eachUpdateEditsTheHeadPostAddsToItsThreadAndReachesThoseWhoFollow() {
    rita.slash("/desk", "subscribe VPN", OFFICE);
    anton.slash("/desk", "outage declare VPN down the gateway of hall seven is dead", TRIAGE);
    SlackMessage head = head("the gateway of hall seven is dead");
    told(rita, "the gateway of hall seven is dead");

    anton.slash("/desk", "outage update OUT-1 identified a fuse of hall seven blew", TRIAGE);
    slack.awaitChange(head, now -> now.shown().contains("identified"));
    inThread(head, "a fuse of hall seven blew");
    told(rita, "a fuse of hall seven blew");

    anton.slash("/desk", "outage resolve OUT-1 hall seven has a new fuse", TRIAGE);
    slack.awaitChange(head, now -> now.shown().contains("resolved"));
    inThread(head, "hall seven has a new fuse");
    assertThat(messages(NEWS, each -> each.threadTs() == null && each.shown().contains("hall")))
        .hasSize(1);
  }

  @Test
  void anOutageThatGetsWorseChangesItsHeadPostAndIsToldAsSuch() {
    rita.slash("/desk", "subscribe Printing", OFFICE);
    anton.slash("/desk", "outage declare Printing degraded hall eight prints slowly", TRIAGE);
    SlackMessage head = head("hall eight prints slowly");

    anton.slash("/desk", "outage update OUT-1 down now hall eight prints nothing", TRIAGE);
    slack.awaitChange(head, now -> now.shown().contains("Printing is down"));
    inThread(head, "now down, investigating: now hall eight prints nothing");
    told(rita, "now hall eight prints nothing");

    anton.slash("/desk", "outage update OUT-1 degraded monitoring hall eight prints some", TRIAGE);
    slack.awaitChange(head, now -> now.shown().contains("Printing is degraded"));
    inThread(head, "now degraded, monitoring: hall eight prints some");
  }

  @Test
  void freeWordsThatFitAnOpenOutageAreOfferedToShowIt() {
    anton.slash("/desk", "outage declare Payroll down no payslip opens", TRIAGE);
    head("no payslip opens");

    rita.directMessage("hm, Payroll shows me no payslip since this morning");
    SlackMessage offer = told(rita, "What shall I do with this?");
    assertThat(offer.blocks().toString()).contains("Report this", "Show my tickets", "Show OUT-1");
    assertThat(incidents()).isZero();
  }
}
