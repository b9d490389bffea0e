package dev.deskhand.search;

import dev.deskhand.search.SearchedTickets.Texts;
import dev.deskhand.text.IndexedText;
import dev.deskhand.text.TextWords;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Writes the index. */
@Repository
class SearchIndex {

  private static final String WRITE =
      """
      insert into search_entry (kind, ticket_id, requester_id, reporter_id, opened_at, version,
        public_words, internal_words)
      values (?, ?, ?, ?, ?, ?, ?::tsvector, ?::tsvector)
      on conflict (kind, ticket_id) do update set
        requester_id = excluded.requester_id, reporter_id = excluded.reporter_id,
        opened_at = excluded.opened_at, version = excluded.version,
        public_words = excluded.public_words, internal_words = excluded.internal_words
      """;

  // what a change has indexed meanwhile is newer than what was read here
  private static final String WRITE_OLD = WRITE + " where search_entry.version < excluded.version";

  private static final int AT_ONCE = 500;

  private final JdbcTemplate jdbc;
  private final Map<String, SearchedTickets> kinds;

  SearchIndex(JdbcTemplate jdbc, List<SearchedTickets> kinds) {
    this.jdbc = jdbc;
    this.kinds =
        kinds.stream().collect(Collectors.toMap(SearchedTickets::prefix, Function.identity()));
  }

  void index(String prefix, Collection<Long> ids) {
    SearchedTickets kind = kinds.get(prefix);
    if (kind == null) {
      throw new IllegalArgumentException("There is no kind " + prefix);
    }
    if (!ids.isEmpty()) {
      write(WRITE, prefix, kind.texts(ids));
    }
  }

  void index(String prefix, Texts ticket) {
    write(WRITE, prefix, List.of(ticket));
  }

  /** Sees to it that each kind of ticket is indexed from its latest on, as texts part now. */
  @Transactional
  public void begin() {
    for (SearchedTickets kind : kinds.values()) {
      jdbc.update(
          """
          insert into search_progress (kind, version, below) values (?, ?, ?)
          on conflict (kind) do update set version = excluded.version, below = excluded.below
          where search_progress.version < excluded.version
          """,
          kind.prefix(),
          TextWords.VERSION,
          kind.below(Long.MAX_VALUE, 1).stream().findFirst().map(id -> id + 1).orElse(0L));
    }
  }

  /**
   * Indexes some of the latest tickets that are not indexed yet.
   *
   * @return how many; 0 if none are left
   */
  @Transactional
  public int indexSome(int most) {
    for (SearchedTickets kind : kinds.values()) {
      List<Long> below =
          jdbc.query(
              "select below from search_progress where kind = ? and below > 0 for update",
              (row, _) -> row.getLong(1),
              kind.prefix());
      if (!below.isEmpty()) {
        List<Long> ids = kind.below(below.getFirst(), most);
        write(WRITE_OLD, kind.prefix(), kind.texts(ids));
        jdbc.update(
            "update search_progress set below = ? where kind = ?",
            ids.isEmpty() ? 0L : ids.getLast(),
            kind.prefix());
        if (!ids.isEmpty()) {
          return ids.size();
        }
      }
    }
    return 0;
  }

  /** About how many tickets are not indexed yet. */
  long pending() {
    return Objects.requireNonNull(
        jdbc.queryForObject("select coalesce(sum(below), 0) from search_progress", Long.class));
  }

  /**
   * Whether words are collected, and taken into the index many at a time. That is several times
   * quicker, but whoever searches goes through the collected ones, too.
   *
   * @throws PessimisticLockingFailureException if the index is in use for long; nothing is changed
   */
  @Transactional
  public void collect(boolean wanted) {
    Boolean collected =
        jdbc.queryForObject(
            """
            select coalesce(reloptions @> array['fastupdate=on'], false) from pg_class
            where oid = 'search_entry_words'::regclass
            """,
            Boolean.class);
    if (!Boolean.valueOf(wanted).equals(collected)) {
      // whoever searches meanwhile waits behind this
      jdbc.execute("set local lock_timeout = '1s'");
      jdbc.execute(
          "alter index search_entry_words set (fastupdate = %s)".formatted(wanted ? "on" : "off"));
      if (!wanted) {
        jdbc.execute("select gin_clean_pending_list('search_entry_words')");
      }
    }
  }

  private void write(String sql, String prefix, List<Texts> tickets) {
    jdbc.batchUpdate(
        sql,
        tickets,
        AT_ONCE,
        (statement, ticket) -> {
          statement.setString(1, prefix);
          statement.setLong(2, ticket.id());
          statement.setObject(3, ticket.requesterId());
          statement.setObject(4, ticket.reporterId());
          statement.setObject(5, OffsetDateTime.ofInstant(ticket.openedAt(), ZoneOffset.UTC));
          statement.setInt(6, TextWords.VERSION);
          statement.setString(
              7,
              new IndexedText()
                  .add('A', ticket.subject())
                  .add('C', prefix + "-" + ticket.id() + " " + ticket.labels())
                  .add('B', ticket.description())
                  .add('D', ticket.said())
                  .toString());
          statement.setString(8, new IndexedText().add('D', ticket.noted()).toString());
        });
  }
}
