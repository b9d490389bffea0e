package dev.deskhand.discord.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import java.util.List;
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

  /** Says something to a person, or shows it anew. */
  public Delivery deliver(
      ShardManager shards, String user, Outbound message, List<MessageCreateData> parts) {
    MessageRef under = message.under();
    return deliver(shards, user, message, under == null ? null : under.message(), parts);
  }

  /**
   * Says something to a person.
   *
   * @param answers the message that it answers, or null
   */
  Delivery deliver(
      ShardManager shards,
      String user,
      Outbound message,
      @Nullable String answers,
      List<MessageCreateData> parts) {
    PrivateChannel channel = channel(shards, user);
    Place place = DiscordPlatform.direct(user);
    MessageRef edits = message.edits();
    if (edits != null) {
      MessagePoster.edit(channel, edits.message(), parts.getFirst());
      // one that was posted before direct conversations were named by the person is from now on
      return new Delivery.Delivered(new MessageRef(place.channel(), edits.message()));
    }
    String posted = MessagePoster.post(channel, message, parts, answers);
    talking(place, new MessageRef(channel.getId(), posted));
    return new Delivery.Delivered(new MessageRef(place.channel(), posted));
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
