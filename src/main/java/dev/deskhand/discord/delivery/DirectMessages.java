package dev.deskhand.discord.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * What the desk says to one person. There are no threads in direct conversations: what belongs to a
 * ticket answers its card.
 */
public class DirectMessages {

  private final ReadPositions places;
  private final Cache<String, Boolean> talks = Caffeine.newBuilder().maximumSize(10_000).build();

  public DirectMessages(ReadPositions places) {
    this.places = places;
  }

  /** Says something to a person, or shows it anew; empty if it goes to a server. */
  public Optional<Delivery> deliver(
      ShardManager shards, Outbound message, List<MessageCreateData> parts) {
    return person(message.to()).map(user -> deliver(shards, user, message, parts));
  }

  /** The person to whom an address leads directly. */
  static Optional<String> person(Address to) {
    return switch (to) {
      case Address.Person(String _, String user) -> Optional.of(user);
      case Address.Channel(String _, String channel) -> named(channel);
      case Address.Thread(String _, String channel, String _) -> named(channel);
    };
  }

  private static Optional<String> named(String channel) {
    return channel.startsWith("@") ? Optional.of(channel.substring(1)) : Optional.empty();
  }

  private Delivery deliver(
      ShardManager shards, String user, Outbound message, List<MessageCreateData> parts) {
    PrivateChannel channel = channel(shards, user);
    Place place = DiscordPlatform.direct(user);
    MessageRef edits = message.edits();
    if (edits != null) {
      MessagePoster.edit(channel, edits.message(), parts.getFirst());
      // one that was posted before direct conversations were named by the person is from now on
      return new Delivery.Delivered(new MessageRef(place.channel(), edits.message()));
    }
    String posted = MessagePoster.post(channel, message, parts, answered(message));
    talking(place, new MessageRef(channel.getId(), posted));
    return new Delivery.Delivered(new MessageRef(place.channel(), posted));
  }

  private static @Nullable String answered(Outbound message) {
    if (message.to() instanceof Address.Thread(String _, String _, String head)) {
      return head;
    }
    MessageRef card = message.under();
    return card == null ? null : card.message();
  }

  /** The direct conversation with somebody. */
  static PrivateChannel channel(ShardManager shards, String user) {
    // any shard will do; this one may be the only one that has logged in
    return MessagePoster.await(shards.getShards().getFirst().openPrivateChannelById(user));
  }

  /** What a person answers is read again after a downtime, also if they never spoke before. */
  private void talking(Place place, MessageRef first) {
    if (talks.asMap().putIfAbsent(place.channel(), Boolean.TRUE) == null
        && places.in(place).isEmpty()) {
      places.heard(new ReadPositions.Heard(place, first));
    }
  }
}
