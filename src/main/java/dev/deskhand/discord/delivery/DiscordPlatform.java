package dev.deskhand.discord.delivery;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Place;
import dev.deskhand.discord.connection.DiscordClient;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.rendering.EmbedRenderer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * The desk's own messages on Discord. A direct conversation is named by the person, {@code @42},
 * since its channel has to be opened anew after each start.
 */
public class DiscordPlatform implements ChatPlatform {

  public static final String NAME = DiscordClient.PLATFORM;

  private final DiscordClient connection;
  private final EmbedRenderer renderer;
  private final DirectMessages direct;
  private final List<DeliveryRoute> routes;
  private final CardThreads cards = new CardThreads();
  private final RestLimitMonitor manners;
  private final PermissionCheck setUp;

  public DiscordPlatform(
      DiscordClient connection,
      EmbedRenderer renderer,
      DirectMessages direct,
      List<DeliveryRoute> routes,
      RestLimitMonitor manners,
      PermissionCheck setUp) {
    this.connection = connection;
    this.renderer = renderer;
    this.direct = direct;
    this.routes = List.copyOf(routes);
    this.manners = manners;
    this.setUp = setUp;
  }

  public static Place direct(String userId) {
    return new Place(NAME, "@" + userId, null, true);
  }

  public static Place channel(String channelId) {
    return new Place(NAME, channelId, null, false);
  }

  public static Place thread(ThreadChannel thread) {
    return new Place(
        NAME, ThreadChannels.whole(thread).getParentChannel().getId(), thread.getId(), false);
  }

  /** Where a message stands. */
  public static Place place(Message message) {
    if (!message.isFromGuild()) {
      return direct(message.getAuthor().getId());
    }
    return message.getChannel() instanceof ThreadChannel thread
        ? thread(thread)
        : channel(message.getChannel().getId());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean hasThreads() {
    return true;
  }

  @Override
  public Delivery deliver(Outbound message) {
    String trouble = connection.trouble();
    if (trouble != null) {
      return new Delivery.Retry(null, trouble);
    }
    Duration pause = manners.pause();
    if (pause.isPositive()) {
      return new Delivery.Retry(pause, "Discord wants to be asked less");
    }
    Optional<ShardManager> connected = connection.connected();
    if (connected.isEmpty()) {
      return connection.standingBy()
          ? new Delivery.OtherInstance()
          : new Delivery.Retry(null, "the desk is not connected to Discord");
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
  public Files files(Address at, String message) {
    if (connection.trouble() != null || manners.pause().isPositive()) {
      return new Files.Unsaid("Discord cannot be asked at the moment");
    }
    return connection
        .connected()
        .map(
            shards ->
                Attachments.now(
                    shards,
                    at,
                    message,
                    there ->
                        DirectMessages.person(there)
                            .<MessageChannel>map(user -> DirectMessages.channel(shards, user))
                            .or(() -> place(shards, there, null))))
        .orElseGet(() -> new Files.Unsaid("this copy of the desk is not connected to Discord"));
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
    for (DeliveryRoute route : routes) {
      Optional<Delivery> delivery = route.deliver(shards, message, parts);
      if (delivery.isPresent()) {
        return delivery.get();
      }
    }
    return direct.deliver(shards, message, parts).orElseGet(() -> inServer(shards, message, parts));
  }

  private Delivery inServer(ShardManager shards, Outbound message, List<MessageCreateData> parts) {
    MessageChannel channel = place(shards, message.to(), message.edits()).orElse(null);
    if (channel == null) {
      return PermissionCheck.knowsAllServers(shards)
          ? new Delivery.Rejected(
              "There is no channel for messages at "
                  + message.to().conversation()
                  + " that the desk can see")
          : new Delivery.Retry(null, "the server is unavailable");
    }
    return cards.deliver(channel, message, parts);
  }

  private static Optional<MessageChannel> place(
      ShardManager shards, Address to, @Nullable MessageRef edits) {
    return switch (to) {
      case Address.Person person -> Optional.empty();
      case Address.Channel(String platform, String channel) ->
          Optional.ofNullable(
              shards.getChannelById(
                  MessageChannel.class, edits == null ? channel : edits.channel()));
      case Address.Thread(String platform, String channel, String thread) ->
          Optional.ofNullable(shards.getGuildChannelById(channel))
              .map(parent -> ThreadChannels.find(parent.getGuild(), thread));
    };
  }
}
