package dev.deskhand.discord.delivery;

import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Cards in a channel, each with a thread as soon as something is said about its ticket. The thread
 * is archived when the ticket ends. Whatever is written in an archived thread opens it: so does the
 * line that says that a ticket was reopened, and the desk archives it again after what it says
 * about a ticket that has ended.
 */
public class CardThreads {

  private static final int NAME = 100;

  /** Discord's flag of a message that has a thread. */
  private static final long HAS_THREAD = 1 << 5;

  private static final String MOVED =
      "The card of this ticket was deleted here. It goes on under a new one.";

  Delivery deliver(MessageChannel channel, Outbound message, List<MessageCreateData> parts) {
    MessageRef edits = message.edits();
    MessageRef under = message.under();
    if (edits != null) {
      shown(edited(channel, edits.message(), parts.getFirst()), message);
      return new Delivery.Delivered(edits);
    }
    if (under == null) {
      String posted = MessagePoster.post(channel, message, parts, null);
      return new Delivery.Delivered(new MessageRef(channel.getId(), posted));
    }
    return underCard(channel, under.message(), message, parts);
  }

  private static Message edited(MessageChannel channel, String card, MessageCreateData part) {
    try {
      return MessagePoster.edit(channel, card, part);
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_MESSAGE) {
        ThreadChannels.known(channel.getJDA(), card).ifPresent(CardThreads::leave);
      }
      throw e;
    }
  }

  /**
   * Has the thread of a card follow what the card says now. What JDA knows may be out of date for a
   * moment after the desk has changed it.
   */
  private static void shown(Message card, Outbound message) {
    boolean over = hasEnded(message.reply());
    Optional<ThreadChannel> active = ThreadChannels.known(card.getJDA(), card.getId());
    if (active.isPresent()) {
      active
          .filter(thread -> over || message.cardEnded())
          .ifPresent(thread -> setArchived(thread, over));
    } else if ((card.getFlagsRaw() & HAS_THREAD) != 0) {
      asked(card)
          .filter(thread -> thread.isArchived() != over)
          .ifPresent(thread -> setArchived(thread, over));
    }
  }

  /** The thread of a card, of which JDA knows nothing; it may have been deleted. */
  private static Optional<ThreadChannel> asked(Message card) {
    try {
      return Optional.of(ThreadChannels.find(card.getGuild(), card.getId()));
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_CHANNEL) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Delivery underCard(
      MessageChannel channel, String card, Outbound message, List<MessageCreateData> parts) {
    Optional<ThreadChannel> known = ThreadChannels.known(channel.getJDA(), card);
    if (known.isPresent()) {
      try {
        return say(known.get(), message, parts);
      } catch (ErrorResponseException e) {
        if (e.getErrorResponse() != ErrorResponse.UNKNOWN_CHANNEL) {
          throw e;
        }
        // it was deleted a moment ago
      }
    }
    // none yet, or archived: those are not among the threads that JDA knows
    Message root = MessagePoster.await(channel.retrieveMessageById(card));
    ThreadChannel started = root.getStartedThread();
    if (started != null) {
      return say(started, message, parts);
    }
    return channel instanceof IThreadContainer container
        ? inNewThread(container, channel, root, message, parts)
        : answering(channel, card, message, parts);
  }

  private static Delivery say(
      ThreadChannel thread, Outbound message, List<MessageCreateData> parts) {
    String posted = MessagePoster.post(thread, message, parts, null);
    if (message.cardEnded()) {
      putAway(thread);
    }
    return new Delivery.Delivered(new MessageRef(thread.getId(), posted));
  }

  private static Delivery inNewThread(
      IThreadContainer container,
      MessageChannel channel,
      Message root,
      Outbound message,
      List<MessageCreateData> parts) {
    ThreadChannel thread;
    try {
      thread = MessagePoster.await(container.createThreadChannel(nameOf(root), root.getId()));
    } catch (ErrorResponseException e) {
      return switch (e.getErrorResponse()) {
        case THREAD_WITH_THIS_MESSAGE_ALREADY_EXISTS ->
            afterAnother(container, root, message, parts);
        // the talk goes on beside the thread rather than not at all
        case MAX_ACTIVE_THREADS, MAX_ANNOUNCEMENT_THREADS ->
            answering(channel, root.getId(), message, parts);
        default -> throw e;
      };
    }
    return say(thread, message, parts);
  }

  /** Somebody opened the thread just now; or it was deleted, and a message has but one. */
  private static Delivery afterAnother(
      IThreadContainer container, Message root, Outbound message, List<MessageCreateData> parts) {
    ThreadChannel thread;
    try {
      thread = ThreadChannels.find(container.getGuild(), root.getId());
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() != ErrorResponse.UNKNOWN_CHANNEL) {
        throw e;
      }
      MessagePoster.await(root.delete());
      return new Delivery.TargetGone("the thread of the card was deleted");
    }
    return say(thread, message, parts);
  }

  private static Delivery answering(
      MessageChannel channel, String card, Outbound message, List<MessageCreateData> parts) {
    String posted = MessagePoster.post(channel, message, parts, card);
    return new Delivery.Delivered(new MessageRef(channel.getId(), posted));
  }

  /** Where the desk may not do so, the card is right nevertheless. */
  public static void setArchived(ThreadChannel thread, boolean archived) {
    try {
      ThreadChannels.change(thread, it -> it.setArchived(archived));
    } catch (RuntimeException e) {
      DiscordErrors.unlessLasting(e);
    }
  }

  /** Says in the thread of a card that was deleted where it goes on, and archives it. */
  public static void leave(ThreadChannel thread) {
    try {
      MessagePoster.await(thread.sendMessage(MOVED).setAllowedMentions(List.of()));
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
    }
    putAway(thread);
  }

  /** Archives a thread; what was said in it stays said if that fails. */
  public static void putAway(ThreadChannel thread) {
    try {
      ThreadChannels.change(thread, it -> it.setArchived(true));
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
    }
  }

  public static boolean hasEnded(Reply reply) {
    return reply instanceof Reply.Card card && card.ended();
  }

  private static String nameOf(Message root) {
    return root.getEmbeds().stream()
        .map(MessageEmbed::getTitle)
        .filter(title -> title != null && !title.isBlank())
        .findFirst()
        .map(title -> DiscordMarkdown.shorten(title.replace("\\", ""), NAME))
        .orElse("Conversation");
  }
}
