package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.ReadPositions;
import dev.deskhand.slack.connection.Scope;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.people.SlackUsers;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.SharedDesk;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole desk on a port, connected to a stand-in for Slack: Rita reports, Anton is an agent, and
 * Adele an admin.
 */
@DeskhandTest
@SharedDesk
@ResourceLock(SlackScene.DESK)
abstract class SlackScene {

  /** Tests of this desk run one after another. */
  static final String DESK = "the desk on Slack";

  static final String TRIAGE = "C0TRIAGE";
  static final String OFFICE = "C0OFFICE";

  /** A user group whose members are agents. */
  static final String HELPERS = "S0HELPERS";

  private static final SettableClock SLACKS_CLOCK = new SettableClock();
  static final SlackStandIn slack = SlackStandIn.start(SLACKS_CLOCK);

  static final SlackPerson rita = slack.person("U0RITA", "Rita Requester");
  static final SlackPerson anton = slack.person("U0ANTON", "Anton Agent");
  static final SlackPerson adele = slack.person("U0ADELE", "Adele Admin");

  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Workspace workspace;
  @Autowired SlackUsers roster;
  @Autowired ReadPositions places;

  @Value("${local.server.port}")
  int port;

  @DynamicPropertySource
  static void slack(DynamicPropertyRegistry properties) {
    properties.add("SLACK_BOT_TOKEN", () -> SlackStandIn.BOT_TOKEN);
    properties.add("SLACK_SIGNING_SECRET", () -> SlackStandIn.SIGNING_SECRET);
    properties.add("SLACK_API_URL", slack::apiUrl);
    properties.add("DESKHAND_TRIAGE_CHANNELS", () -> "slack:" + TRIAGE);
    properties.add("DESKHAND_ADMINS", () -> "slack:" + adele.id());
    properties.add("DESKHAND_SLACK_ROLES", () -> HELPERS + ":agent");
    // the desk's clock stands still, so what is used up would not come back
    properties.add("deskhand.slack.limits.posts-per-channel", () -> "10000");
    properties.add("deskhand.slack.limits.tier-factor", () -> "10000");
    properties.add("deskhand.slack.limits.read-timeout", () -> "3s");
    // how long somebody is waited for who does not say what they began to say
    properties.add("deskhand.slack.timeouts.body", () -> "2s");
    properties.add("deskhand.slack.timeouts.reconnect", () -> "300ms");
    properties.add("deskhand.notifications.poll-every", () -> "20ms");
    properties.add("deskhand.notifications.homes.delay", () -> "300ms");
    properties.add("deskhand.notifications.first-retry", () -> "20ms");
    properties.add("deskhand.notifications.longest-retry", () -> "100ms");
    properties.add("deskhand.notifications.longest-platform-retry", () -> "100ms");
  }

  @BeforeEach
  void connect() {
    slack.faults().clear();
    SLACKS_CLOCK.reset();
    slack.channel(TRIAGE, "triage", anton.id(), adele.id());
    slack.channel(OFFICE, "office", rita.id(), anton.id());
    slack.grants().only(Scope.words());
    slack.userGroup(HELPERS);
    // everybody is new to the desk
    await().until(roster::isSettled);
    roster.forget();
    comeIn();
    await()
        .until(
            () -> {
              if (workspace.health().getStatus().equals(Status.UP)) {
                return true;
              }
              // a test before may have left it with a call that failed
              workspace.introduce();
              return false;
            });
    List.of(rita, anton, adele).forEach(person -> person.modal().ifPresent(person::close));
    slack.forgetCalls();
    slack.forgetMessages();
  }

  /** By which way Slack's requests get to the desk. */
  void comeIn() {
    slack.connect(URI.create("http://127.0.0.1:%d/slack/events".formatted(port)));
  }

  /** What a test left is not read again by a desk that knows nothing of it any more. */
  @AfterEach
  void nothingIsLeftToBeReadAgain() {
    slack.forgetMessages();
  }

  @AfterEach
  void nothingBrokeARuleOfSlacks() {
    slack.faults().clear();
    assertThat(slack.complaints()).isEmpty();
  }

  /** Both clocks at once: the desk's and Slack's. */
  void later(Duration by) {
    SLACKS_CLOCK.set(clock.advance(by));
  }

  /**
   * The desk has heard everything, and all that other tests wrote lies too far back for it to be
   * read again.
   */
  void heardAllOfOtherTests() {
    BigDecimal last = new BigDecimal(rita.message(OFFICE, null, "hello").message().ts());
    Instant lastWritten = Instant.ofEpochSecond(last.longValue());
    later(Duration.between(clock.instant(), lastWritten).plus(Duration.ofMinutes(20)));
    places.listening(SlackPlatform.NAME, clock.instant());
  }

  void makeAgent(SlackPerson person) {
    assertThat(person.slash("/desk", "whoami", OFFICE)).matches(SlackAck::accepted, "accepted");
    assertThat(adele.slash("/desk", "role <@" + person.id() + "> +agent", TRIAGE).body())
        .contains("agent");
  }

  SlackMessage card(String containing) {
    return slack.awaitMessage(TRIAGE, message -> message.shown().contains(containing));
  }

  SlackMessage told(SlackPerson person, String containing) {
    return slack.awaitHeard(person, message -> message.shown().contains(containing));
  }

  /** What one person alone sees in a channel. */
  SlackMessage toldAlone(SlackPerson person, String containing) {
    return slack.awaitHeard(
        person, message -> message.ephemeral() && message.shown().contains(containing));
  }

  /** What stays in the conversation between a person and the desk. */
  SlackMessage toldDirectly(SlackPerson person, String containing) {
    return slack.awaitHeard(
        person, message -> !message.ephemeral() && message.shown().contains(containing));
  }

  List<SlackMessage> messages(String channel, Predicate<SlackMessage> wanted) {
    return slack.messages(channel).stream().filter(wanted).toList();
  }

  int incidents() {
    return jdbc.sql("SELECT count(*) FROM incident").query(Integer.class).single();
  }
}
