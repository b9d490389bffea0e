package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.RecordedRequest;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 500 incidents through the whole desk, while much that can fail with Discord fails. */
@DeskhandTest
class DiscordFaultsTest implements OnDiscord {

  private static final int PEOPLE = 10;
  private static final int EACH = 50;

  /** One word that no other report has: the answer to a report names those that it looks like. */
  private static final Pattern NUMBER = Pattern.compile("f(\\d+)p(\\d+)");

  private final JdbcClient jdbc;
  private final SettableClock clock;
  private List<DiscordPerson> people = List.of();

  @Autowired
  DiscordFaultsTest(JdbcClient jdbc, SettableClock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @BeforeEach
  void people() {
    people =
        IntStream.range(0, PEOPLE)
            .mapToObj(n -> DISCORD.member(Integer.toString(7_000 + n), "Person " + n))
            .toList();
  }

  @AfterEach
  void end() {
    DISCORD.faults().clear();
    DISCORD.gateway().refuseResumes(false);
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void nothingIsLostOrDoubledAndEachConversationKeepsItsOrder() {
    // whoever has spoken once is heard again after a downtime
    people.forEach(person -> person.directMessage("whoami"));
    people.forEach(person -> person.directMessages().awaitBotMessage("You are " + person.name()));
    await().until(this::delivered);
    // the desk notes a few times a minute that nothing escaped it; what it has not noted is not
    // read again
    clock.advance(Duration.ofMinutes(1));
    await().until(() -> count("select count(*) from listened where platform = 'discord'") == 1);
    faults();

    int resumes = DISCORD.gateway().resumes();
    int identifies = DISCORD.gateway().identifies();
    for (int n = 0; n < EACH; n++) {
      for (DiscordPerson person : people) {
        person.directMessage("report f%dp%s".formatted(n, person.id()));
      }
      switch (n) {
        case 15 -> DISCORD.gateway().dropSockets();
        case 35 -> {
          await().until(DISCORD.gateway()::connected);
          DISCORD.gateway().refuseResumes(true);
          DISCORD.gateway().dropSockets();
        }
        default -> {}
      }
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> DISCORD.gateway().identifies() > identifies);
    DISCORD.gateway().refuseResumes(false);

    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              // what waits for another try by the desk's clock
              clock.advance(Duration.ofSeconds(30));
              return incidents() == PEOPLE * EACH && delivered();
            });

    assertThat(DISCORD.gateway().resumes()).isGreaterThan(resumes);
    for (DiscordPerson person : people) {
      assertThat(numbers(person.directMessages(), person))
          .isEqualTo(IntStream.range(0, EACH).boxed().toList());
      assertThat(numbers(TRIAGE, person)).isEqualTo(IntStream.range(0, EACH).boxed().toList());
    }
    assertThat(count("select count(*) from outbox where state = 'UNDELIVERABLE'")).isZero();
  }

  private static void faults() {
    Predicate<RecordedRequest> post =
        request -> request.isTo("POST", "/channels/{channel_id}/messages");
    Predicate<RecordedRequest> toTriage =
        request -> post.test(request) && request.path().contains(TRIAGE.id());
    List<Fault> script =
        List.of(
            new Fault.ServerError(500),
            new Fault.Delayed(Duration.ofMillis(300)),
            new Fault.BucketLimited(Duration.ofMillis(300)),
            new Fault.DroppedAfter(),
            new Fault.ServerError(502),
            new Fault.DroppedBefore(),
            new Fault.GloballyLimited(Duration.ofMillis(500)),
            new Fault.ServerError(503),
            new Fault.CloudflareLimited(Duration.ofSeconds(1)),
            new Fault.DroppedAfter());
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < script.size(); i++) {
        Fault fault = script.get(i);
        Predicate<RecordedRequest> where = i % 2 == 0 ? toTriage : post;
        // some twenty messages between two faults
        AtomicInteger before = new AtomicInteger(20 * (round * script.size() + i));
        DISCORD
            .faults()
            .next(1, request -> where.test(request) && before.getAndDecrement() <= 0, fault);
      }
    }
  }

  /** The numbers of a person's reports in the order in which they are told of here. */
  private static List<Integer> numbers(StandInChannel channel, DiscordPerson person) {
    return channel.botMessages().stream()
        .map(StandInMessage::text)
        .flatMap(text -> NUMBER.matcher(text).results().limit(1))
        .filter(found -> found.group(2).equals(person.id()))
        .map(found -> Integer.valueOf(found.group(1)))
        .toList();
  }

  private int incidents() {
    return count("select count(*) from incident");
  }

  private boolean delivered() {
    return count("select count(*) from outbox where state = 'PENDING'") == 0;
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
