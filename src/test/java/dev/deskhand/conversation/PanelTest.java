package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.commands.administration.PanelCommand;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The panel that an admin posts, and the list of a person's tickets. */
@DeskhandTest
class PanelTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  Speaker employee;
  Speaker agent;
  Speaker admin;

  @BeforeEach
  void people() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    admin = new Speaker(desk, clock, "admin");
  }

  @Test
  void aPanelStandsOnceInAChannelHoweverOftenItIsPosted() {
    assertThat(admin.asks("panel web:triage").plainText()).contains("on its way to web:triage");
    awaitDelivered(1);
    admin.asks("panel web:triage");
    awaitDelivered(2);

    assertThat(jdbc.sql("select subject from posted_card").query(String.class).list())
        .containsExactly("pin:panel");
    assertThat(
            jdbc.sql("select count(distinct id) from web_message where room = 'triage'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(admin.asks("audit").plainText()).contains("panel");
  }

  @Test
  void whereAPanelIsToGoIsSaidOrIsWhereItIsSaid() {
    assertThat(admin.asks("panel nowhere")).isInstanceOf(Reply.Refusal.class);
    assertThat(admin.asks("panel").plainText()).contains("web:dm-admin");
  }

  @Test
  void aPanelIsForAdminsToPost() {
    assertThat(agent.asks("panel web:triage")).isInstanceOf(Reply.Refusal.class);
    assertThat(jdbc.sql("select count(*) from outbox").query(Integer.class).single()).isZero();
  }

  @Test
  void everyButtonOfAPanelIsACommandThatAnybodyMayGive() {
    assertThat(PanelCommand.PANEL.actions())
        .extracting(Action::label)
        .containsExactly("Report an issue", "Ask for something", "My tickets", "Status");
    PanelCommand.PANEL
        .actions()
        .forEach(
            action ->
                assertThat(employee.presses(PanelCommand.PANEL, action.label()))
                    .as(action.label())
                    .isNotInstanceOf(Reply.Refusal.class));
  }

  @Test
  void anAgentSeesWhatIsOpenOfAPerson() {
    String key = employee.opens("report the blinds are stuck");
    employee.submits(
        employee.asks("request software"),
        Map.of("product", "Figma", "seats", "1", "reason", "drawing"));

    Reply list = agent.asks("tickets @employee");
    assertThat(list.keys()).startsWith(key);
    assertThat(list.plainText()).contains("Open incidents of Erin (1 in all) and requests");
    assertThat(agent.asks("tickets @admin").plainText()).contains("no open incidents");
    assertThat(agent.asks("tickets @nobody")).isInstanceOf(Reply.Refusal.class);
    assertThat(employee.asks("tickets @agent")).isInstanceOf(Reply.Refusal.class);
    assertThat(employee.asks("tickets @employee")).isInstanceOf(Reply.Refusal.class);
  }

  private void awaitDelivered(int count) {
    await()
        .until(
            () ->
                jdbc.sql("select count(*) from outbox where state = 'DELIVERED'")
                        .query(Integer.class)
                        .single()
                    == count);
  }
}
