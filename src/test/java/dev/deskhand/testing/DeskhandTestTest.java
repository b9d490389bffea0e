package dev.deskhand.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DeskhandTest
class DeskhandTestTest {

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final SettableClock settable;
  private final QueryCount count;
  private final DatabaseCleaner cleaner;

  @Autowired
  DeskhandTestTest(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Clock clock,
      SettableClock settable,
      QueryCount count,
      DatabaseCleaner cleaner) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.settable = settable;
    this.count = count;
    this.cleaner = cleaner;
  }

  @BeforeEach
  void aTableOfTheTestsOwn() {
    jdbc.sql("create table if not exists scratch (id int generated always as identity, word text)")
        .update();
    count.reset();
  }

  @RepeatedTest(2)
  void eachTestFindsNoRowsOfTheOneBefore() {
    assertThat(jdbc.sql("select count(*) from scratch").query(Integer.class).single()).isZero();

    jdbc.sql("insert into scratch (word) values ('left behind')").update();
  }

  @Test
  void sequencesAreBackWhereTheyWereOnceRemembered() {
    cleaner.clean();
    jdbc.sql("insert into scratch (word) values ('once')").update();
    cleaner.clean();
    assertThat(jdbc.sql("select count(*) from scratch").query(Integer.class).single()).isZero();
  }

  @RepeatedTest(2)
  void theDesksClockIsTheSettableOneAndStartsAnew() {
    assertThat(clock.instant()).isEqualTo(SettableClock.START);

    settable.advance(Duration.ofHours(1));

    assertThat(clock.instant()).isEqualTo(SettableClock.START.plusSeconds(3600));
  }

  @Test
  void statementsAndCommitsAreCounted() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("insert into scratch (word) values ('a')").update();
          jdbc.sql("select word from scratch").query(String.class).list();
        });

    assertThat(count.statements()).hasSize(2);
    assertThat(count.commits()).isEqualTo(1);
    assertThat(count.rollbacks()).isZero();
    assertThat(count.roundTrips()).isEqualTo(3);
  }

  @Test
  void aRollbackIsCountedAsSuch() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.sql("insert into scratch (word) values ('a')").update();
          status.setRollbackOnly();
        });

    assertThat(count.rollbacks()).isEqualTo(1);
    assertThat(count.commits()).isZero();
  }
}
