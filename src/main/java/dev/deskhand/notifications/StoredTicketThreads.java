package dev.deskhand.notifications;

import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Place;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A ticket's thread hangs from its card, or is the place where its card was posted. */
@Repository
class StoredTicketThreads implements TicketThreads {

  private static final int MOST = 20;

  private final JdbcClient jdbc;
  private final ObjectProvider<ChatPlatform> platforms;

  StoredTicketThreads(JdbcClient jdbc, ObjectProvider<ChatPlatform> platforms) {
    this.jdbc = jdbc;
    this.platforms = platforms;
  }

  @Override
  public boolean on(String platform) {
    return platforms.stream()
        .anyMatch(candidate -> candidate.hasThreads() && candidate.name().equals(platform));
  }

  @Override
  public List<TicketThread> at(Place place) {
    if (place.thread() == null) {
      return List.of();
    }
    return jdbc.sql(
            """
            select subject, kind from (
              select subject, address ->> 'kind' as kind, posted_at from posted_card
              where platform = ? and channel = ? and message = ?
              union all
              (select subject, address ->> 'kind', posted_at from posted_card
               where conversation = ? and address ->> 'kind' = 'thread'
               order by posted_at desc limit ?)
            ) t order by posted_at desc, subject limit ?
            """)
        .params(
            place.platform(),
            place.channel(),
            place.thread(),
            place.address().conversation(),
            MOST,
            MOST)
        .query(
            (row, number) ->
                new TicketThread(
                    row.getString("subject"),
                    row.getString("kind").equals("channel") ? Side.AGENTS : Side.REQUESTER))
        .list();
  }
}
