package dev.deskhand.conversation.threads;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every method is one statement. */
@Repository
public class JdbcReadPositions implements ReadPositions {

  private final JdbcClient jdbc;
  private final Clock clock;

  public JdbcReadPositions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<Heard> latest(String platform, Instant since, int atMost) {
    return jdbc.sql(
            """
            select * from heard where platform = ? and at >= ? order by at desc limit ?
            """)
        .params(platform, Timestamp.from(since), atMost)
        .query((row, number) -> heard(row))
        .list();
  }

  @Override
  public Optional<Heard> in(Place place) {
    return jdbc.sql("select * from heard where platform = ? and place = ? and thread = ?")
        .params(place.platform(), place.channel(), thread(place))
        .query((row, number) -> heard(row))
        .optional();
  }

  @Override
  public void heard(Heard heard) {
    // ids are numbers without leading zeros, or such as 1700000000.000100: the longer is the later
    jdbc.sql(
            """
            insert into heard as before (platform, place, thread, direct, channel, message, at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (platform, place, thread) do update
            set channel = excluded.channel, message = excluded.message, at = excluded.at
            where (length(before.message), before.message collate "C")
              < (length(excluded.message), excluded.message collate "C")
            """)
        .params(
            heard.place().platform(),
            heard.place().channel(),
            thread(heard.place()),
            heard.place().direct(),
            heard.last().channel(),
            heard.last().message(),
            Timestamp.from(clock.instant()))
        .update();
  }

  @Override
  public void listening(String platform, Instant until) {
    jdbc.sql(
            """
            insert into listened (platform, until) values (?, ?)
            on conflict (platform) do update set until = excluded.until
            """)
        .params(platform, Timestamp.from(until))
        .update();
  }

  @Override
  public Optional<Instant> listenedUntil(String platform) {
    return jdbc.sql("select until from listened where platform = ?")
        .param(platform)
        .query((row, number) -> row.getTimestamp("until").toInstant())
        .optional();
  }

  /** Forgets a bounded number of places in which nothing was heard since then; returns how many. */
  public int forgetBefore(Instant time) {
    return jdbc.sql(
            """
            delete from heard where (platform, place, thread) in (
              select platform, place, thread from heard where at < ? limit 10000)
            """)
        .param(Timestamp.from(time))
        .update();
  }

  private static String thread(Place place) {
    return place.thread() == null ? "" : place.thread();
  }

  private static Heard heard(ResultSet row) throws SQLException {
    String thread = row.getString("thread");
    return new Heard(
        new Place(
            row.getString("platform"),
            row.getString("place"),
            thread.isEmpty() ? null : thread,
            row.getBoolean("direct")),
        new MessageRef(row.getString("channel"), row.getString("message")));
  }
}
