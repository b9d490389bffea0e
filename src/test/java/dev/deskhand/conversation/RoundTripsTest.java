package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.Channels;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a frequent command costs the database, commits included: it must not grow. */
@DeskhandTest
class RoundTripsTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired QueryCount database;
  @Autowired Channels channels;

  Speaker employee;
  Speaker agent;

  @BeforeEach
  void everybodyIsKnown() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    for (int i = 0; i < 30; i++) {
      employee.opens("report number " + i + " of many unlike things");
    }
  }

  @Test
  void aReportTakesNoMoreThanNine() {
    costs(9, employee, "report the coffee machine is offline");
  }

  @Test
  void theQueueTakesNoMoreThanFour() {
    costs(4, agent, "queue");
  }

  @Test
  void showingATicketTakesNoMoreThanFour() {
    costs(4, agent, "show INC-1");
    costs(4, employee, "show INC-1");
  }

  @Test
  void theOtherFrequentCommandsStayWithinTheirs() {
    costs(4, employee, "my");
    costs(3, employee, "status");
    costs(5, agent, "find many");
    costs(10, agent, "take INC-2");
    costs(10, employee, "reply INC-2 any news?");
    costs(11, agent, "resolve INC-2 done");
  }

  @Test
  void changesOfARequestStayWithinTheirs() {
    Speaker manager = new Speaker(desk, clock, "manager");
    Reply form = employee.asks("request laptop");
    knowsTheChannels();
    database.reset();
    employee.submits(form, Map.of("model", "light", "reason", "mine broke"));
    within(10, "submit");
    costs(14, manager, "approve REQ-1 fine");
    costs(13, agent, "fulfil REQ-1 1");
    costs(10, employee, "reply REQ-1 any news?");
    costs(13, employee, "cancel REQ-1 not needed");
  }

  @Test
  void changesOfAnOutageStayWithinTheirs() {
    costs(13, agent, "outage declare VPN down nobody gets in");
    costs(12, agent, "outage update OUT-1 identified it is the gateway");
    costs(18, agent, "outage attach OUT-1 INC-3");
    agent.hears("outage declare Email down nothing arrives");
    costs(23, agent, "outage attach OUT-2 INC-3");
    costs(17, agent, "outage detach INC-3");
    costs(12, agent, "outage resolve OUT-1 the gateway was restarted");
  }

  private void costs(int most, Speaker who, String words) {
    knowsTheChannels();
    database.reset();
    who.hears(words);
    within(most, words);
  }

  /** They are kept for some seconds, which a slow machine may take from one command to the next. */
  private void knowsTheChannels() {
    for (Channels.Purpose purpose : Channels.Purpose.values()) {
      channels.of(purpose);
    }
  }

  private void within(int most, String words) {
    assertThat(database.roundTrips()).as("%s: %s", words, database).isBetween(1, most);
  }
}
