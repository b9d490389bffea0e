package dev.deskhand.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.SharedPostgres;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A desk of an earlier version with many incidents is as quick as others from its first command.
 */
@Execution(ExecutionMode.CONCURRENT)
class LargeDeskTakenOverTest {

  private final String url = SharedPostgres.get().emptyDatabase();
  private final DriverManagerDataSource database = new DriverManagerDataSource(url);

  @BeforeEach
  void takenOver() {
    var flyway = Flyway.configure().dataSource(database).locations("classpath:db/migration");
    flyway.target("92").load().migrate();
    JdbcClient jdbc = JdbcClient.create(database);
    jdbc.sql("insert into person (name) values ('Ada')").update();
    jdbc.sql(
            """
            insert into incident (title, description, state, impact, urgency, priority,
              requester_id, reporter_id, origin, opened_at, changed_at)
            select 'door', 'door', 'NEW', 'LOW', 'LOW', 'P4', 1, 1, 'web', now(), now()
            from generate_series(1, 20000)
            """)
        .update();
    jdbc.sql(
            """
            insert into incident_history (incident_id, at, actor_name, verb, text, internal, before,
              after, state_after, place, correlation_id)
            select id, opened_at, 'Ada', 'report', 'door', false, '', 'state: new, priority: P4',
              'NEW', 'web', 'c'
            from incident
            """)
        .update();
    flyway.target("latest").load().migrate();
  }

  @Test
  void theDatabaseKnowsWhatThePhasesAreLike() {
    assertThat(
            JdbcClient.create(database)
                .sql("select count(*) from pg_stats where tablename = 'incident_phase'")
                .query(Long.class)
                .single())
        .isPositive();
  }

  @Test
  void theFiguresOfOneIncidentAreRefreshedWithoutReadingThoseOfAllWhateverTheDatabaseKnows() {
    var one = new SingleConnectionDataSource(url, true);
    try {
      JdbcClient jdbc = JdbcClient.create(one);
      jdbc.sql("begin").update();
      jdbc.sql(
              """
              select count(pg_clear_attribute_stats('public', 'incident_phase', attname, false))
              from pg_stats where tablename = 'incident_phase'
              """)
          .query(Long.class)
          .single();
      jdbc.sql("call refresh_incident_phases(array[7::bigint])").update();
      assertThat(
              jdbc.sql(
                      """
                      select seq_scan from pg_stat_xact_user_tables
                      where relname = 'incident_phase'
                      """)
                  .query(Long.class)
                  .single())
          .isZero();
    } finally {
      one.destroy();
    }
  }
}
