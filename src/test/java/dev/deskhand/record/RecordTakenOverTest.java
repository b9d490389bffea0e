package dev.deskhand.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.SharedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** What an earlier version put on record in seven tables stands in one, row for row. */
@DesksInProcesses
class RecordTakenOverTest {

  private static final String EARLIER = "151";

  private final String url = SharedPostgres.get().emptyDatabase();
  private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(named("psql")));
  private final RecordReader record = new RecordReader(jdbc, new JsonMapper());

  @BeforeEach
  void aDeskOfAnEarlierVersion() {
    migrate(url, EARLIER);
    for (String statement :
        List.of(
            "insert into person (name) values ('Ann'), ('Bob')",
            """
            insert into incident (title, description, state, impact, urgency, priority, requester_id,
              reporter_id, origin, opened_at, changed_at, source, source_number)
            values
              ('door', 'door', 'NEW', 'LOW', 'LOW', 'P4', 1, 1, 'web', now(), now(), null, null),
              ('lift', 'lift', 'NEW', 'LOW', 'LOW', 'P4', 1, 1, 'log', now(), now(), 'log', 'N1')
            """,
            """
            insert into incident_history (incident_id, at, actor_id, actor_name, verb, text,
              internal, before, after, state_before, state_after, place, correlation_id)
            values
              (1, '2026-03-02 09:00Z', 1, 'Ann', 'report', 'door', false, '',
                'state: new, impact: low, urgency: low, priority: P4, team: Doors, Ltd, service: Key',
                null, 'NEW', 'web', 'c-1'),
              (1, '2026-03-02 09:05Z', 2, 'Bob', 'wait', 'for a key', false,
                'state: new, assignee: nobody',
                'state: waiting for vendor, assignee: Bob, category: Doors', 'NEW', 'WAITING',
                'slack:C1', 'c-2'),
              (1, '2026-03-02 09:04Z', 2, 'Bob', 'note', 'written earlier', true, '', '', 'WAITING',
                'WAITING', 'slack:C1', 'c-3'),
              (1, '2026-03-02 09:06Z', null, 'Bob', 'assign', '', false,
                'team: Doors, Ltd', 'team: a, category: b, service: c', 'WAITING', 'WAITING', 'web',
                'c-4')
            """,
            """
            insert into incident_phase (history_id, incident_id, at, opens, state, priority)
            values (1, 1, now(), true, 'NEW', 'P4'), (2, 1, now(), false, 'WAITING', 'P4')
            """,
            """
            insert into incident_history (incident_id, at, actor_id, actor_name, verb, text, internal,
              before, after, state_before, state_after, place, correlation_id, event_id, updated_at,
              updated_by_id, updated_by)
            values
              (2, '2020-01-01 00:00Z', 1, 'Ann', 'report', '', false, '', 'state: new', null, 'NEW',
                'log', '', 'log:a', '2020-01-01 00:07Z', 2, 'Bob'),
              (2, '2020-01-03 00:00Z', 1, 'Ann', 'close', 'gone', false, 'state: new',
                'state: closed', 'NEW', 'CLOSED', 'log', '', 'log:c', null, null, null)
            """,
            // a change before it came late, and it was recorded anew
            "delete from incident_history where event_id = 'log:c'",
            """
            insert into incident_history (incident_id, at, actor_id, actor_name, verb, text, internal,
              before, after, state_before, state_after, place, correlation_id, event_id)
            values (2, '2020-01-03 00:00Z', 1, 'Ann', 'close', 'gone', false, 'state: resolved',
              'state: closed', 'RESOLVED', 'CLOSED', 'log', '', 'log:c')
            """,
            """
            insert into service_request (item_id, item_name, state, fields, requester_id,
              requester_name, origin, opened_at, changed_at)
            values ('laptop', 'Laptop', 'APPROVED', '{}', 1, 'Ann', 'web', now(), now())
            """,
            """
            insert into service_request_history (request_id, requester_id, at, actor_id, actor_name,
              verb, text, before, after, place, correlation_id)
            values (1, 1, now(), 1, 'Ann', 'submit', 'Laptop', '', 'SUBMITTED', 'web', 'c'),
              (1, 1, now(), 1, 'Ann', 'route', '', 'SUBMITTED', 'APPROVED', 'web', 'c'),
              (1, 1, now(), 1, 'Ann', 'say', 'thanks', 'APPROVED', 'APPROVED', 'web', 'c')
            """,
            """
            insert into service (name, kind, criticality, origin)
            values ('VPN', 'SUPPORTING', 'LOW', 'FILE')
            """,
            """
            insert into outage (service, severity, stage, text, started_at, declared_by,
              declared_by_name)
            values ('VPN', 'DOWN', 'IDENTIFIED', 'gone', now(), 1, 'Ann')
            """,
            """
            insert into outage_timeline (outage_id, at, actor_id, actor_name, verb, stage, severity,
              text, place, correlation_id)
            values (1, now(), 1, 'Ann', 'declare', 'INVESTIGATING', 'DEGRADED', 'slow', 'web', 'c'),
              (1, now(), 1, 'Ann', 'attach', 'INVESTIGATING', null, 'INC-1', 'web', 'c'),
              (1, now(), 1, 'Ann', 'update', 'IDENTIFIED', 'DOWN', 'gone', 'web', 'c')
            """,
            """
            insert into role_change (at, person_id, before, after, actor_id, actor_name, place,
              correlation_id)
            values (now(), 1, '{EMPLOYEE}', '{EMPLOYEE,AGENT}', 2, 'Bob', 'web', 'c'),
              (now(), 1, '{EMPLOYEE,AGENT}', '{}', 2, 'Bob', 'web', 'c')
            """,
            """
            insert into service_change (service, at, actor_id, actor_name, verb, place, correlation_id)
            values ('VPN', now(), 1, 'Ann', 'add', 'web', 'c')
            """,
            """
            insert into desk_change (at, person_id, who, place, what, before, after, correlation_id)
            select timestamptz '2026-03-02 10:00Z' + n * interval '1 minute',
              case when what[3] = '' then 1 end, 'Ann', 'web', what[1], what[2], what[3], 'c'
            from unnest(array[1, 2, 3, 4, 5]) n, lateral (select case n
              when 1 then array['role Ann', 'employee', 'employee, agent']
              when 2 then array['channel add triage slack:C1', 'no posts', 'posts']
              when 3 then array['panel', '', 'slack:C1']
              when 4 then array['service retire VPN', 'VPN', '']
              when 5 then array['panelling', 'one', 'two'] end as what) w
            """,
            """
            insert into refusal (at, person_id, who, place, command, subject, why, correlation_id)
            values (now(), 1, 'Ann', 'web', 'take', 'INC-1', 'only for agents', 'c'),
              ('2026-03-02 10:30Z', 1, 'Ann', 'web', 'channel', '', 'only for admins', 'c'),
              (now(), 1, 'Ann', 'web', 'show', 'INC0000999', 'unknown', 'c'),
              (now(), 1, 'Ann', 'web', 'show', 'REQ-01', 'unknown', 'c')
            """)) {
      jdbc.sql(statement).update();
    }
  }

  @Test
  void bothSidesHoldTheSameAndADifferenceIsNoticed() {
    migrate(named("Deskhand one"), "latest");

    assertThat(checked())
        .extracting(Checked::source, Checked::rows, Checked::same)
        .containsExactly(
            tuple("desk_change", 5L, true),
            tuple("incident_history", 7L, true),
            tuple("outage_timeline", 3L, true),
            tuple("refusal", 4L, true),
            tuple("role_change", 2L, true),
            tuple("service_change", 1L, true),
            tuple("service_request_history", 3L, true));
    jdbc.sql("alter table record_words disable trigger user").update();
    jdbc.sql("update record_words set words = 'forged' where words = 'written earlier'").update();
    jdbc.sql("delete from record_words where words = 'thanks'").update();
    assertThat(checked())
        .filteredOn(checked -> !checked.same())
        .extracting(Checked::source)
        .containsExactly("incident_history", "service_request_history");
  }

  @Test
  void whatChangedIsValuesAndTheOrderWithinATicketIsKept() {
    migrate(named("Deskhand one"), "latest");

    List<RecordEntry> door =
        record
            .latest(Subject.ticket("INC", 1), Viewer.AGENT, RecordReader.Part.BY_TIME, 30)
            .reversed();
    assertThat(door)
        .extracting(RecordEntry::verb)
        .containsExactly(Verb.REPORT, Verb.NOTE, Verb.WAIT, Verb.ASSIGN);
    assertThat(door.getFirst().after())
        .isEqualTo(
            Values.of("state", "NEW")
                .with("impact", "LOW")
                .with("urgency", "LOW")
                .with("priority", "P4")
                .with("team", "Doors, Ltd")
                .with("service", "Key"));
    assertThat(door.get(2).before()).isEqualTo(Values.of("state", "NEW").with("assignee", null));
    assertThat(door.get(2).after())
        .isEqualTo(
            Values.of("state", "WAITING")
                .with("waitingFor", "VENDOR")
                .with("assignee", "Bob")
                .with("category", "Doors"));
    assertThat(door.get(3).after().text("words"))
        .as("kept as well, since nobody can tell the fields apart")
        .isEqualTo("team: a, category: b, service: c");
    assertThat(door).extracting(RecordEntry::words).contains("written earlier", "for a key");
    assertThat(
            jdbc.sql(
                    "select e.verb from incident_phase p join record_entry e on e.id = p.history_id"
                        + " order by e.id")
                .query(String.class)
                .list())
        .containsExactly("REPORT", "WAIT");
    assertThat(record.ofDesk(0, 30))
        .extracting(entry -> entry.verb() + " " + entry.subject().name())
        .containsExactly(
            "REFUSE ",
            "CHANGE panelling",
            "SERVICE_RETIRE VPN",
            "PANEL ",
            "CHANNEL_ADD triage slack:C1",
            "ROLE Ann");
    assertThat(record.refusals(Subject.ticket("INC", 1), 30))
        .extracting(RecordEntry::words)
        .containsExactly("only for agents");
  }

  @Test
  void whatWasReplacedStaysOnRecordAndIsNotTold() {
    migrate(named("Deskhand one"), "latest");

    assertThat(record.all("INC", List.of(2L), Viewer.AGENT).get(2L))
        .extracting(entry -> entry.verb() + " " + entry.before().inWords())
        .containsExactly("REPORT ", "CLOSE RESOLVED");
    assertThat(record.known(List.of("log:a", "log:b", "log:c")))
        .containsExactlyInAnyOrder("log:a", "log:c");
    assertThat(
            jdbc.sql("select before ->> 'state' from record_entry where replaced_at is not null")
                .query(String.class)
                .list())
        .containsExactly("NEW");
  }

  @Test
  void whatTellsWhenSomethingWasRecordedIsNeverBeforeItHappened() {
    migrate(named("Deskhand one"), "latest");

    assertThat(
            jdbc.sql("select count(*) from record_entry where recorded_at < happened_at")
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql("select recorded_at > happened_at from record_entry where verb = 'NOTE'")
                .query(Boolean.class)
                .single())
        .as("written earlier than what was on record before it")
        .isTrue();
  }

  @Test
  void nothingIsTakenOverWhileAnotherCopyIsAtWork() throws SQLException {
    try (Connection other = DriverManager.getConnection(url)) {
      assertThat(other.isValid(5)).isTrue();
      assertThatThrownBy(() -> migrate(named("Deskhand one"), "latest"))
          .isInstanceOf(FlywayException.class)
          .hasMessageContaining("Another copy of the desk is at work on this database");
    }
    try (Connection other = DriverManager.getConnection(named("Deskhand two"))) {
      assertThat(other.isValid(5)).isTrue();
      assertThatThrownBy(() -> migrate(named("Deskhand one"), "latest"))
          .hasMessageContaining("Another copy of the desk is at work on this database");
    }
    assertThat(exists("record_entry")).isFalse();

    try (Connection watching = DriverManager.getConnection(named("psql"))) {
      assertThat(watching.isValid(5)).isTrue();
      migrate(named("Deskhand one"), "latest");
    }
    assertThat(checked()).allMatch(Checked::same);
  }

  @Test
  void aStartWhileAnotherCopyIsAtWorkSaysSoInOneLineAndTheNextOneServes(@TempDir Path folder)
      throws Exception {
    String[] settings = {"--server.port=0", "--spring.datasource.url=" + url};
    try (Connection other = DriverManager.getConnection(url);
        DeskProcess desk = DeskProcess.start(folder, "refused.log", settings)) {
      assertThat(other.isValid(5)).isTrue();
      assertThat(desk.exitCode()).isEqualTo(1);
      assertThat(desk.output())
          .filteredOn(line -> line.contains("ERROR") && !line.contains("DbMigrate"))
          .singleElement()
          .asString()
          .contains("Deskhand cannot start: Another copy of the desk is at work");
    }
    try (DeskProcess desk = DeskProcess.start(folder, "served.log", settings)) {
      assertThat(desk.port()).isPositive();
      assertThat(checked()).allMatch(Checked::same);
    }
  }

  @Test
  void endedHalfWayItHasDoneNothingAndCanBeStartedAgain() throws Exception {
    try (Connection busy = DriverManager.getConnection(named("psql"))) {
      busy.setAutoCommit(false);
      // all is copied by then: the last steps wait for this one
      busy.createStatement().execute("lock table person in row exclusive mode");
      CompletableFuture<Void> migrating =
          CompletableFuture.runAsync(() -> migrate(named("Deskhand one"), "latest"));
      await().until(() -> waiting() == 1);
      jdbc.sql(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock'
              """)
          .query(Boolean.class)
          .list();
      assertThatThrownBy(migrating::get).isInstanceOf(ExecutionException.class);
      busy.rollback();
    }
    assertThat(exists("record_entry")).isFalse();

    migrate(named("Deskhand one"), "latest");

    assertThat(checked()).allMatch(Checked::same);
  }

  @Test
  void nothingIsWrittenWhereNobodyReadsAnyMore() {
    migrate(named("Deskhand one"), "latest");

    for (String table :
        List.of(
            "incident_history",
            "incident_history_replaced",
            "service_request_history",
            "outage_timeline",
            "role_change",
            "service_change",
            "desk_change",
            "refusal")) {
      assertThatThrownBy(() -> jdbc.sql("insert into " + table + " default values").update())
          .as(table)
          .hasMessageContaining("never changed");
    }
  }

  @Test
  void aFreshDatabaseAndOneTakenOverHaveTheSameSchema() {
    migrate(named("Deskhand one"), "latest");

    assertThat(schema(jdbc))
        .hasSizeGreaterThan(300)
        .isEqualTo(
            schema(
                JdbcClient.create(
                    new DriverManagerDataSource(SharedPostgres.get().newDatabase()))));
  }

  private static List<String> schema(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select concat_ws(' ', c.relname, a.attnum, a.attname,
              format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
              pg_get_expr(d.adbin, d.adrelid))
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
              and not a.attisdropped
            union all select indexdef from pg_indexes where schemaname = 'public'
            union all select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
              from pg_constraint where connamespace = 'public'::regnamespace
            union all select concat_ws(' ', tgenabled, pg_get_triggerdef(oid)) from pg_trigger
              where not tgisinternal
            union all select pg_get_functiondef(oid) from pg_proc
              where pronamespace = 'public'::regnamespace
            union all select viewname || definition from pg_views where schemaname = 'public'
            order by 1
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private List<Checked> checked() {
    return jdbc.sql("select source, earlier_rows as rows, same from record_check order by source")
        .query((row, _) -> new Checked(row.getString(1), row.getLong(2), row.getBoolean(3)))
        .list();
  }

  private long waiting() {
    return jdbc.sql(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        .query(Long.class)
        .single();
  }

  private boolean exists(String table) {
    return jdbc.sql("select to_regclass(?) is not null").param(table).query(Boolean.class).single();
  }

  private String named(String application) {
    return url
        + (url.contains("?") ? "&" : "?")
        + "ApplicationName="
        + application.replace(" ", "%20");
  }

  private static void migrate(String url, String target) {
    Flyway.configure()
        .dataSource(new DriverManagerDataSource(url))
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private record Checked(String source, long rows, boolean same) {}
}
