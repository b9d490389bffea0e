package dev.deskhand.notifications;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose incidents are part of an outage, and where they reported them. */
@Repository
class OutageAudience {

  private final JdbcClient jdbc;

  OutageAudience(JdbcClient jdbc) {
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

  /** Each person with their platform. */
  Map<Long, String> of(String outage) {
    Map<Long, String> platforms = new HashMap<>();
    jdbc.sql("select person_id, platform from outage_audience where outage = ?")
        .param(outage)
        .query(
            row -> {
              platforms.put(row.getLong("person_id"), row.getString("platform"));
            });
    return platforms;
  }
}
