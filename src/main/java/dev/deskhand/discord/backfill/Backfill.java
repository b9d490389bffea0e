package dev.deskhand.discord.backfill;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.chat.ReadPositions.Heard;
import dev.deskhand.discord.connection.DiscordMeters;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.people.GuildAccess;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Reads after a downtime what was written meanwhile, in direct conversations and in threads that
 * concern the desk: those that it made, and those in which it has been spoken to. A message that
 * was edited meanwhile reads as its last words; what was taken in before and changed or deleted
 * meanwhile is looked for.
 */
public class Backfill {

  private static final Logger log = LoggerFactory.getLogger(Backfill.class);

  /** What lies further back is not answered any more. */
  private static final Duration LONGEST = Duration.ofDays(7);

  /** What was heard shortly before the end of a session may not have been dealt with. */
  private static final Duration OVERLAP = Duration.ofMinutes(2);

  private static final Duration TALKED = Duration.ofDays(30);
  private static final Duration NOTE = Duration.ofSeconds(15);
  private static final int PLACES = 500;
  private static final int DIRECT = 200;
  private static final int PAGE = 100;
  private static final int PAGES = 10;
  private static final int AT_ONCE = 4;
  private static final long TIMEOUT_SECONDS = 20;

  private final ReadPositions places;
  private final GuildAccess served;
  private final DiscordMeters meters;
  private final RestLimitMonitor manners;
  private final Clock clock;
  private final MissedEdits lookBack;
  private final RetryTemplate patiently =
      new RetryTemplate(
          RetryPolicy.builder()
              .excludes(RejectedExecutionException.class, CancellationException.class)
              .predicate(
                  e -> !(e instanceof RuntimeException error && DiscordErrors.lasting(error)))
              .maxRetries(6)
              .delay(Duration.ofSeconds(1))
              .multiplier(2)
              .maxDelay(Duration.ofSeconds(30))
              .build());
  private final Semaphore reading = new Semaphore(AT_ONCE);
  private volatile Instant noted = Instant.EPOCH;

  public Backfill(
      ReadPositions places,
      OpenTicketThreads talks,
      GuildAccess served,
      DiscordMeters meters,
      RestLimitMonitor manners,
      Clock clock) {
    this.places = places;
    this.served = served;
    this.meters = meters;
    this.manners = manners;
    this.clock = clock;
    this.lookBack = new MissedEdits(talks);
  }

  /** One place to be read. The task does so, and tells of each message, the oldest first. */
  public record Reading(String channel, Consumer<MissedEdits.Hearer> task) {}

  /** Remembers now and then that the desk hears everything. */
  void hearsEverything() {
    Instant now = clock.instant();
    // also when the clock was set back
    if (Duration.between(noted, now).abs().compareTo(NOTE) > 0) {
      noted = now;
      try {
        places.listening(DiscordPlatform.NAME);
      } catch (RuntimeException e) {
        log.debug("Discord: not remembered that all was heard: {}", e.toString());
      }
    }
  }

