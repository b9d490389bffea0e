package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  /** Between a channel and the thread that was made there. */
  private static final char ASIDE = '/';

  private final JdbcClient jdbc;
  private final ObjectProvider<ChatPlatform> platforms;

  JdbcTicketThreads(JdbcClient jdbc, ObjectProvider<ChatPlatform> platforms) {
    this.jdbc = jdbc;
    this.platforms = platforms;
  }

  @Override
  public boolean on(String platform) {
    return connected(platform).anyMatch(ChatPlatform::hasThreads);
  }

  @Override
  public boolean aside(String platform) {
    return connected(platform).anyMatch(ChatPlatform::servesAside);
  }

  private Stream<ChatPlatform> connected(String platform) {
    return platforms.stream().filter(candidate -> candidate.name().equals(platform));
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
              select subject, address ->> 'kind', posted_at from posted_card
              where platform = ? and channel = ?
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
            place.platform(),
            aside(place),
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
    int made = channel.indexOf(ASIDE);
    return made < 0
        ? new Place(platform, channel, card.getString("message"), kind.equals("person"))
        : new Place(platform, channel.substring(0, made), channel.substring(made + 1), false);
  }

  @Override
  public boolean servesAlone(Place place, Address.Person person) {
    return place.thread() != null
        && jdbc.sql(
                """
                select exists (select 1 from posted_card
                  where platform = ? and channel = ? and conversation = ?)
                """)
            .params(place.platform(), aside(place), person.conversation())
            .query(Boolean.class)
            .single();
  }

  /** How the cards that stand in a thread which was made for them are kept. */
  private static String aside(Place place) {
    return place.channel() + ASIDE + place.thread();
  }
}
