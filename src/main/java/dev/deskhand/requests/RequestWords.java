package dev.deskhand.requests;

import dev.deskhand.record.RecordReader;
import dev.deskhand.search.SearchedTickets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The words by which requests are found. */
@Repository
class RequestWords implements SearchedTickets {

  static final String PREFIX = "REQ";

  private final JdbcClient jdbc;
  private final RecordReader record;

  RequestWords(JdbcClient jdbc, RecordReader record) {
    this.jdbc = jdbc;
    this.record = record;
  }

  /** The words of one that is new. */
  static Texts of(ServiceRequest request) {
    return new Texts(
        request.id(),
        request.requesterId(),
        null,
        request.openedAt(),
        request.itemName(),
        String.join("\n", request.fields().values()),
        "",
        "",
        "");
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public List<Long> below(long id, int most) {
    return jdbc.sql("select id from service_request where id < ? order by id desc limit ?")
        .params(id, most)
        .query((row, _) -> row.getLong(1))
        .list();
  }

  @Override
  public List<Texts> texts(Collection<Long> ids) {
    return record.said(
        PREFIX,
        """
        select r.id, r.requester_id, r.opened_at, r.item_name,
          (select string_agg(f.value, E'\\n') from json_each_text(r.fields) f) as fields
        from service_request r where r.id = any (:ids)
        """,
        ids,
        Set.of(),
        (row, _) ->
            new Texts(
                row.getLong("id"),
                row.getLong("requester_id"),
                null,
                RequestReader.at(row, "opened_at"),
                row.getString("item_name"),
                Objects.requireNonNullElse(row.getString("fields"), ""),
                "",
                row.getString("said"),
                ""));
  }
}
