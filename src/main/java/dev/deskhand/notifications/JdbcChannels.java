package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.people.Actor;
import dev.deskhand.people.DemoMode;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.transaction.TransactionAwareCacheDecorator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The configured channels with the changes made in chat. What was taken away in chat stays away,
 * although the configuration names it.
 */
@Service
class JdbcChannels implements Channels {

  static final String CACHE = "channels";

  private final JdbcClient jdbc;
  private final CacheManager caches;
  private final NotificationsProperties properties;
  private final DemoMode demo;
  private final RecordWriter record;

  JdbcChannels(
      JdbcClient jdbc,
      CacheManager caches,
      NotificationsProperties properties,
      DemoMode demo,
      RecordWriter record) {
    this.record = record;
    this.jdbc = jdbc;
    this.caches = caches;
    this.properties = properties;
    this.demo = demo;
  }

  @Override
  @Cacheable(CACHE)
  public List<Address.Channel> of(Purpose purpose) {
    return List.copyOf(read(purpose));
  }

  @Override
  @Transactional
  public boolean add(Purpose purpose, Address.Channel channel, Actor by) {
    return set(purpose, channel, true, by);
  }

  @Override
  @Transactional
  public boolean remove(Purpose purpose, Address.Channel channel, Actor by) {
    return set(purpose, channel, false, by);
  }

  private boolean set(Purpose purpose, Address.Channel channel, boolean present, Actor by) {
    if (read(purpose).contains(channel) == present) {
      return false;
    }
    jdbc.sql(
            """
            insert into desk_channel (purpose, platform, channel, present) values (?, ?, ?, ?)
            on conflict (purpose, platform, channel) do update set present = excluded.present
            """)
        .params(purpose.name(), channel.platform(), channel.channel(), present)
        .update();
    record.write(
        by.did(
                present ? Verb.CHANNEL_ADD : Verb.CHANNEL_REMOVE,
                Subject.desk(
                    purpose.name().toLowerCase(Locale.ROOT) + " " + channel.conversation()))
            .changing(posts(!present), posts(present)));
    forgetWhatWasRead();
    return true;
  }

  private static Values posts(boolean present) {
    return Values.of("posts", present ? "posts" : "no posts");
  }

  /**
   * Not before the change is committed, or whoever reads in between would bring back what was
   * before it; not at all if it is taken back.
   */
  private void forgetWhatWasRead() {
    Cache cache = caches.getCache(CACHE);
    if (cache != null) {
      new TransactionAwareCacheDecorator(cache).clear();
    }
  }

  private Set<Address.Channel> read(Purpose purpose) {
    Set<Address.Channel> channels = new LinkedHashSet<>(configured(purpose));
    jdbc.sql(
            """
            select platform, channel, present from desk_channel
            where purpose = ? order by added_at, platform, channel limit 500
            """)
        .param(purpose.name())
        .query(
            row -> {
              Address.Channel channel =
                  new Address.Channel(row.getString("platform"), row.getString("channel"));
              if (row.getBoolean("present")) {
                channels.add(channel);
              } else {
                channels.remove(channel);
              }
            });
    return channels;
  }

  private List<Address.Channel> configured(Purpose purpose) {
    List<Address.Channel> configured = properties.channels(purpose);
    return configured.isEmpty() && demo.on()
        ? List.of(new Address.Channel("web", purpose.name().toLowerCase(Locale.ROOT)))
        : configured;
  }
}
