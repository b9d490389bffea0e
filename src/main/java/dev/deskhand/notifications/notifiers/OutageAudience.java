package dev.deskhand.notifications.notifiers;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose incidents are part of an outage, and where they reported them. */
@Repository
public class OutageAudience {

  /**
   * As many as follow a service at most: beyond that, the status channels are the way to reach
   * people, and one update must not write messages without end in its transaction.
   */
  public static final int MOST = 10_000;

  private final JdbcClient jdbc;

  public OutageAudience(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(String outage, long personId, String platform) {
    jdbc.sql(
            """
            insert into outage_audience (outage, person_id, platform) values (?, ?, ?)
            on conflict do nothing
            """)
        .params(outage, personId, platform)
        .update();
  }

  /** They are told no more, unless they follow the service. */
  void remove(String outage, long personId) {
    jdbc.sql("delete from outage_audience where outage = ? and person_id = ?")
        .params(outage, personId)
        .update();
  }

  /** Each person with their platform; at most {@link #MOST}, those whom the desk met first. */
  public Map<Long, String> of(String outage) {
    Map<Long, String> platforms = new HashMap<>();
    jdbc.sql(
            """
            select person_id, platform from outage_audience where outage = ?
            order by person_id limit ?
            """)
        .params(outage, MOST)
        .query(
            row -> {
              platforms.put(row.getLong("person_id"), row.getString("platform"));
            });
    return platforms;
  }
}
