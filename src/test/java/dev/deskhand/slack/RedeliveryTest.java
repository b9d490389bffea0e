package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.Sending;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackView;
import dev.deskhand.testing.OnRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What Slack sends again is done once, also when the first attempt is still running. */
class RedeliveryTest extends SlackScene {

  private static final int RETRIES = 3;

  @Autowired DataSource dataSource;

  /** Keeps everything that the desk does from ending, while Slack sends it again. */
  private void whileNothingEnds(Runnable meanwhile) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE inbound_event IN ACCESS EXCLUSIVE MODE");
      meanwhile.run();
      connection.rollback();
    }
  }

  /** Slack waits three seconds each time; here all of it comes while the first is at work. */
  private void redeliver(SlackAck first) {
    List<CompletableFuture<SlackAck>> again =
        IntStream.rangeClosed(1, RETRIES)
            .mapToObj(
                retry ->
                    CompletableFuture.supplyAsync(
                        () -> slack.redeliver(first, retry, "http_timeout")))
            .toList();
    assertThat(again).allSatisfy(ack -> assertThat(ack.join().accepted()).isTrue());
  }

  /** Until all that was sent has been done, or found to be done already. */
  private void settled() {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
                            .query(Integer.class)
                            .single())
                    .isZero());
    await()
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM outbox WHERE state = 'PENDING'")
                        .query(Integer.class)
                        .single()
                    == 0);
  }

  @Test
  void anEvent() throws Exception {
    Sending event = Sending.USUAL.withEventId("Ev0AGAIN");
    List<Supplier<SlackAck>> sent =
        IntStream.rangeClosed(0, RETRIES)
            .<Supplier<SlackAck>>mapToObj(
                retry ->
                    () ->
                        rita.sending(retry == 0 ? event : event.asRetry(retry, "http_timeout"))
                            .directMessage("report the tap of hall nine drips"))
            .toList();
    CompletableFuture<?>[] acks = new CompletableFuture<?>[sent.size()];
    whileNothingEnds(
        () -> {
          for (int i = 0; i < acks.length; i++) {
            acks[i] = CompletableFuture.supplyAsync(sent.get(i));
          }
          await().until(() -> waiting() >= 2);
          assertThat(acks).noneMatch(CompletableFuture::isDone);
        });
    for (CompletableFuture<?> ack : acks) {
      assertThat(((SlackAck) ack.get())).matches(SlackAck::accepted, "accepted");
    }
    settled();
    assertThat(incidents()).isEqualTo(1);
    assertThat(
            messages(rita.dm(), message -> message.shown().contains("the tap of hall nine drips")))
        .filteredOn(message -> !message.user().equals(rita.id()))
        .hasSize(1);
  }

  private int waiting() {
    return jdbc.sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
        .query(Integer.class)
        .single();
  }

  @Test
  void aSlashCommand() throws Exception {
    whileNothingEnds(
        () -> redeliver(rita.slash("/desk", "report the lamp of hall nine hums", OFFICE)));
    toldDirectly(rita, "the lamp of hall nine hums");
    settled();
    assertThat(incidents()).isEqualTo(1);
    assertThat(cards("the lamp of hall nine hums")).hasSize(1);
    assertThat(heard("the lamp of hall nine hums", OFFICE)).hasSize(1);
    assertThat(heard("the lamp of hall nine hums", rita.dm())).hasSize(1);
  }

  @Test
  void aPressedButton() throws Exception {
    makeAgent(anton);
    rita.slash("/desk", "report the door of hall nine jams", OFFICE);
    SlackMessage card = card("the door of hall nine jams");
    whileNothingEnds(() -> redeliver(anton.press(card, "Take")));
    slack.awaitChange(card, now -> now.shown().contains("Anton Agent"));
    settled();
    assertThat(history("take")).isEqualTo(1);
    SlackMessage own = heard("the door of hall nine jams", rita.dm()).getFirst();
    assertThat(
            messages(
                rita.dm(),
                message ->
                    own.ts().equals(message.threadTs()) && message.shown().contains("works on it")))
        .hasSize(1);
  }

  @Test
  void aSubmittedForm() throws Exception {
    rita.slash("/desk", "report", OFFICE);
    SlackView form = slack.awaitModal(rita, view -> true);
    whileNothingEnds(
        () -> redeliver(rita.submit(form, Map.of("field:text", "the desk of hall nine wobbles"))));
    card("the desk of hall nine wobbles");
    settled();
    assertThat(incidents()).isEqualTo(1);
    assertThat(cards("the desk of hall nine wobbles")).hasSize(1);
    assertThat(heard("the desk of hall nine wobbles", OFFICE)).hasSize(1);
    assertThat(heard("the desk of hall nine wobbles", rita.dm())).hasSize(1);
  }

  private List<SlackMessage> cards(String containing) {
    return messages(TRIAGE, message -> message.shown().contains(containing));
  }

  /** The desk's own, for Rita alone. */
  private static List<SlackMessage> heard(String containing, String channel) {
    return rita.heard().stream()
        .filter(message -> message.channel().equals(channel))
        .filter(message -> message.shown().contains(containing))
        .toList();
  }

  private int history(String verb) {
    return (int)
        OnRecord.of(jdbc, "INC").stream().filter(said -> said.startsWith(verb + ":")).count();
  }
}
