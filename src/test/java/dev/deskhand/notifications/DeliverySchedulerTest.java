package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.DeliveryScheduler;
import dev.deskhand.notifications.outbox.OutboxDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When messages are delivered, with the real scheduler. */
@Timeout(60)
class DeliverySchedulerTest {

  private static final Address.Person SAM = new Address.Person("slack", "U1");

  private final ScriptedPlatform slack = new ScriptedPlatform("slack");
  private final ScriptedPlatform discord = new ScriptedPlatform("discord");
  private final Desk desk = new Desk(slack, discord);

  @AfterEach
  void close() {
    desk.close();
    assertThat(slack.broken).isEmpty();
    assertThat(discord.broken).isEmpty();
  }

  @Test
  void whatIsCommittedIsDelivered() {
    desk.start();

    desk.post(SAM, "hello");

    await().until(() -> slack.texts().equals(List.of("hello")));
    await().until(() -> tasks() == 0);
  }

  @Test
  void whatACrashLeftWithoutATaskIsFound() {
    desk.write(OutboxDraft.message(SAM, new Reply.Text("before the crash")));

    desk.start();

    await().until(() -> slack.texts().equals(List.of("before the crash")));
  }

  @Test
  void whatCameWhileTheSchedulerRanAndNobodyWokeItIsFound() {
    desk.start();

    desk.write(OutboxDraft.message(SAM, new Reply.Text("unannounced")));

    await().until(() -> slack.texts().equals(List.of("unannounced")));
  }

  @Test
  void aConversationThatMustWaitIsTakenUpWhenItIsTime() {
    slack.next(message -> new Delivery.Retry(Duration.ofMinutes(10), "ratelimited"));
    desk.start();
    desk.post(SAM, "patience");
    await().until(() -> slack.attempts.size() == 1);

    desk.clock.advance(Duration.ofMinutes(10));

    await().until(() -> slack.texts().equals(List.of("patience")));
  }

  @Test
  void whatAnAdminRetriesGoesOutAtOnce() {
    slack.next(message -> new Delivery.Rejected("not_in_channel"));
    desk.start();
    desk.post(SAM, "hello");
    await().until(() -> desk.outbox.undelivered(1).size() == 1);

    long id = desk.outbox.undelivered(1).getFirst().id();
    desk.transaction.executeWithoutResult(status -> desk.outbox.retry(id, Desk.ADMIN));

    await().until(() -> slack.texts().equals(List.of("hello")));
  }

  @Test
  void aSlowPlatformDoesNotSlowTheOther() {
    CountDownLatch stuck = new CountDownLatch(1);
    slack.always(
        message -> {
          hold(stuck);
          return slack.accept(message);
        });
    desk.start();
    for (int i = 0; i < 60; i++) {
      desk.post(new Address.Person("slack", "U" + i), "slow");
    }
    // as many as may, and no more
    await().until(() -> slack.attempts.size() == desk.properties.atOncePerPlatform());

    for (int i = 0; i < 20; i++) {
      desk.post(new Address.Person("discord", "U" + i), "quick");
    }

    await().atMost(Duration.ofSeconds(10)).until(() -> discord.delivered.size() == 20);
    assertThat(slack.delivered).isEmpty();
    assertThat(slack.attempts).hasSize(desk.properties.atOncePerPlatform());
    stuck.countDown();
    await().atMost(Duration.ofSeconds(30)).until(() -> slack.delivered.size() == 60);
  }

