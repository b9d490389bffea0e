package dev.deskhand.tickets;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Full-text search. Of what matches, the {@value Paging#BOUND} latest are ranked: an incident of
 * years ago that matches a word which half of all incidents hold is not what anybody looks for, and
 * ranking them all would cost more with every incident ever reported.
 */
@Repository
class IncidentSearch {

  /** What a person reported or what was reported for them, by indexes on both. */
  static final String THEIRS =
      "(i.requester_id = :person"
          + " or (i.reporter_id = :person and i.reporter_id <> i.requester_id))";

  private static final int WORDS = 10;
  private static final int WORD_LENGTH = 100;

  private static final String ALL_WORDS = "(i.public_words || i.internal_words)";
  private static final String PUBLIC_WORDS = "i.public_words";

  private static final String PAGE =
      """
      with wanted as (select to_tsquery('simple', ?) as query),
      matched as (
        select i.id, %1$s as words from incident i where %1$s @@ to_tsquery('simple', ?) and %2$s
        order by i.id desc limit %4$d),
      page as (
        select m.id, ts_rank(m.words, wanted.query) as rank from matched m, wanted
        order by rank desc, m.id desc %3$s)
      select (select count(*) from matched) as total, """
          + IncidentReader.COLUMNS
          + " from (select 1) as always left join page on true left join incident i on i.id = page.id "
          + IncidentReader.PEOPLE
          + " order by page.rank desc, page.id desc";

  private final JdbcTemplate jdbc;
  private final IncidentReader reader;

  IncidentSearch(JdbcTemplate jdbc, IncidentReader reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  Incidents.Page<Incident> search(String words, @Nullable Long requesterId, int page) {
    Paging paging = Paging.of(page, Paging.LIST);
    Optional<String> query = query(words);
    if (query.isEmpty()) {
      return new Incidents.Page<>(List.of(), paging.number(), paging.size(), 0);
    }
    List<Object> values = new ArrayList<>(List.of(query.get(), query.get()));
    if (requesterId != null) {
      values.addAll(List.of(requesterId, requesterId));
    }
    String sql =
        PAGE.formatted(
            requesterId == null ? ALL_WORDS : PUBLIC_WORDS,
            requesterId == null ? "true" : THEIRS.replace(":person", "?"),
            paging.clause(),
            Paging.BOUND);
    PageRows<Incident> rows = new PageRows<>(reader::read);
    jdbc.query(connection -> planned(connection, sql, values), rows);
    return rows.page(paging);
  }

  /**
   * A statement that is planned for its very words each time: a rare word wants the index, a word
   * that every other incident holds wants the latest incidents one by one, and a plan that was kept
   * for any word is slow for one of the two.
   */
  private static PreparedStatement planned(Connection connection, String sql, List<Object> values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    for (int i = 0; i < values.size(); i++) {
      statement.setObject(i + 1, values.get(i));
    }
    return statement;
  }

  /** All words must occur, each at the beginning of one; empty if there is nothing to look for. */
  private static Optional<String> query(String words) {
    String query =
        Arrays.stream(words.replace('\0', ' ').strip().split("\\s+"))
            .map(word -> word.replaceAll("['\\\\]", " ").strip())
            .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
            .map(word -> word.substring(0, Math.min(word.length(), WORD_LENGTH)))
            .limit(WORDS)
            .map(word -> "'" + word + "':*")
            .collect(Collectors.joining(" & "));
    return query.isEmpty() ? Optional.empty() : Optional.of(query);
  }
}
