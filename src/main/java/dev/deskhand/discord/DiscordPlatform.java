package dev.deskhand.discord;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Place;
import dev.deskhand.conversation.HeardPlaces;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own messages on Discord. A direct conversation is named by the person, {@code @42},
 * since its channel has to be opened anew after each start.
 */
class DiscordPlatform implements ChatPlatform {

  static final String NAME = "discord";

  /** Longer than the seven and a half seconds in which JDA repeats a request by itself. */
  private static final long TIMEOUT_SECONDS = 20;

  private static final Duration TROUBLED = Duration.ofMinutes(5);

  private static final int THREAD_NAME = 100;

  private final DiscordConnection connection;
  private final EmbedRenderer renderer;
  private final HeardPlaces places;
  private final Manners manners;
  private final SetUp setUp;
  private final Cache<String, Boolean> talks = Caffeine.newBuilder().maximumSize(10_000).build();

  DiscordPlatform(
      DiscordConnection connection,
      EmbedRenderer renderer,
      HeardPlaces places,
      Manners manners,
      SetUp setUp) {
    this.connection = connection;
    this.renderer = renderer;
    this.places = places;
    this.manners = manners;
    this.setUp = setUp;
  }

  static Place direct(String userId) {
    return new Place(NAME, "@" + userId, null, true);
  }

  static Place channel(String channelId) {
    return new Place(NAME, channelId, null, false);
  }

