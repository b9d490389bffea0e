package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a frequent command costs the database, commits included: it must not grow. */
@DeskhandTest
class RoundTripsTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired QueryCount database;

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

  private void costs(int most, Speaker who, String words) {
    database.reset();
    who.hears(words);
    assertThat(database.roundTrips()).as("%s: %s", words, database).isBetween(1, most);
  }
}
