package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.commands.FreshFileLinks;
import dev.deskhand.conversation.threads.ThreadTickets;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.notifications.TicketThreads;
import dev.deskhand.people.People;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.Spoken;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** The database goes away while a command is carried out, before, during and after its commit. */
@DeskhandTest
class PassingFailuresTest {

  private static final Duration PATIENCE = Duration.ofMillis(600);
  private static final String KILL = "perform pg_terminate_backend(pg_backend_pid());";

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired ThreadTickets threads;
  @Autowired TicketThreads platforms;
  @Autowired InboundLedger ledger;
  @Autowired People people;
  @Autowired CommandRouter router;
  @Autowired FreshFileLinks files;
  @Autowired Outbox outbox;
  @Autowired ReadPositions places;
  @Autowired AnswerAddress addresses;
  @Autowired Apologies apologies;
  @Autowired MeterRegistry meters;
  @Autowired PlatformTransactionManager manager;

  @AfterEach
  void allIsWell() {
    jdbc.sql("drop trigger if exists trouble on incident").update();
    jdbc.sql("drop sequence if exists troubles").update();
  }

  @Test
  void aConnectionThatBreaksInTheMiddleIsNoReasonToHandACommandBack() {
    trouble("before insert on incident", "if nextval('troubles') < 3 then " + KILL + " end if;");

    assertThat(says(Origin.ReplyRoute.IN_PLACE, "report the lamp hums").getFirst())
        .isInstanceOf(Reply.Card.class);

    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksAtTheCommitIsNoReasonEither() {
    jdbc.sql("create sequence troubles").update();
    function("if nextval('troubles') = 1 then " + KILL + " end if;");
    jdbc.sql(
            """
            create constraint trigger trouble after insert on incident deferrable initially deferred
            for each row execute function trouble()
            """)
        .update();

    assertThat(says(Origin.ReplyRoute.IN_PLACE, "report the lamp hums").getFirst())
        .isInstanceOf(Reply.Card.class);

    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void whatTheServerEndsBecauseItStoodStillIsDoneOnceItGoesOn() {
    trouble(
        "before insert on incident",
        "if nextval('troubles') < 3 then"
            + " raise exception 'statement timeout' using errcode = 'query_canceled'; end if;");

    assertThat(says(Origin.ReplyRoute.IN_PLACE, "report the lamp hums").getFirst())
        .isInstanceOf(Reply.Card.class);

    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void whatWasCommittedAlthoughTheConnectionBrokeThenIsDoneOnceAndAnsweredAsDone() {
    List<Reply> answer =
        deskThatHearsNothingOfItsCommits(1)
            .handle(origin(Origin.ReplyRoute.IN_PLACE), parse("report the lamp hums"));

    assertThat(answer.getFirst()).isInstanceOf(Reply.Card.class);
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void whereItStaysUnknownWhetherItWasDoneNobodySaysThatItWasNot() {
    DeskConversation deaf = deskThatHearsNothingOfItsCommits(Integer.MAX_VALUE);

    List<Reply> answer =
        deaf.handle(
            origin(Origin.ReplyRoute.IN_PLACE),
            parse("report the lamp hums"),
            "report the lamp hums",
            PATIENCE);

    assertThat(answer.getFirst().plainText())
        .contains("cannot say whether it was done", "the lamp hums")
        .doesNotContain("nothing was changed");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void anEventThatCannotBeTakenInIsLeftToThePlatformAndCountsOnceWhenItComesAgain() {
    trouble("before insert on incident", KILL);

    assertThatThrownBy(() -> says(Origin.ReplyRoute.POSTED, "report the lamp hums"))
        .isInstanceOf(DeskUnavailableException.class);

    jdbc.sql("drop trigger trouble on incident").update();
    assertThat(jdbc.sql("select count(*) from outbox").query(Integer.class).single()).isZero();
    says(Origin.ReplyRoute.POSTED, "report the lamp hums");
    says(Origin.ReplyRoute.POSTED, "report the lamp hums");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void anApologyQuotesWhatItIsAbout() {
    trouble("before insert on incident", KILL);

    Reply apology =
        says(Origin.ReplyRoute.IN_PLACE, "report the\nlamp " + "hums and ".repeat(50)).getFirst();

    assertThat(apology.plainText())
        .contains("nothing was changed", "about: \"report the lamp hums and hums")
        .hasSizeLessThan(400);
  }

  @Test
  void whatTheDeskDoesWrongByItselfIsNotTriedAgain() {
    trouble("before insert on incident", "perform nextval('troubles'); raise exception 'a bug';");

    assertThat(says(Origin.ReplyRoute.IN_PLACE, "report the lamp hums").getFirst().plainText())
        .startsWith("Sorry");

    assertThat(jdbc.sql("select last_value from troubles").query(Long.class).single()).isOne();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "08001", "57P01", "57P02", "57P03", "53300", "53100", "58030", "25006", "25P03",
        "25P04", "57014", "0A000"
      })
  void troubleOfTheDatabaseIsKnownByItsState(String state) {
    assertThat(
            TransientFailure.is(new TransactionSystemException("?", new SQLException("?", state))))
        .isTrue();
  }

  @Test
  void soIsAConnectionThatIsClosedWhenItsTransactionIsToBeTakenBack() {
    assertThat(TransientFailure.is(new IllegalStateException(new SQLException("is closed"))))
        .isTrue();
  }

  @Test
  void whatIsWrongWithTheCommandDoesNotPass() {
    assertThat(TransientFailure.is(new IllegalStateException(new SQLException("?", "23505"))))
        .isFalse();
    assertThat(TransientFailure.is(new IllegalStateException())).isFalse();
    assertThat(TransientFailure.is(new CannotGetJdbcConnectionException("?"))).isTrue();
  }

  private void trouble(String when, String does) {
    jdbc.sql("create sequence troubles").update();
    function(does);
    jdbc.sql("create trigger trouble " + when + " for each row execute function trouble()")
        .update();
  }

  private void function(String does) {
    jdbc.sql(
            "create or replace function trouble() returns trigger language plpgsql as"
                + " $$begin "
                + does
                + " return new; end$$")
        .update();
  }

  /** As often as it commits, up to so many times, it is told that the connection broke. */
  private DeskConversation deskThatHearsNothingOfItsCommits(int times) {
    AtomicInteger commits = new AtomicInteger();
    TransactionTemplate deaf =
        new TransactionTemplate(manager) {
          private static final long serialVersionUID = 1L;

          @Override
          public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
            T result = super.execute(action);
            if (commits.incrementAndGet() <= times) {
              throw new TransactionSystemException("commit", new SQLException("broken", "08006"));
            }
            return result;
          }
        };
    return new DeskConversation(
        Spoken.PARSER,
        threads,
        platforms,
        ledger,
        people,
        router,
        files,
        outbox,
        places,
        addresses,
        apologies,
        deaf,
        meters,
        clock);
  }

  private List<Reply> says(Origin.ReplyRoute answering, String words) {
    return desk.handle(origin(answering), parse(words), words, PATIENCE);
  }

  private dev.deskhand.language.Command parse(String words) {
    return desk.read(new Utterance.Said(origin(Origin.ReplyRoute.IN_PLACE), words, true));
  }

  private Origin origin(Origin.ReplyRoute answering) {
    return new Origin(
        "event-1",
        new Sender("web", "employee", "Erin"),
        new Place("web", "dm-employee", null, true),
        clock.instant(),
        answering);
  }

  private int incidents() {
    return jdbc.sql("select count(*) from incident").query(Integer.class).single();
  }
}
