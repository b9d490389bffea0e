package dev.deskhand.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.SharedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an earlier version of the desk wrote down is understood by this one. */
@Execution(ExecutionMode.CONCURRENT)
class EarlierVersionsTest {

  @Test
  void outagesLinksAndServicesOfTheFirstVersionAreTakenOver() {
    var database = new DriverManagerDataSource(SharedPostgres.get().emptyDatabase());
    var flyway = Flyway.configure().dataSource(database).locations("classpath:db/migration");
    flyway.target("92").load().migrate();
    JdbcClient jdbc = JdbcClient.create(database);
    for (String statement :
        List.of(
            "insert into person (name) values ('Ada')",
            """
            insert into service (name, kind, criticality, origin)
            values ('VPN', 'SUPPORTING', 'LOW', 'FILE'), ('Fax', 'SUPPORTING', 'LOW', 'CHAT')
            """,
            """
            insert into outage (service, severity, stage, text, started_at, declared_by,
              declared_by_name, incidents)
            values ('VPN', 'DOWN', 'IDENTIFIED', 'gone', now(), 1, 'Ada', 2)
            """,
            """
            insert into outage_timeline (outage_id, at, actor_id, actor_name, verb, stage, text,
              place, correlation_id)
            select 1, now(), 1, 'Ada', verb, 'INVESTIGATING', verb, 'web', 'c'
            from unnest(array['declare', 'update', 'attach']) verb
            """,
            """
            insert into outage_incident (outage_id, incident_id, person_id, attached_at)
            values (1, 7, 1, now()), (1, 8, 1, now())
            """)) {
      jdbc.sql(statement).update();
    }

    flyway.target("latest").load().migrate();

    assertThat(
            jdbc.sql(
                    """
                    select lower(verb) || ' ' || coalesce(after ->> 'severity', '-')
                    from record_entry where subject_kind = 'OUT' order by id
                    """)
                .query(String.class)
                .list())
        .containsExactly("declare DOWN", "update -", "attach -");
    assertThat(
            jdbc.sql(
                    "select incident_id from outage_incident where detached_at is null order by id")
                .query(Long.class)
                .list())
        .containsExactlyInAnyOrder(7L, 8L);
    assertThat(
            jdbc.sql("select reference || '=' || service from service_reference order by reference")
                .query(String.class)
                .list())
        .containsExactly("Fax=Fax", "VPN=VPN");
  }
}
