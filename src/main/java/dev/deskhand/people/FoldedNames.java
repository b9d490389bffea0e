package dev.deskhand.people;

import dev.deskhand.text.FoldedText;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Gives the names that were stored without it the form by which they are compared, before anybody
 * is looked for: the database cannot make it, since its locale may know no letters but ASCII's.
 */
@Component
class FoldedNames implements InitializingBean {

  private static final int AT_ONCE = 1_000;

  private final JdbcTemplate jdbc;

  FoldedNames(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    foldAll("person", "name", "folded_name");
    foldAll("identity", "handle", "folded_handle");
  }

  private void foldAll(String table, String name, String folded) {
    List<String> names;
    do {
      names =
          jdbc.query(
              "select distinct %2$s from (select %2$s from %1$s where %3$s is null limit ?) as some_names"
                  .formatted(table, name, folded),
              (row, _) -> row.getString(1),
              AT_ONCE);
      jdbc.batchUpdate(
          "update %1$s set %3$s = ? where %2$s = ? and %3$s is null".formatted(table, name, folded),
          names,
          AT_ONCE,
          (statement, each) -> {
            statement.setString(1, FoldedText.name(each));
            statement.setString(2, each);
          });
    } while (!names.isEmpty());
  }
}
