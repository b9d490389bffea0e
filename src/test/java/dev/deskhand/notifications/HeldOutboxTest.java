package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxMetrics;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** After a restore nothing is said before an admin lets it go. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class HeldOutboxTest {

  private static final Address.Person SAM = new Address.Person("slack", "U1");
  private static final Address.Person ADMIN = new Address.Person("slack", "U9");

  private final ScriptedPlatform slack = new ScriptedPlatform("slack");
  private final Desk desk = new Desk(slack);

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void whatIsHeldIsNotDeliveredButWhatTellsOfItIs() {
    desk.write(OutboxDraft.message(SAM, new Reply.Text("old news")));
    hold();
    desk.start();

    desk.store.insert(List.of(OutboxDraft.message(ADMIN, new Reply.Text("it is held"))), "hold-1");
    desk.post(SAM, "newer");

    await().until(() -> slack.texts().contains("it is held"));
    // a thread of the scheduler may be looking at the same conversation
    await().until(() -> desk.drain(SAM).isZero());
    assertThat(desk.store.forgotten(desk.clock.instant().plus(Duration.ofDays(1)), "a copy"))
        .isEmpty();
    assertThat(slack.texts()).containsExactly("it is held");
    assertThat(desk.outbox.held()).hasValue(2);
  }

  @Test
  void releasedEverythingGoesInItsOrderAndCountsAsNew() {
    desk.write(OutboxDraft.message(SAM, new Reply.Text("first")));
    hold();
    desk.start();
    desk.post(SAM, "second");
    desk.clock.advance(Duration.ofDays(3));

    assertThat(release()).hasValue(2);

    await().until(() -> slack.texts().size() == 2);
    assertThat(slack.texts()).containsExactly("first", "second");
    assertThat(desk.outbox.held()).isEmpty();
    assertThat(desk.changes()).containsExactly("undelivered release of 2 messages: held → pending");
    assertThat(release()).isEmpty();
  }

  @Test
  void whatIsHeldIsListedAndCanBeDropped() {
    desk.write(OutboxDraft.message(SAM, new Reply.Text("old news")));
    assertThat(desk.outbox.undelivered(1)).as("it only waits").isEmpty();
    hold();

    assertThat(desk.outbox.undelivered(1))
        .singleElement()
        .satisfies(
            message -> {
              assertThat(message.text()).isEqualTo("old news");
              assertThat(message.held()).isTrue();
            });
    assertThat(desk.outbox.discard(1, Desk.ADMIN)).isTrue();
    assertThat(desk.outbox.undelivered(1)).isEmpty();
    assertThat(desk.outbox.held()).hasValue(0);
  }

  @Test
  void healthAndMetricSayThatItIsHeldAndAreNotAlarmedByWhatWaits() {
    desk.write(OutboxDraft.message(SAM, new Reply.Text("old news")));
    hold();
    desk.clock.advance(Duration.ofDays(3));
    OutboxMetrics watch = new OutboxMetrics(desk.store, desk.hold, desk.properties, desk.clock);
    watch.bindTo(desk.meters);

    await()
        .untilAsserted(
            () -> {
              Health health = watch.health();
              assertThat(health.getStatus()).isEqualTo(Status.UP);
              assertThat(health.getDetails()).containsKey("heldSince").containsEntry("waiting", 1L);
              assertThat(desk.meters.get("deskhand.outbox.held").gauge().value()).isEqualTo(1);
            });
  }

  /** As the desk does it: nothing goes before all of it has been released. */
  private OptionalLong release() {
    return Objects.requireNonNull(
        desk.transaction.execute(status -> desk.outbox.release(Desk.ADMIN)));
  }

  private void hold() {
    desk.jdbc
        .sql(
            "insert into outbox_hold (since, backup, correlation_id) values (now(), now(), 'hold-1')")
        .update();
  }
}
