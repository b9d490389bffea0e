package dev.deskhand.notifications;

import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @Override
  public Map<String, List<Place>> of(String platform, Collection<String> keys) {
    Map<String, List<Place>> threads = new HashMap<>();
    jdbc.sql(
            """
            select subject, address ->> 'kind' as kind, channel, message,
              address ->> 'channel' as around, address ->> 'thread' as thread
            from posted_card
            where platform = ? and subject = any (?) and message is not null
            """)
        .params(platform, keys.toArray(String[]::new))
        .query(
            row -> {
              String kind = row.getString("kind");
              boolean within = kind.equals("thread");
              threads
                  .computeIfAbsent(row.getString("subject"), key -> new ArrayList<>())
                  .add(
                      new Place(
                          platform,
                          row.getString(within ? "around" : "channel"),
                          row.getString(within ? "thread" : "message"),
                          kind.equals("person")));
            });
    return threads;
  }
}
