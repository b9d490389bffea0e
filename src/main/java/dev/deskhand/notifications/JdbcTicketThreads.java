package dev.deskhand.notifications;

import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.optional.PrivateThreads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * A ticket's thread hangs from its card, or is the place where its card was posted, or was made for
 * it because somebody takes no direct messages.
 */
@Repository
class JdbcTicketThreads implements TicketThreads {

  private static final int MOST = 20;

  /** Between a channel and the private thread of it in which a card stands. */
  private static final char IN_PRIVATE = '/';

  private final JdbcClient jdbc;
  private final ObjectProvider<ChatPlatform> platforms;
  private final ObjectProvider<PrivateThreads> privateThreads;

  JdbcTicketThreads(
      JdbcClient jdbc,
      ObjectProvider<ChatPlatform> platforms,
      ObjectProvider<PrivateThreads> privateThreads) {
    this.jdbc = jdbc;
    this.platforms = platforms;
    this.privateThreads = privateThreads;
  }

  @Override
  public boolean on(String platform) {
    return platforms.stream()
        .anyMatch(candidate -> candidate.name().equals(platform) && candidate.hasThreads());
  }

  @Override
  public boolean privateOn(String platform) {
    return privateThreads.stream().anyMatch(candidate -> candidate.platform().equals(platform));
  }

  @Override
  public List<TicketThread> at(Place place) {
    if (place.thread() == null) {
      return List.of();
    }
    return jdbc.sql(
            """
            select subject, kind, conversation from (
              select subject, address ->> 'kind' as kind, conversation, posted_at from posted_card
              where platform = ? and channel = ? and message = ?
              union all
              select subject, address ->> 'kind', conversation, posted_at from posted_card
              where platform = ? and channel = ?
              union all
              (select subject, address ->> 'kind', conversation, posted_at from posted_card
               where conversation = ? and address ->> 'kind' = 'thread'
               order by posted_at desc limit ?)
            ) t order by posted_at desc, subject limit ?
            """)
        .params(
            place.platform(),
            place.channel(),
            place.thread(),
            place.platform(),
            place.channel() + IN_PRIVATE + place.thread(),
            place.address().conversation(),
            MOST,
            MOST)
        .query(
            (row, number) ->
                new TicketThread(
                    row.getString("subject"),
                    row.getString("kind").equals("channel") ? Side.AGENTS : Side.REQUESTER,
                    row.getString("conversation")))
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
              threads
                  .computeIfAbsent(row.getString("subject"), key -> new ArrayList<>())
                  .add(thread(platform, row));
            });
    return threads;
  }

  private static Place thread(String platform, ResultSet card) throws SQLException {
    String kind = card.getString("kind");
    if (kind.equals("thread")) {
      return new Place(platform, card.getString("around"), card.getString("thread"), false);
    }
    String channel = card.getString("channel");
    int made = channel.indexOf(IN_PRIVATE);
    return made < 0
        ? new Place(platform, channel, card.getString("message"), kind.equals("person"))
        : new Place(platform, channel.substring(0, made), channel.substring(made + 1), false);
  }
}