  static Place thread(ThreadChannel thread) {
    return new Place(NAME, thread.getParentChannel().getId(), thread.getId(), false);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Delivery deliver(Outbound message) {
    String trouble = connection.trouble();
    if (trouble != null) {
      return new Delivery.Later(TROUBLED, trouble);
    }
    Duration pause = manners.pause();
    if (pause.isPositive()) {
      return new Delivery.Later(pause, "Discord wants to be asked less");
    }
    Optional<ShardManager> connected = connection.connected();
    if (connected.isEmpty()) {
      return connection.standingBy()
          ? new Delivery.Elsewhere()
          : new Delivery.Later(null, "the desk is not connected to Discord");
    }
    try {
      return deliver(connected.get(), message);
    } catch (RuntimeException e) {
      if (DiscordErrors.tokenRefused(e)) {
        connection.tokenRefused();
      }
      return DiscordErrors.delivery(e);
    }
  }

  @Override
  public List<String> obstacles(Address place) {
    return switch (place) {
      case Address.Person person -> List.of();
      case Address.Channel(String platform, String channel) -> missing(channel);
      case Address.Thread(String platform, String channel, String thread) -> missing(channel);
    };
  }

  private List<String> missing(String channel) {
    return channel.startsWith("@")
        ? List.of()
        : connection
            .connected()
            .map(shards -> setUp.missing(shards.getShards().getFirst(), channel))
            .orElse(List.of());
  }

  private Delivery deliver(ShardManager shards, Outbound message) {
    List<MessageCreateData> parts = renderer.render(message.reply());
    Optional<MessageChannel> place = place(shards, message.to(), message.edits());
    if (place.isEmpty()) {
      return knowsAllServers(shards)
          ? new Delivery.Never(
              "There is no channel for messages at "
                  + message.to().conversation()
                  + " that the desk can see")
          : new Delivery.Later(null, "the server is unavailable");
    }
    MessageChannel channel = place.get();
    if (message.edits() != null) {
      return edit(channel, message.edits(), parts.getFirst());
    }
    Delivery posted =
        post(
            message.under() == null ? channel : threadUnder(channel, message.under().message()),
            message.id(),
            parts);
    if (channel instanceof PrivateChannel direct && posted instanceof Delivery.Delivered at) {
      talking(direct, at.message());
    }
    return posted;
  }

  private static boolean knowsAllServers(ShardManager shards) {
    List<JDA> begun = shards.getShards();
    return begun.size() == shards.getShardsTotal()
        && begun.stream()
            .allMatch(
                shard ->
                    shard.getStatus() == JDA.Status.CONNECTED
                        && shard.getUnavailableGuilds().isEmpty());
  }

  /** What a person answers is read again after a downtime, also if they never spoke before. */
  private void talking(PrivateChannel direct, MessageRef first) {
    User person = direct.getUser();
    if (person != null && talks.asMap().putIfAbsent(person.getId(), Boolean.TRUE) == null) {
      Place place = direct(person.getId());
      if (places.in(place).isEmpty()) {
        places.heard(new HeardPlaces.Heard(place, first));
      }
    }
  }

  private static Delivery edit(MessageChannel channel, MessageRef edited, MessageCreateData part) {
    await(
        channel
            .editMessageById(edited.message(), MessageEditData.fromCreateData(part))
            .setReplace(true));
    return new Delivery.Delivered(edited);
  }

  /** Posts a reply; a part that has arrived before is recognised by its nonce. */
  private static Delivery post(MessageChannel channel, String id, List<MessageCreateData> parts) {
    Message first = await(channel.sendMessage(parts.getFirst()).setNonce(nonce(id, 0, parts)));
    for (int i = 1; i < parts.size(); i++) {
      await(channel.sendMessage(parts.get(i)).setNonce(nonce(id, i, parts)));
    }
    return new Delivery.Delivered(new MessageRef(channel.getId(), first.getId()));
  }

  /** The same for the same words of the same message; 24 of the 25 characters that may be. */
  private static String nonce(String id, int part, List<MessageCreateData> parts) {
    String named = id + "/" + part + "/" + parts.get(part).toData();
    return UUID.nameUUIDFromBytes(named.getBytes(UTF_8)).toString().replace("-", "").substring(8);
  }

  private static Optional<MessageChannel> place(
      ShardManager shards, Address to, @Nullable MessageRef edits) {
    return switch (to) {
      case Address.Person(String platform, String user) -> Optional.of(directChannel(shards, user));
      case Address.Channel(String platform, String channel) ->
          channel.startsWith("@")
              ? Optional.of(directChannel(shards, channel.substring(1)))
              : Optional.ofNullable(
                  shards.getChannelById(
                      MessageChannel.class, edits == null ? channel : edits.channel()));
      case Address.Thread(String platform, String channel, String thread) ->
          Optional.<MessageChannel>ofNullable(shards.getThreadChannelById(thread))
              .or(() -> archivedThread(shards, channel, thread));
    };
  }

  private static MessageChannel directChannel(ShardManager shards, String user) {
    // any shard will do; this one may be the only one that has logged in
    return await(shards.getShards().getFirst().openPrivateChannelById(user));
  }

  /** The thread of a message, made if it has none. Its id is the message's. */
  private static MessageChannel threadUnder(MessageChannel channel, String message) {
    ThreadChannel known = channel.getJDA().getThreadChannelById(message);
    if (known != null) {
      return known;
    }
    Message root = await(channel.retrieveMessageById(message));
    ThreadChannel started = root.getStartedThread();
    if (started != null) {
      return started;
    }
    if (!(channel instanceof IThreadContainer container)) {
      return channel;
    }
    return await(container.createThreadChannel(nameOf(root), message));
  }

  /** An archived thread is not among those that JDA knows; the message that it hangs from is. */
  private static Optional<MessageChannel> archivedThread(
      ShardManager shards, String channel, String thread) {
    return Optional.ofNullable(shards.getChannelById(GuildMessageChannel.class, channel))
        .map(parent -> await(parent.retrieveMessageById(thread)).getStartedThread());
  }

  private static String nameOf(Message root) {
    return root.getEmbeds().stream()
        .map(MessageEmbed::getTitle)
        .filter(title -> title != null && !title.isBlank())
        .findFirst()
        .map(title -> Markup.cut(title.replace("\\", ""), THREAD_NAME))
        .orElse("Conversation");
  }

  private static <T> T await(RestAction<T> action) {
    return action.timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).complete();
  }
}
