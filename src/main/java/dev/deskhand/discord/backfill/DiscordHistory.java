package dev.deskhand.discord.backfill;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.inbound.MessageHandler;
import dev.deskhand.discord.people.GuildAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * What was written where a shard is: in threads that concern the desk, those that it made and those
 * in which it has been spoken to, and by the first shard in direct conversations. Each place is
 * read before what is said there from then on.
 */
public class DiscordHistory implements PlaceHistory {

  /** The shard to which direct conversations belong. */
  private static final int DIRECT = 0;

  private static final int PAGE = 100;
  private static final int AT_ONCE = 4;
  private static final long TIMEOUT_SECONDS = 20;

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

  private final JDA shard;
  private final GuildAccess served;
  private final RestLimitMonitor manners;
  private final MessageHandler messages;
  private final BiConsumer<String, Runnable> inOrder;
  private final Semaphore reading = new Semaphore(AT_ONCE);

  /** Those that are read, also if they are archived meanwhile. */
  private final Map<String, ThreadChannel> threads = new ConcurrentHashMap<>();

  public DiscordHistory(
      JDA shard,
      GuildAccess served,
      RestLimitMonitor manners,
      MessageHandler messages,
      BiConsumer<String, Runnable> inOrder) {
    this.shard = shard;
    this.served = served;
    this.manners = manners;
    this.messages = messages;
    this.inOrder = inOrder;
  }

  @Override
  public String platform() {
    return DiscordPlatform.NAME;
  }

  /** What was heard shortly before the end of a session may not have been dealt with. */
  @Override
  public Duration overlap() {
    return Duration.ofMinutes(2);
  }

  @Override
  public String idAt(Instant time) {
    return Long.toString(TimeUtil.getDiscordTimestamp(time.toEpochMilli()));
  }

  @Override
  public boolean keepsOrder() {
    return true;
  }

  @Override
  public Places withNews(Places known, Instant since) {
    // the id of a conversation is known where something was said
    List<Source> direct =
        shard.getShardInfo().getShardId() == DIRECT
            ? known.direct().stream().filter(source -> source.last() != null).toList()
            : List.of();
    Map<String, Source> spoken =
        known.threads().stream()
            .filter(source -> !source.place().direct())
            .collect(
                Collectors.toMap(DiscordHistory::thread, Function.identity(), (one, two) -> one));
    long from = Long.parseLong(idAt(since));
    long self = shard.getSelfUser().getIdLong();
    List<Source> talked =
        shard.getGuilds().stream()
            .filter(served::serves)
            .map(Guild::getThreadChannels)
            .flatMap(List::stream)
            .filter(thread -> thread.getOwnerIdLong() == self || spoken.containsKey(thread.getId()))
            .filter(thread -> thread.getLatestMessageIdLong() > from)
            .sorted(Comparator.comparingLong(ThreadChannel::getLatestMessageIdLong).reversed())
            .map(thread -> source(thread, spoken.get(thread.getId())))
            .toList();
    return new Places(direct, talked);
  }

  @Override
  public Page page(Source source, String after, String cursor, boolean awaited) {
    long last = Long.parseLong(cursor.isEmpty() ? after : cursor);
    try {
      return patiently.invoke(() -> page(channel(source), last, cursor.isEmpty()));
    } catch (RejectedExecutionException e) {
      throw new CancellationException("the session has ended");
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      return DiscordErrors.lasting(e)
          ? new Page.Refused(DiscordErrors.words(e))
          : new Page.Failed(DiscordErrors.words(e));
    }
  }

  private Page page(MessageChannel channel, long last, boolean first) {
    if (manners.pause().isPositive()) {
      throw new IllegalStateException("Discord wants to be asked less");
    }
    if (channel.getLatestMessageIdLong() <= last) {
      return new Page.Read(List.of(), "", first);
    }
    List<net.dv8tion.jda.api.entities.Message> written =
        MessageHistory.getHistoryAfter(channel, Long.toString(last))
            .limit(PAGE)
            .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .complete()
            .getRetrievedHistory();
    boolean hidden = !isLegible(channel, first && written.isEmpty() ? last : 0);
    return new Page.Read(
        written.stream().map(ReadMessage::new).toList(),
        // the latest comes first
        written.size() < PAGE ? "" : written.getFirst().getId(),
        hidden);
  }

  /**
   * Discord shows an empty history to whom it does not show any. Where there is no permission to
   * ask, a message that is shown proves that it does.
   *
   * @param nothingAfter the message after which nothing was shown; 0 if something was
   */
  private static boolean isLegible(MessageChannel channel, long nothingAfter) {
    return channel instanceof GuildMessageChannel inGuild
        ? inGuild
            .getGuild()
            .getSelfMember()
            .hasPermission(inGuild, Permission.VIEW_CHANNEL, Permission.MESSAGE_HISTORY)
        : nothingAfter == 0
            || !MessageHistory.getHistoryBefore(channel, Long.toString(nothingAfter))
                .limit(1)
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .complete()
                .isEmpty();
  }

  @Override
  public void inTurn(Source source, Runnable task) {
    inOrder.accept(
        source.channel(),
        () -> {
          reading.acquireUninterruptibly();
          try {
            task.run();
          } finally {
            reading.release();
          }
        });
  }

  @Override
  public void deleted(Source source, String message) {
    MessageChannel channel = channel(source);
    if (messages.mayConcern(channel)) {
      messages.withdrawn(channel, List.of(message));
    }
  }

  private MessageChannel channel(Source source) {
    Place place = source.place();
    if (place.direct()) {
      return shard
          .openPrivateChannelById(place.channel().substring(1))
          .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .complete();
    }
    return Objects.requireNonNull(threads.get(source.channel()));
  }

  private Source source(ThreadChannel thread, @Nullable Source known) {
    threads.put(thread.getId(), thread);
    return new Source(
        DiscordPlatform.thread(thread), thread.getId(), known == null ? null : known.last());
  }

  private static String thread(Source source) {
    String thread = source.place().thread();
    return thread == null ? "" : thread;
  }

  /** It goes the way of one that has just arrived. */
  private final class ReadMessage implements Message {
    private final net.dv8tion.jda.api.entities.Message message;

    ReadMessage(net.dv8tion.jda.api.entities.Message message) {
      this.message = message;
    }

    @Override
    public String id() {
      return message.getId();
    }

    @Override
    public void said() {
      if (messages.mayConcern(message)) {
        messages.receive(message);
      }
    }

    @Override
    public void edited() {
      if (message.isEdited() && messages.mayConcern(message)) {
        messages.amended(message);
      }
    }
  }
}
