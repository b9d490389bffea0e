package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.slack.api.model.User;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackProperties;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.people.UserLookupQueue;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Many people at once of whom the desk knows none. */
@LooksAtOutput
class UserLookupQueueTest {

  /** 200 calls at once, and 800 a minute. */
  private static final SlackProperties.Limits TIGHT =
      new SlackProperties.Limits(10_000, 10, Duration.ofSeconds(10));

  private static final int PEOPLE = 250;

  private final SlackStandIn slack = SlackStandIn.start();
  private final SettableClock clock = new SettableClock();
  private final Wired wired = new Wired(slack, clock, TIGHT);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Workspace workspace = new Workspace(wired.api, wired.health, executor);
  private final List<String> found = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  @BeforeEach
  void connect() {
    IntStream.range(0, PEOPLE).forEach(n -> slack.person(id(n), "Person Number " + n));
    workspace.introduce();
    await().until(workspace::isIntroduced);
    logged.start();
    root.addAppender(logged);
  }

  @AfterEach
  void close() throws Exception {
    root.detachAppender(logged);
    executor.shutdownNow();
    wired.close();
    slack.close();
  }

  @Test
  void eachIsAskedAboutOnceAtSlacksPaceHoweverOftenTheySpeakAndOneLineTellsOfIt() {
    UserLookupQueue lookUps = lookUps();
    Fault.Gate gate = new Fault.Gate();
    slack.faults().next("users.info", PEOPLE, Fault.held(gate));
    for (int word = 0; word < 3; word++) {
      IntStream.range(0, PEOPLE).forEach(n -> lookUps.ask(id(n), CallPriority.SOON));
    }
    gate.open();

    await().until(() -> lines().size() == 1);
    clock.advance(Duration.ofMinutes(1));
    await().atMost(Duration.ofSeconds(40)).until(() -> found.size() == PEOPLE);

    assertThat(found).doesNotHaveDuplicates();
    assertThat(slack.calls("users.info")).hasSize(PEOPLE);
    assertThat(lines()).singleElement().asString().contains("still to be looked up");
    assertThat(logged.list).noneMatch(line -> line.getThrowableProxy() != null);
  }

  @Test
  void whomSlackDoesNotTellOfIsNotAskedAboutAgainAndAgain() {
    UserLookupQueue lookUps = lookUps();

    CompletableFuture<User> nobody = lookUps.ask("U0NOBODY", CallPriority.SOON);

    await().until(nobody::isCompletedExceptionally);
    assertThat(lookUps.ask("U0NOBODY", CallPriority.SOON)).isCompletedExceptionally();
    assertThat(slack.calls("users.info")).hasSize(1);
    assertThat(lines()).singleElement().asString().contains("U0NOBODY", "user_not_found");
  }

  @Test
  void whatSlackCouldNotSayNowItIsAskedAgain() {
    slack.faults().next("users.info", 1, Fault.status(503));

    CompletableFuture<User> asked = lookUps().ask(id(1), CallPriority.SOON);

    await().atMost(Duration.ofSeconds(15)).until(asked::isDone);
    assertThat(asked.join().getRealName()).isEqualTo("Person Number 1");
  }

  private UserLookupQueue lookUps() {
    return new UserLookupQueue(
        wired.api, workspace, user -> found.add(user.getId()), executor, Clock.systemUTC());
  }

  private List<String> lines() {
    return logged.list.stream()
        .filter(line -> line.getLoggerName().equals(UserLookupQueue.class.getName()))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static String id(int n) {
    return "U0MANY" + n;
  }
}
