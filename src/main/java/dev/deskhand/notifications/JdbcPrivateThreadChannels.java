package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.optional.PrivateThreads;
import dev.deskhand.notifications.outbox.OutboxStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where a ticket was reported, and where the panels stand. */
@Repository
class JdbcPrivateThreadChannels implements PrivateThreads.Channels {

  private final JdbcClient jdbc;

  JdbcPrivateThreadChannels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<List<String>> of(Address.Person person, String key) {
    return jdbc.sql(
            """
            select c.reported_in, array(
              select panel.address ->> 'channel' from posted_card panel
              where panel.subject = ? and panel.platform = c.platform
                and panel.address ->> 'kind' = 'channel' and panel.message is not null
              order by panel.posted_at desc limit 3) as panels
            from posted_card c
            where c.subject = ? and c.conversation = ? and c.reported_in is not null
            """)
        .params(OutboxStore.PIN + Outbox.PANEL, key, person.conversation())
        .query(
            (row, number) ->
                Stream.concat(
                        Stream.of(row.getString("reported_in")),
                        Stream.of((String[]) row.getArray("panels").getArray()))
                    .filter(channel -> !channel.isEmpty())
                    .distinct()
                    .toList())
        .optional();
  }
}
