package dev.deskhand.discord.privatethreads;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.optional.PrivateThreads;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.delivery.CardThreads;
import dev.deskhand.discord.delivery.DeliveryRoute;
import dev.deskhand.discord.delivery.DirectMessages;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.delivery.MessagePoster;
import dev.deskhand.discord.delivery.ThreadChannels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Where people are served who take no direct messages: in a private thread of the channel where
 * they reported. It is one for each ticket, not for each person, so that what is written there
 * needs no key, and so that it can be put away with its ticket.
 */
public class DiscordPrivateThreads implements PrivateThreads, DeliveryRoute {

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
  private static final Duration SOON = Duration.ofSeconds(1);

  private static final String CLOSED =
      "This person accepts no direct messages from the desk, and no private thread can be made for"
          + " them: ";

  private final DirectMessages direct;
  private final Channels channels;

  /** One at a time, or two people of one ticket might be given the same new thread. */
  private final Lock making = new ReentrantLock();

  public DiscordPrivateThreads(DirectMessages direct, Channels channels) {
    this.direct = direct;
    this.channels = channels;
  }

  @Override
  public String platform() {
    return DiscordPlatform.NAME;
  }

  @Override
  public Optional<Delivery> deliver(
      ShardManager shards, Outbound message, List<MessageCreateData> parts) {
    MessageRef card = message.edits() == null ? message.under() : message.edits();
    return message.to() instanceof Address.Person person
        ? card != null && card.channel().indexOf('/') > 0
            ? Optional.of(inThread(shards, person.userId(), message, card, parts))
            : directly(shards, person, message, parts)
        : Optional.empty();
  }

  private Optional<Delivery> directly(
      ShardManager shards, Address.Person person, Outbound message, List<MessageCreateData> parts) {
    try {
      return direct.deliver(shards, message, parts);
    } catch (ErrorResponseException e) {
      String subject = message.subject();
      if (e.getErrorResponse() != ErrorResponse.CANNOT_SEND_TO_USER || subject == null) {
        throw e;
      }
      List<String> candidates = channels.of(person, subject).orElseThrow(() -> e);
      return Optional.of(
          message.under() == null
              ? opened(shards, person.userId(), subject, candidates, message, parts)
              : new Delivery.TargetGone("the card has to be posted in a private thread"));
    }
  }

  /**
   * Shows a card in the thread of somebody's ticket, which is made, or was made before. What stands
   * first in it is the card.
   */
  private Delivery opened(
      ShardManager shards,
      String user,
      String subject,
      List<String> ids,
      Outbound message,
      List<MessageCreateData> parts) {
    List<String> obstacles = new ArrayList<>();
    making.lock();
    try {
      for (String id : ids) {
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
          PrivateThread thread = PrivateThread.of(channel, user, subject, message);
          Optional<String> refusal = thread.add();
          if (refusal.isEmpty()) {
            return message.reply() instanceof Reply.Card card
                ? new Delivery.Delivered(thread.card(card, parts.getFirst()))
                : new Delivery.Retry(SOON, "its card stands first in the thread");
          }
          obstacles.add(refusal.get());
        } catch (ErrorResponseException e) {
          if (e.getErrorResponse() == ErrorResponse.UNKNOWN_MESSAGE) {
            return new Delivery.Retry(SOON, "the card in the thread was deleted just now");
          }
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
  private static Delivery inThread(
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
      PrivateThread thread =
          new PrivateThread(
              ThreadChannels.find(channel.getGuild(), place[1]),
              user,
              Objects.requireNonNullElse(message.subject(), "this ticket"));
      if (message.edits() == null) {
        return say(thread, card, message, parts);
      }
      thread.show(card.message(), message.reply(), parts.getFirst(), message.cardEnded());
      return new Delivery.Delivered(card);
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_CHANNEL) {
        return new Delivery.TargetGone("the thread was deleted");
      }
      throw e;
    }
  }

  /** Says something; a thread that was archived with its ticket stays so. */
  private static Delivery say(
      PrivateThread in, MessageRef card, Outbound message, List<MessageCreateData> parts) {
    boolean over = message.cardEnded();
    if (!over) {
      Optional<String> obstacle = in.add();
      if (obstacle.isPresent()) {
        return new Delivery.Rejected(
            "This person accepts no direct messages from the desk, and " + obstacle.get());
      }
    }
    String posted = MessagePoster.post(in.thread(), message, parts, null);
    if (over) {
      CardThreads.putAway(in.thread());
    }
    return new Delivery.Delivered(new MessageRef(card.channel(), posted));
  }
}
