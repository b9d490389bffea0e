package dev.deskhand.people;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The record in PostgreSQL. Refusals are kept once, with those that concern a ticket. */
@Service
class JdbcAuditLog implements AuditLog {

  private static final int LAST_PAGE = COUNTED / PAGE;

  private final JdbcClient jdbc;
  private final Clock clock;

  JdbcAuditLog(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(Actor by, String what, String before, String after) {
    jdbc.sql(
            """
            insert into desk_change
              (at, person_id, who, place, what, before, after, correlation_id)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            by.at().atOffset(ZoneOffset.UTC),
            by.personId(),
            by.name(),
            by.place(),
            what,
            before,
            after,
            by.correlationId())
        .update();
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void recordStart(String what, String before, String after) {
    jdbc.sql(
            """
            insert into desk_change
              (at, who, place, what, before, after, correlation_id)
            values (?, 'The desk', 'start', ?, ?, ?, 'start')
            """)
        .params(clock.instant().atOffset(ZoneOffset.UTC), what, before, after)
        .update();
  }

  @Override
  public Page latest(int page) {
    if (page > LAST_PAGE) {
      return new Page(List.of(), false);
    }
    int from = (Math.max(1, page) - 1) * PAGE;
    List<Entry> entries =
        jdbc.sql(
                """
                select at, who, place, what, before, after, correlation_id from (
                  (select at, id, who, place, what, before, after, correlation_id
                   from desk_change order by at desc, id desc limit :until)
                  union all
                  (select at, id, who, place, 'refused ' || command, '', why, correlation_id
                   from refusal where subject = '' order by at desc, id desc limit :until)
                ) latest
                order by at desc, id desc limit :page offset :from
                """)
            .param("until", from + PAGE + 1)
            .param("page", PAGE + 1)
            .param("from", from)
            .query(
                (row, number) ->
                    new Entry(
                        row.getTimestamp("at").toInstant(),
                        row.getString("who"),
                        row.getString("place"),
                        row.getString("what"),
                        row.getString("before"),
                        row.getString("after"),
                        row.getString("correlation_id")))
            .list();
    return new Page(
        entries.subList(0, Math.min(PAGE, entries.size())),
        entries.size() > PAGE && page < LAST_PAGE);
  }

  @Override
  public int count() {
    return jdbc.sql(
            """
            select count(*) from (
              (select 1 from desk_change limit :most)
              union all (select 1 from refusal where subject = '' limit :most)
              limit :most) as bounded
            """)
        .param("most", COUNTED)
        .query(Integer.class)
        .single();
  }
}
