package dev.deskhand.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import java.time.Duration;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * Cards in a channel, each with a thread as soon as something is said about its ticket. The thread
 * is archived when the ticket ends. Whatever is written in an archived thread opens it: so does the
 * line that says that a ticket was reopened, and the desk archives it again after what it says
 * about a ticket that has ended.
 */
class CardThreads {

  private static final int NAME = 100;

  /** Cards of tickets that have ended lately; others are known by their colour. */
  private final Cache<String, Boolean> ended =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(1)).build();

  Delivery deliver(MessageChannel channel, Outbound message, List<MessageCreateData> parts) {
    MessageRef edits = message.edits();
    MessageRef under = message.under();
    if (edits != null) {
      Posting.edit(channel, edits.message(), parts.getFirst());
      shown(channel, edits.message(), message.reply());
      return new Delivery.Delivered(edits);
    }
    if (under == null) {
      String posted = Posting.post(channel, message.id(), parts, null);
      return new Delivery.Delivered(new MessageRef(channel.getId(), posted));
    }
    return underCard(channel, under.message(), message, parts);
  }

  private void shown(MessageChannel channel, String card, Reply reply) {
    if (!hasEnded(reply)) {
      ended.invalidate(card);
      return;
    }
    ended.put(card, true);
    ThreadChannel thread = channel.getJDA().getThreadChannelById(card);
    if (thread != null) {
      archive(thread);
    }
  }

  private Delivery underCard(
      MessageChannel channel, String card, Outbound message, List<MessageCreateData> parts) {
    ThreadChannel thread = channel.getJDA().getThreadChannelById(card);
    boolean over = ended.getIfPresent(card) != null;
    if (thread == null) {
      // none yet, or archived: those are not among the threads that JDA knows
      Message root = Posting.await(channel.retrieveMessageById(card));
      thread = thread(channel, root);
      over |= looksEnded(root);
    }
    MessageChannel there = thread == null ? channel : thread;
    String posted = Posting.post(there, message.id(), parts, null);
    if (over && thread != null) {
      archive(thread);
    }
    return new Delivery.Delivered(new MessageRef(there.getId(), posted));
  }

  /** Puts a thread away; what was said in it stays said if that fails. */
  static void archive(ThreadChannel thread) {
    try {
      Posting.await(thread.getManager().setArchived(true));
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
    }
  }

  static boolean hasEnded(Reply reply) {
    return reply instanceof Reply.Card card && card.tone() == Reply.Tone.DONE;
  }

  static boolean looksEnded(Message card) {
    return card.getEmbeds().stream()
        .findFirst()
        .filter(embed -> embed.getColorRaw() == EmbedRenderer.ENDED)
        .isPresent();
  }

  /** The thread of a message, made if it has none. Its id is the message's. */
  private static @Nullable ThreadChannel thread(MessageChannel channel, Message root) {
    ThreadChannel started = root.getStartedThread();
    if (started != null) {
      return started;
    }
    return channel instanceof IThreadContainer container
        ? Posting.await(container.createThreadChannel(nameOf(root), root.getId()))
        : null;
  }

  private static String nameOf(Message root) {
    return root.getEmbeds().stream()
        .map(MessageEmbed::getTitle)
        .filter(title -> title != null && !title.isBlank())
        .findFirst()
        .map(title -> Markup.shorten(title.replace("\\", ""), NAME))
        .orElse("Conversation");
  }
}
