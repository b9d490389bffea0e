package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DeskhandTest
class DeskRecordTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  Speaker employee;
  Speaker admin;

  @BeforeEach
  void people() {
    employee = new Speaker(desk, clock, "employee");
    admin = new Speaker(desk, clock, "admin");
  }

  @Test
  void everyChangeThatConcernsNoTicketIsOnRecordTheLatestFirst() {
    jdbc.sql(
            """
            insert into outbox (conversation, platform, address, kind, payload, state, reason,
              created_at, done_at, correlation_id)
            select 'x:1', 'x', '{}', 'MESSAGE', '{}', 'UNDELIVERABLE', 'gone', now(), now(), 'c'
            from generate_series(1, 2)
            """)
        .update();
    say(employee, "subscribe VPN");
    say(employee, "unsubscribe VPN");
    say(admin, "service add \"Sign-in kiosk\" criticality:high");
    say(admin, "channel add triage slack:C1");
    say(admin, "channel remove triage slack:C1");
    say(admin, "role @employee +agent");
    say(admin, "undelivered discard 1");
    say(admin, "undelivered retry 2");

    assertThat(text(admin.asks("audit")))
        .containsSubsequence(
            "undelivered retry 2",
            "undeliverable → pending",
            "undelivered discard 1",
            "undeliverable → discarded",
            "role Erin",
            "employee → employee, agent",
            "channel remove triage slack:C1",
            "posts → no posts",
            "channel add triage slack:C1",
            "no posts → posts",
            "service add Sign-in kiosk",
            "criticality: high",
            "Erin: unsubscribe VPN",
            "web → nothing",
            "Erin: subscribe VPN",
            "web:");
  }

  @Test
  void whatChangedNothingIsNotOnRecord() {
    say(admin, "channel remove triage slack:C1");
    say(admin, "unsubscribe VPN");
    say(admin, "undelivered retry 17");

    assertThat(count()).isZero();
  }

  @Test
  void aCommandThatWasRefusedAndNamesNoTicketIsThereToo() {
    assertThat(employee.asks("channel list")).isInstanceOf(Reply.Refusal.class);

    assertThat(text(admin.asks("audit")))
        .contains("Erin: refused channel", "is only for admins", "from web:");
    assertThat(employee.asks("audit")).isInstanceOf(Reply.Refusal.class);
  }

  @Test
  void itIsReadPageByPage() {
    say(admin, "subscribe VPN");
    jdbc.sql(
            """
            insert into record_entry (subject_kind, subject_name, happened_at, recorded_at, actor_id,
              actor_name, place, verb, before, after, visibility, correlation_id)
            select subject_kind, 'change ' || n, happened_at + n * interval '1 second', recorded_at,
              actor_id, actor_name, place, 'CHANGE', '{}', '{}', visibility, ''
            from record_entry, generate_series(1, 40) n
            """)
        .update();

    Reply first = admin.asks("audit");
    assertThat(((Reply.Listing) first).rows()).hasSize(30);
    assertThat(text(first)).contains("change 40").doesNotContain("subscribe VPN");
    Reply second = admin.presses(first, "Next page");
    assertThat(((Reply.Listing) second).rows()).hasSize(11);
    assertThat(text(second)).contains("change 10", "subscribe VPN");
    assertThat(second.actions()).extracting("label").containsExactly("Previous page");
    assertThat(text(admin.asks("audit page:9"))).contains("There is no page 9; 41 in all.");
  }

  @Test
  void itOnlyGrows() {
    say(employee, "subscribe VPN");

    for (String sql :
        List.of(
            "update record_entry set subject_name = ''", "delete from record_entry where id > 0")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("never changed");
    }
    assertThat(count()).isEqualTo(1);
  }

  private void say(Speaker who, String words) {
    who.hears(words);
    clock.advance(Duration.ofSeconds(1));
  }

  private long count() {
    return jdbc.sql("select count(*) from record_entry where subject_kind = 'DESK'")
        .query((row, number) -> row.getLong(1))
        .single();
  }

  private static String text(Reply reply) {
    return reply.plainText();
  }
}
