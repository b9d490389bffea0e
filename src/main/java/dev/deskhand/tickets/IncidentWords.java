package dev.deskhand.tickets;

import dev.deskhand.record.RecordReader;
import dev.deskhand.record.SqlTimes;
import dev.deskhand.record.Verb;
import dev.deskhand.search.SearchedTickets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words by which incidents are found. */
@Repository
public class IncidentWords implements SearchedTickets {

  public static final String PREFIX = "INC";

  private final JdbcClient jdbc;
  private final RecordReader record;

  IncidentWords(JdbcClient jdbc, RecordReader record) {
    this.jdbc = jdbc;
    this.record = record;
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public List<Long> below(long id, int most) {
    return jdbc.sql("select id from incident where id < ? order by id desc limit ?")
        .params(id, most)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  @Override
  public List<Texts> texts(Collection<Long> ids) {
    return record.said(
        PREFIX,
        """
        select id, requester_id, reporter_id, opened_at, title, description,
          concat_ws(' ', source_number, service, category) as labels
        from incident where id = any (:ids)
        """,
        ids,
        // the words of the report itself are the incident's description
        Set.of(Verb.REPORT),
        (row, _) ->
            new Texts(
                row.getLong("id"),
                row.getLong("requester_id"),
                row.getLong("reporter_id"),
                SqlTimes.instant(row, "opened_at"),
                row.getString("title"),
                row.getString("description"),
                row.getString("labels"),
                row.getString("said"),
                row.getString("noted")));
  }
}
