package dev.deskhand.search;

import dev.deskhand.text.WordQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * {@link Search} in PostgreSQL. What a search costs is bounded: if many of the latest tickets
 * match, the words are frequent, and the latest tickets are gone through one by one. Else the index
 * is asked for some of what matches; if that is all, the latest of it are ranked, and if there is
 * more, the latest tickets are gone through after all.
 */
@Service
class IndexedSearch implements Search {

  private static final int TIMEOUT_IN_SECONDS = 5;

  private static final String OWN =
      "(e.requester_id = :person or (e.reporter_id = :person and e.reporter_id <> e.requester_id))";

  /** Everybody's tickets; one's own are not found by what colleagues noted on them. */
  private static final String ALL =
      """
      latest as materialized (
        select * from search_latest(:query::tsquery, %1$d) where search_frequent(:query::tsquery)),
      found as materialized (
        select * from search_some(:query::tsquery) where (select count(*) from latest) < %1$d),
      of_many as (
        select * from search_latest(:query::tsquery, %1$d)
        where (select count(*) from found) >= search_enough()),
      candidate as (
        select * from latest union select * from found union select * from of_many
        order by opened_at desc, ticket_id desc limit %1$d),
      matched as materialized (
        select e.kind, e.ticket_id, e.opened_at,
          ts_rank(case when %2$s then e.public_words else e.public_words || e.internal_words end,
            :query::tsquery) as rank
        from candidate join search_entry e using (kind, ticket_id)
        where %2$s is not true or e.public_words @@ :query::tsquery)
      """
          .formatted(COUNTED, OWN);

  /** What is a person's own, and what is everybody's if they see services. */
  private static final String OWN_OR_PUBLIC =
      """
      matched as materialized (
        (select e.kind, e.ticket_id, e.opened_at, ts_rank(e.public_words, :query::tsquery) as rank
         from search_entry e where %2$s and e.public_words @@ :query::tsquery
         order by e.opened_at desc, e.ticket_id desc limit %1$d)
        union all
        (select e.kind, e.ticket_id, e.opened_at, ts_rank(e.public_words, :query::tsquery) as rank
         from search_entry e
         where :services and e.requester_id is null and e.public_words @@ :query::tsquery
         order by e.opened_at desc, e.ticket_id desc limit %1$d))
      """
          .formatted(COUNTED, OWN);

  private static final String STATEMENT =
      """
      with %1$s
      select (select count(*) from matched) as total,
        (select sum(below) from search_progress) as pending, page.kind, page.ticket_id
      from (select) as always left join (
        select * from matched order by rank desc, opened_at desc, ticket_id desc
        limit %2$d offset :offset) as page on true
      order by page.rank desc, page.opened_at desc, page.ticket_id desc
      """;

  private final NamedParameterJdbcTemplate jdbc;
  private final SearchIndex index;

  IndexedSearch(DataSource dataSource, SearchIndex index) {
    JdbcTemplate bounded = new JdbcTemplate(dataSource);
    bounded.setQueryTimeout(TIMEOUT_IN_SECONDS);
    this.jdbc = new NamedParameterJdbcTemplate(bounded);
    this.index = index;
  }

  @Override
  public void index(String prefix, Collection<Long> ids) {
    index.index(prefix, ids);
  }

  @Override
  public void index(String prefix, SearchedTickets.Texts ticket) {
    index.index(prefix, ticket);
  }

  @Override
  public Found find(String words, Who who, int page) {
    WordQuery query = WordQuery.of(words);
    if (query.isEmpty()) {
      return new Found.Tickets(List.of(), 0, 0, 0, 0);
    }
    try {
      Found.Tickets found = find(query, query.whole(), who, page);
      return found.total() > 0 || query.parted().equals(query.whole())
          ? found
          : find(query, query.parted(), who, page);
    } catch (QueryTimeoutException e) {
      return new Found.TooMany();
    }
  }

  private Found.Tickets find(WordQuery words, String query, Who who, int page) {
    String sql = STATEMENT.formatted(who.all() ? ALL : OWN_OR_PUBLIC, PAGE);
    List<Ticket> tickets = new ArrayList<>();
    long[] counts = new long[2];
    jdbc.query(
        sql,
        Map.of(
            "query",
            query,
            "person",
            who.personId(),
            "services",
            who.seesServices(),
            "offset",
            Math.min(page - 1L, COUNTED) * PAGE),
        row -> {
          counts[0] = row.getLong("total");
          counts[1] = row.getLong("pending");
          String kind = row.getString("kind");
          if (kind != null) {
            tickets.add(new Ticket(kind, row.getLong("ticket_id")));
          }
        });
    return new Found.Tickets(
        tickets,
        Math.toIntExact(Math.min(counts[0], COUNTED)),
        Math.min(words.words(), WordQuery.MOST_WORDS),
        words.words(),
        counts[1]);
  }
}
