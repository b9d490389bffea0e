package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two incidents have to do with each other. */
@DeskhandTest
class RelateTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired QueryCount database;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;

  @BeforeEach
  void reportsOfTwoPeople() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
    assertThat(employee.opens("report the VPN drops")).isEqualTo("INC-1");
    assertThat(manager.opens("report my secret salary sheet is gone")).isEqualTo("INC-2");
    assertThat(employee.opens("report the printer jams")).isEqualTo("INC-3");
  }

  @Test
  void bothShowTheOtherToThoseWhoMaySeeIt() {
    assertThat(agent.asks("relate INC-1 INC-2").plainText())
        .isEqualTo(
            "INC-1 and INC-2 (my secret salary sheet is gone) are related. Erin and Mona are told.");
    agent.asks("relate INC-1 to INC-3");

    assertThat(agent.asks("show INC-1").plainText()).contains("Related: INC-2, INC-3");
    assertThat(agent.asks("show INC-2").plainText()).contains("Related: INC-1");
    assertThat(manager.asks("show INC-1").plainText()).contains("Related: INC-2, INC-3");
    assertThat(employee.asks("show INC-1").plainText())
        .contains("Related: INC-3")
        .doesNotContain("INC-2", "salary");
    assertThat(agent.asks("show INC-1").plainText()).contains("related it to another one: INC-2");
  }

  @Test
  void theKeyOfTheOtherIsNoWordByWhichARequesterFindsTheirs() {
    agent.asks("relate INC-1 INC-2");
    assertThat(employee.asks("find INC-2").plainText()).doesNotContain("INC-1");
    assertThat(admin.asks("audit INC-1").plainText()).contains("INC-2");
  }

  @Test
  void whoReportedOnlyTheOneIsNotToldTheOthersKey() {
    assertThat(manager.opens("report Erin sees no files for:@employee")).isEqualTo("INC-4");
    agent.asks("relate INC-1 INC-4");
    assertThat(told("employee"))
        .containsExactly("INC-4 (Erin sees no files): it is related to INC-1.");
    assertThat(told("manager"))
        .containsExactly("INC-4 (Erin sees no files): it is related to another incident.");
  }

  @Test
  void nobodyComesToReadTheOther() {
    agent.asks("relate INC-1 INC-2");
    assertThat(employee.asks("show INC-2").plainText()).contains("not yours to see");
    assertThat(employee.asks("show INC-1").plainText()).doesNotContain("salary");
    assertThat(employee.asks("find salary").plainText()).doesNotContain("INC-2");
  }

  @Test
  void bothRequestersAreToldInOneLineWithoutTheOthersWords() {
    agent.asks("relate INC-1 INC-2");
    assertThat(told("employee"))
        .containsExactly("INC-1 (the VPN drops): it is related to what somebody else reported.");
    assertThat(told("manager"))
        .containsExactly(
            "INC-2 (my secret salary sheet is gone): it is related to what somebody else"
                + " reported.");
  }

  @Test
  void whoseBothAreIsToldOnce() {
    agent.asks("relate INC-1 INC-3");
    assertThat(told("employee"))
        .containsExactly("INC-3 (the printer jams): it is related to INC-1.");
  }

  @Test
  void bothRecordsHaveItAndTwiceIsSaid() {
    agent.asks("relate INC-1 INC-2");
    assertRefused("relate INC-1 INC-2", "INC-1 and INC-2 are related already.");
    assertRefused("relate INC-2 to INC-1", "INC-2 and INC-1 are related already.");
    assertThat(admin.asks("audit INC-1").plainText()).containsOnlyOnce("Amir: relate (INC-2");
    assertThat(admin.asks("audit INC-2").plainText()).containsOnlyOnce("Amir: relate (INC-1");
  }

  @Test
  void whatHasEndedIsRelatedTooAndStaysAsItIs() {
    agent.asks("resolve INC-2 found it");
    agent.asks("relate INC-1 INC-2");
    assertThat(agent.asks("show INC-2").plainText()).contains("State: resolved", "Related: INC-1");
    assertThat(agent.asks("show INC-1").plainText()).contains("State: new");
  }

  @Test
  void whatCannotBeRelatedIsRefusedWithWhy() {
    agent.asks("merge INC-3 into INC-1");
    assertRefused("relate INC-1 INC-1", "cannot be related to itself");
    assertRefused("relate INC-2 INC-3", "INC-3 was merged into INC-1: relate INC-2 to INC-1.");
    assertRefused("relate INC-3 INC-2", "INC-3 was merged into INC-1");
    assertRefused("relate INC-1 INC-99", "There is no INC-99");
    assertRefused("relate INC-1 OUT-1", "OUT-1 names an outage");
    for (Speaker other : List.of(employee, manager, admin)) {
      assertThat(other.asks("relate INC-1 INC-2")).isInstanceOf(Reply.Refusal.class);
    }
    assertThat(OnRecord.of(jdbc, "INC")).noneMatch(said -> said.startsWith("relate:"));
  }

  @Test
  void twoWhoRelateTheSameAtOnceDoItOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Reply> there =
        () -> {
          together.await();
          return agent.asks("relate INC-1 INC-2");
        };
    Callable<Reply> back =
        () -> {
          together.await();
          return agent.asks("relate INC-2 INC-1");
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> answers = List.of(threads.submit(there), threads.submit(back));
      assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
          .filteredOn(Reply.Text.class::isInstance)
          .hasSize(1);
    }
    assertThat(agent.asks("show INC-1").plainText()).contains("Related: INC-2\n");
  }

  @Test
  void itCostsNoMoreThanTwentyRoundTrips() {
    database.reset();
    agent.asks("relate INC-1 INC-2");
    assertThat(database.roundTrips()).as(database.toString()).isBetween(1, 20);
    database.reset();
    employee.asks("show INC-1");
    assertThat(database.roundTrips()).as(database.toString()).isBetween(1, 5);
  }

  private void assertRefused(String words, String why) {
    Reply refused = agent.asks(words);
    assertThat(refused).as(words).isInstanceOf(Reply.Refusal.class);
    assertThat(refused.plainText()).as(words).contains(why);
  }

  private List<String> told(String person) {
    return jdbc.sql(
            """
            select payload ->> 'text' from outbox
            where conversation like ? and payload ->> 'text' like '%related%' order by id
            """)
        .param("web:%" + person)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
