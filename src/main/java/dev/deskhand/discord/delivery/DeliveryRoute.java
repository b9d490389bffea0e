package dev.deskhand.discord.delivery;

import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Some messages that are delivered in a way of their own: those to forums, those to people who take
 * no direct messages. Each bean takes other ones.
 */
public interface DeliveryRoute {

  /**
   * Delivers a message, as {@link DiscordPlatform#deliver} does.
   *
   * @param parts the message as Discord gets it
   * @return empty if it is none of these: nothing was done
   * @throws RuntimeException what Discord did, of which {@link DiscordErrors} says what it means
   */
  Optional<Delivery> deliver(ShardManager shards, Outbound message, List<MessageCreateData> parts);
}
