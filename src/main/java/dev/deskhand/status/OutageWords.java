package dev.deskhand.status;

import dev.deskhand.record.RecordReader;
import dev.deskhand.record.SqlTimes;
import dev.deskhand.search.SearchedTickets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words by which outages are found; not by the incidents linked to them. */
@Repository
class OutageWords implements SearchedTickets {

  static final String PREFIX = "OUT";

  private final JdbcClient jdbc;
  private final RecordReader record;

  OutageWords(JdbcClient jdbc, RecordReader record) {
    this.jdbc = jdbc;
    this.record = record;
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
    return record.said(
        PREFIX,
        "select id, service, text, started_at, cause from outage where id = any (:ids)",
        ids,
        EnumSet.complementOf(EnumSet.copyOf(OutageTimeline.SAYING)),
        (row, _) ->
            new Texts(
                row.getLong("id"),
                null,
                null,
                SqlTimes.instant(row, "started_at"),
                row.getString("service"),
                row.getString("text"),
                "",
                (Objects.requireNonNullElse(row.getString("cause"), "")
                        + "\n"
                        + row.getString("said"))
                    .strip(),
                ""));
  }
}
