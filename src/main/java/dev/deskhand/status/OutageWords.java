package dev.deskhand.status;

import dev.deskhand.search.SearchedTickets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words by which outages are found; not by the incidents linked to them. */
@Repository
class OutageWords implements SearchedTickets {

  static final String PREFIX = "OUT";

  /** The changes that say something of it. */
  static final Set<String> SAID = Set.of("update", "resolve");

  private final JdbcClient jdbc;

  OutageWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The words of one that is new. */
  static Texts of(Outage outage) {
    return new Texts(
        outage.id(), null, null, outage.startedAt(), outage.service(), outage.text(), "", "", "");
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public List<Long> below(long id, int most) {
    return jdbc.sql("select id from outage where id < ? order by id desc limit ?")
        .params(id, most)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  @Override
  public List<Texts> texts(Collection<Long> ids) {
    return jdbc.sql(
            """
            select o.id, o.service, o.text, o.started_at, concat_ws(E'\\n', o.cause,
              (select right(string_agg(t.text, E'\\n' order by t.id), 30000)
               from (select t.id, t.text from outage_timeline t
                     where t.outage_id = o.id and t.verb = any (?)
                     order by t.id desc limit 1000) as t)) as said
            from outage o where o.id = any (?)
            """)
        .param(SAID.toArray(String[]::new))
        .param(ids.toArray(Long[]::new))
        .query(
            (row, number) ->
                new Texts(
                    row.getLong("id"),
                    null,
                    null,
                    SqlTimes.in(row, "started_at"),
                    row.getString("service"),
                    row.getString("text"),
                    "",
                    row.getString("said"),
                    ""))
        .list();
  }
}