  /**
   * What a shard has to read after it has logged in anew. Asks the database, and Discord nothing
   * yet.
   */
  List<Reading> since(JDA shard) {
    Optional<Instant> listened = places.listenedUntil(DiscordPlatform.NAME);
    if (listened.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Instant since = listened.get().minus(OVERLAP);
    if (since.isBefore(now.minus(LONGEST))) {
      log.warn("Discord: what was written before {} is not read any more", now.minus(LONGEST));
      since = now.minus(LONGEST);
    }
    List<Heard> known = places.latest(DiscordPlatform.NAME, now.minus(TALKED), PLACES * 4);
    List<Reading> readings = new ArrayList<>();
    if (shard.getShardInfo().getShardId() == 0) {
      readings.addAll(direct(shard, known, since));
    }
    readings.addAll(threads(shard, known, since));
    return readings;
  }

  private List<Reading> direct(JDA shard, List<Heard> known, Instant since) {
    // one conversation, whatever in it answers to what
    Collection<Heard> talks =
        known.stream()
            .filter(heard -> heard.place().direct())
            .collect(
                Collectors.toMap(
                    heard -> heard.place().channel(),
                    heard -> heard,
                    BinaryOperator.maxBy(
                        Comparator.comparingLong(heard -> Long.parseLong(heard.last().message()))),
                    LinkedHashMap::new))
            .values();
    return bounded(List.copyOf(talks), DIRECT, "direct conversations").stream()
        .map(
            heard ->
                new Reading(
                    heard.last().channel(),
                    hearer ->
                        read(
                            () -> opened(shard, heard.place()),
                            DiscordPlatform.direct(heard.place().channel().substring(1)),
                            Long.parseLong(heard.last().message()),
                            since,
                            hearer)))
        .toList();
  }

  private List<Reading> threads(JDA shard, List<Heard> known, Instant since) {
    Map<String, Heard> heardIn =
        known.stream()
            .filter(heard -> heard.place().thread() != null && !heard.place().direct())
            .collect(Collectors.toMap(heard -> heard.last().channel(), heard -> heard));
    long from = TimeUtil.getDiscordTimestamp(since.toEpochMilli());
    long self = shard.getSelfUser().getIdLong();
    List<ThreadChannel> talked =
        shard.getGuilds().stream()
            .filter(served::serves)
            .map(Guild::getThreadChannels)
            .flatMap(List::stream)
            .filter(
                thread -> thread.getOwnerIdLong() == self || heardIn.containsKey(thread.getId()))
            .filter(thread -> thread.getLatestMessageIdLong() > MissedEdits.reach(since))
            .sorted(Comparator.comparingLong(ThreadChannel::getLatestMessageIdLong).reversed())
            .toList();
    return bounded(talked, PLACES, "threads").stream()
        .map(
            thread -> {
              Heard heard = heardIn.get(thread.getId());
              long after = heard == null ? from : Long.parseLong(heard.last().message());
              return new Reading(
                  thread.getId(),
                  hearer ->
                      read(() -> thread, DiscordPlatform.thread(thread), after, since, hearer));
            })
        .toList();
  }

  private <T> List<T> bounded(List<T> all, int most, String what) {
    if (all.size() <= most) {
      return all;
    }
    log.warn("Discord: {} of {} {} are not read again", all.size() - most, all.size(), what);
    meters.caughtUp("left out", all.size() - most);
    return all.subList(0, most);
  }

  private static MessageChannel opened(JDA shard, Place place) {
    return shard
        .openPrivateChannelById(place.channel().substring(1))
        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .complete();
  }

  private void read(
      Supplier<MessageChannel> where,
      Place place,
      long after,
      Instant since,
      MissedEdits.Hearer hearer) {
    reading.acquireUninterruptibly();
    try {
      patiently.invoke(
          () -> {
            if (manners.pause().isPositive()) {
              throw new IllegalStateException("Discord wants to be asked less");
            }
            MessageChannel channel = where.get();
            lookBack.look(channel, place, since, hearer);
            read(channel, place, after, hearer);
          });
    } catch (RejectedExecutionException | CancellationException e) {
      // the session has ended; what waits for this, such as the next one, must not wait for nothing
      log.debug("Discord: {} is read by the next session", place.label());
    } catch (RuntimeException e) {
      log.warn("Discord: {} could not be read again: {}", place.label(), DiscordErrors.words(e));
      meters.caughtUp("failed", 1);
    } finally {
      reading.release();
    }
  }

  private void read(MessageChannel channel, Place place, long after, MissedEdits.Hearer hearer) {
    long last = after;
    for (int page = 0; channel.getLatestMessageIdLong() > last; page++) {
      if (page == PAGES) {
        log.warn("Discord: in {} more was written than is read again", place.label());
        meters.caughtUp("left out", 1);
        break;
      }
      List<Message> messages =
          MessageHistory.getHistoryAfter(channel, Long.toString(last))
              .limit(PAGE)
              .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .complete()
              .getRetrievedHistory()
              .reversed();
      for (Message message : messages) {
        hearer.said(message);
        last = message.getIdLong();
      }
      meters.caughtUp("read", messages.size());
      if (messages.size() < PAGE) {
        break;
      }
    }
    if (last > after) {
      // also what was none of the desk's business is not read again
      places.heard(new Heard(place, new MessageRef(channel.getId(), Long.toString(last))));
    }
  }
}