  @Test
  void whatOnlyAnotherCopyCanDeliverItDeliversSoonAndAtTheFirstAttempt() {
    slack.always(message -> new Delivery.OtherInstance());
    ScriptedPlatform connected = new ScriptedPlatform("slack");
    desk.start();
    desk.startCopy(connected);

    for (int i = 0; i < 20; i++) {
      int n = i;
      desk.post(SAM, "message " + n);
      await().atMost(Duration.ofSeconds(5)).until(() -> connected.delivered.size() == n + 1);
    }

    assertThat(slack.delivered).isEmpty();
    assertThat(connected.attempts).hasSize(20);
    await().until(() -> desk.count("DELIVERED") == 20);
    assertThat(desk.jdbc.sql("select max(attempts) from outbox").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void whileNoCopyCanDeliverTheyAskNowAndThen() {
    slack.always(message -> new Delivery.OtherInstance());
    desk.start();
    desk.post(SAM, "patience");
    await().until(() -> slack.attempts.size() >= 3);

    // each look for due work finds it at most once
    int before = slack.attempts.size();
    await().during(Duration.ofSeconds(1)).until(() -> true);
    assertThat(slack.attempts.size() - before).isLessThan(30);
    slack.always(slack::accept);
    await().until(() -> slack.texts().equals(List.of("patience")));
  }

  @Test
  void twoCopiesOnOneDatabaseDeliverEachMessageOnceAndInOrder() throws Exception {
    desk.start();
    DeliveryScheduler copy = desk.startCopy();
    int writers = 4;
    int each = 25;
    List<Callable<Void>> calls = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      int writer = i;
      Address.Person person = new Address.Person("slack", "U" + i % 2);
      calls.add(
          () -> {
            for (int n = 0; n < each; n++) {
              desk.post(person, "%d:%03d".formatted(writer, n));
            }
            return null;
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(calls)) {
        done.get();
      }
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> desk.count("PENDING") == 0);
    copy.stop();
    assertThat(slack.attempts).hasSize(writers * each);
    assertThat(slack.delivered).extracting(Outbound::id).doesNotHaveDuplicates();
    for (int i = 0; i < writers; i++) {
      String writer = i + ":";
      assertThat(slack.texts().stream().filter(text -> text.startsWith(writer)))
          .hasSize(each)
          .isSorted();
    }
  }

  @Test
  void aStoppedCopyLeavesItsWorkToTheOther() {
    CountDownLatch stuck = new CountDownLatch(1);
    slack.next(
        message -> {
          hold(stuck);
          return new Delivery.Retry(Duration.ZERO, "interrupted");
        });
    desk.start();
    desk.post(SAM, "hello");
    await().until(() -> slack.attempts.size() == 1);
    stuck.countDown();
    desk.deliveries.stop();

    desk.startCopy();

    await().until(() -> slack.texts().equals(List.of("hello")));
  }

  @Test
  void theFirstSuccessOnAPlatformMakesAllThatWaitsForItDue() {
    slack.always(message -> new Delivery.Retry(null, "503"));
    discord.always(message -> new Delivery.Retry(null, "503"));
    desk.start();
    for (int i = 0; i < 40; i++) {
      desk.post(new Address.Person("slack", "U" + i), "patience");
      desk.post(new Address.Person("discord", "U" + i), "patience");
    }
    await().until(() -> heldUp() == 80);
    // far beyond what the desk waits by itself; the clock stands still
    desk.jdbc.sql("update outbox set not_before = not_before + interval '1 hour'").update();
    slack.always(slack::accept);

    desk.post(new Address.Person("slack", "W1"), "well again");

    await().atMost(Duration.ofSeconds(10)).until(() -> slack.delivered.size() == 41);
    assertThat(discord.delivered).isEmpty();
    assertThat(heldUp()).isEqualTo(40);
  }

  @Test
  void whatItsAdapterSaysOfAPlatformMakesWhatWaitsDue() {
    slack.always(message -> new Delivery.Retry(null, "503"));
    desk.start();
    desk.post(SAM, "patience");
    await().until(() -> heldUp() == 1);
    desk.jdbc.sql("update outbox set not_before = not_before + interval '1 hour'").update();
    slack.always(slack::accept);

    desk.deliveries.on(new PlatformRecovered("slack"));

    await().until(() -> slack.texts().equals(List.of("patience")));
  }

  @Test
  void whatSomebodyHadToActForIsDueAtOnceWhenTheyHave() {
    slack.always(message -> new Delivery.Barred(Duration.ofMinutes(10), "suspended"));
    desk.start();
    desk.post(SAM, "patience");
    await().until(() -> heldUp() == 1);
    assertThat(desk.jdbc.sql("select attempts from outbox").query(Integer.class).single()).isZero();
    slack.always(slack::accept);

    desk.post(new Address.Person("slack", "U2"), "well again");

    await().until(() -> slack.texts().contains("patience"));
    assertThat(slack.delivered).extracting(Outbound::again).containsOnly(false);
  }

  @Test
  void whatWaitedForAPlatformToBeConnectedIsDueAtOnceWhenARestartHasDoneSo() {
    desk.start();
    desk.post(new Address.Person("teams", "T1"), "patience");
    await().until(() -> heldUp() == 1);
    desk.deliveries.stop();
    ScriptedPlatform teams = new ScriptedPlatform("teams");
    DeliveryScheduler restarted = desk.startCopy(teams);

    desk.post(new Address.Person("teams", "T2"), "connected");

    await().until(() -> teams.texts().contains("patience"));
    restarted.stop();
  }

  @Test
  void whatThePlatformAskedForIsNotCutShort() {
    slack.next(message -> new Delivery.Retry(Duration.ofMinutes(10), "no answer in time"));
    slack.next(message -> new Delivery.RateLimited(Duration.ofMinutes(10), "ratelimited"));
    desk.start();
    desk.post(SAM, "patience");
    await().until(() -> slack.attempts.size() == 1);
    desk.post(new Address.Person("slack", "U2"), "patience");
    await().until(() -> slack.attempts.size() == 2);

    desk.post(new Address.Person("slack", "U3"), "well");

    await().until(() -> slack.texts().equals(List.of("well")));
    await().during(Duration.ofSeconds(3)).until(() -> slack.attempts.size() == 3);
  }

  @Test
  void whatFailsByItselfIsNotTriedWheneverAnotherWorks() {
    slack.always(
        message ->
            message.to().equals(SAM) ? new Delivery.Retry(null, "500") : slack.accept(message));
    desk.start();
    desk.post(SAM, "poison");
    for (int i = 0; i < 50; i++) {
      int sent = i + 1;
      desk.post(new Address.Person("slack", "U2"), "fine");
      await().until(() -> slack.delivered.size() == sent);
    }

    assertThat(slack.attempts.stream().filter(attempt -> attempt.to().equals(SAM)))
        .hasSizeLessThan(5);
  }

  @Test
  void aDeliveryWhoseEndTheDatabaseDidNotTakeIsTakenUpAgainSoon() {
    slack.next(
        message -> {
          desk.jdbc.sql("alter table scheduled_tasks rename to away").update();
          return slack.accept(message);
        });
    desk.start();
    desk.post(SAM, "first");
    await().until(() -> desk.count("DELIVERED") == 1);
    // the scheduler gives up on writing down that it is done
    await().during(Duration.ofSeconds(1)).until(() -> desk.count("DELIVERED") == 1);
    desk.write(OutboxDraft.message(SAM, new Reply.Text("second")));
    desk.jdbc.sql("alter table away rename to scheduled_tasks").update();

    // before four heartbeats have been missed
    await().atMost(Duration.ofSeconds(8)).until(() -> slack.texts().size() == 2);
    await().until(() -> tasks() == 0);
  }

  private int heldUp() {
    return desk.jdbc
        .sql("select count(*) from outbox where state = 'PENDING' and held_up")
        .query((row, number) -> row.getInt(1))
        .single();
  }

  private static void hold(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int tasks() {
    return desk.jdbc
        .sql("select count(*) from scheduled_tasks where task_name = 'deliver'")
        .query((row, number) -> row.getInt(1))
        .single();
  }
}
