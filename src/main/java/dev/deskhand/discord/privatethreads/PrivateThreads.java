package dev.deskhand.discord.privatethreads;

import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.FallbackPlaces;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.delivery.CardThreads;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.MessagePoster;
import dev.deskhand.discord.inbound.ThreadChannels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Where people are served who take no direct messages: in a private thread of the channel where
 * they reported. It is one for each ticket, not for each person, so that what is written there
 * needs no key, and so that it can be put away with its ticket.
 *
 * <p>A card in such a thread is kept as standing in {@code channel/thread}.
 */
public class PrivateThreads {

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

  private static final String CLOSED =
      "This person accepts no direct messages from the desk, and no private thread can be made for"
          + " them: ";

  /** One at a time, or two people of one ticket might be given the same new thread. */
  private final Lock making = new ReentrantLock();

  /** Whether a card stands in such a thread. */
  public static boolean holds(MessageRef card) {
    return card.channel().indexOf('/') > 0;
  }

  /**
   * Makes the thread of somebody's ticket, or finds the one that was made before. What stands first
   * in it becomes the card.
   */
  public Delivery open(ShardManager shards, String user, FallbackPlaces aside, Reply reply) {
    List<String> obstacles = new ArrayList<>();
    making.lock();
    try {
      for (String id : aside.channels()) {
        TextChannel channel = ID.matcher(id).matches() ? shards.getTextChannelById(id) : null;
        if (channel == null) {
          continue;
        }
        Optional<String> obstacle = PrivateThread.obstacle(channel, user);
        if (obstacle.isPresent()) {
          obstacles.add(obstacle.get());
          continue;
        }
        try {
          PrivateThread begun = PrivateThread.of(channel, user, aside.subject(), reply);
          Optional<String> refusal = PrivateThread.add(begun.thread(), user);
          if (refusal.isEmpty()) {
            return new Delivery.Moved(begun.card(user, aside.subject()));
          }
          obstacles.add(refusal.get());
        } catch (ErrorResponseException e) {
          if (DiscordErrors.tokenRefused(e) || !DiscordErrors.lasting(e)) {
            throw e;
          }
          obstacles.add("in #%s %s".formatted(channel.getName(), DiscordErrors.words(e)));
        }
      }
    } finally {
      making.unlock();
    }
    if (obstacles.isEmpty() && !PermissionCheck.knowsAllServers(shards)) {
      return new Delivery.Retry(null, "the server is unavailable");
    }
    return new Delivery.Rejected(
        CLOSED
            + (obstacles.isEmpty()
                ? "the desk knows of no text channel where they reported, and of no panel"
                : String.join("; ", obstacles)));
  }

  /** Says something in the thread of a card, or shows it there. */
  public Delivery deliver(
      ShardManager shards,
      String user,
      Outbound message,
      MessageRef card,
      List<MessageCreateData> parts) {
    String[] place = card.channel().split("/", 2);
    TextChannel channel = shards.getTextChannelById(place[0]);
    if (channel == null) {
      return PermissionCheck.knowsAllServers(shards)
          ? new Delivery.TargetGone("the channel was deleted, or the desk does not see it any more")
          : new Delivery.Retry(null, "the server is unavailable");
    }
    try {
      ThreadChannel thread = ThreadChannels.find(channel.getGuild(), place[1]);
      return message.edits() == null
          ? say(thread, user, card, message, parts)
          : show(thread, user, card, message, parts.getFirst());
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_CHANNEL) {
        return new Delivery.TargetGone("the thread was deleted");
      }
      throw e;
    }
  }

  private Delivery show(
      ThreadChannel thread,
      String user,
      MessageRef card,
      Outbound message,
      MessageCreateData part) {
    if (thread.isArchived() || message.cardEnded()) {
      // what is archived cannot be edited
      ThreadChannels.change(thread, it -> it.setArchived(false));
    }
    MessagePoster.edit(
        thread,
        card.message(),
        MessageCreateBuilder.from(part)
            .setContent(PrivateThread.opening(thread.getJDA(), user, subject(message)))
            .build());
    if (CardThreads.hasEnded(message.reply())) {
      CardThreads.setArchived(thread, true);
    }
    return new Delivery.Delivered(card);
  }

  /** Says something; a thread that was archived with its ticket stays so. */
  private Delivery say(
      ThreadChannel thread,
      String user,
      MessageRef card,
      Outbound message,
      List<MessageCreateData> parts) {
    boolean over = message.cardEnded();
    if (!over && !thread.isArchived()) {
      Optional<String> obstacle = PrivateThread.add(thread, user);
      if (obstacle.isPresent()) {
        return new Delivery.Rejected(
            "This person accepts no direct messages from the desk, and " + obstacle.get());
      }
    }
    String posted = MessagePoster.post(thread, message, parts, null);
    if (over) {
      CardThreads.putAway(thread);
    }
    return new Delivery.Delivered(new MessageRef(card.channel(), posted));
  }

  private static String subject(Outbound message) {
    FallbackPlaces aside = message.aside();
    return aside == null ? "this ticket" : aside.subject();
  }
}
