package dev.deskhand.discord.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * What the desk has said in a channel since it first tried to say something. Discord knows a
 * repeated message by its nonce for some minutes only; the desk may have been away for longer.
 */
final class PostedMessageLookup {

  private static final int PAGE = 100;

  /** Half a thousand messages after the attempt: nobody finds it there either. */
  private static final int PAGES = 5;

  private final List<Message> messages;

  private PostedMessageLookup(List<Message> messages) {
    this.messages = messages;
  }

  /**
   * What has been said since; nothing if nothing was tried, or if the desk may not read it.
   *
   * @throws RuntimeException if Discord does not say now
   */
  static PostedMessageLookup since(MessageChannel channel, @Nullable Instant tried) {
    List<Message> found = new ArrayList<>();
    if (tried != null) {
      try {
        read(channel, TimeUtil.getDiscordTimestamp(tried.toEpochMilli()), found);
      } catch (RuntimeException e) {
        // said twice is better than not said
        DiscordErrors.unlessLasting(e);
      }
    }
    return new PostedMessageLookup(found);
  }

  private static void read(MessageChannel channel, long after, List<Message> found) {
    long last = after;
    for (int page = 0; page < PAGES; page++) {
      List<Message> read =
          MessagePoster.await(
                  MessageHistory.getHistoryAfter(channel, Long.toString(last)).limit(PAGE))
              .getRetrievedHistory()
              .reversed();
      read.stream()
          .filter(message -> message.getAuthor().equals(channel.getJDA().getSelfUser()))
          .forEach(found::add);
      if (read.size() < PAGE) {
        return;
      }
      last = read.getLast().getIdLong();
    }
  }

  /**
   * The message that a part was posted as; it is none of another part.
   *
   * @param answers the message that the part answers, or null
   */
  Optional<String> as(MessageCreateData part, @Nullable String answers) {
    return first(answers, message -> says(message, part));
  }

  /**
   * The message that a card was posted as, whatever it said then.
   *
   * @param key the key of its ticket
   * @param answers the message that the card answers, or null
   */
  Optional<String> asCardOf(String key, @Nullable String answers) {
    return first(answers, message -> isCardOf(message, key));
  }

  private Optional<String> first(@Nullable String answers, Predicate<Message> wanted) {
    Optional<Message> there =
        messages.stream()
            .filter(message -> isAnswer(message, answers) && wanted.test(message))
            .findFirst();
    there.ifPresent(messages::remove);
    return there.map(Message::getId);
  }

  /** What answers a command shows cards too, which stay as they are. */
  private static boolean isCardOf(Message message, String key) {
    return message.getInteractionMetadata() == null
        && message.getEmbeds().stream()
            .limit(1)
            .anyMatch(embed -> (embed.getTitle() + " ").startsWith(key + " "));
  }

  private static boolean isAnswer(Message message, @Nullable String answers) {
    MessageReference reference = message.getMessageReference();
    // what it answers may have been deleted before
    return reference == null || reference.getMessageId().equals(answers);
  }

  private static boolean says(Message message, MessageCreateData part) {
    return isSame(message.getContentRaw(), part.getContent())
        && message.getAttachments().size() == part.getFiles().size()
        && words(message.getEmbeds()).equals(words(part.getEmbeds()));
  }

  private static List<String> words(List<MessageEmbed> embeds) {
    List<String> words = new ArrayList<>();
    for (MessageEmbed embed : embeds) {
      words.add(stripped(embed.getTitle()));
      words.add(stripped(embed.getDescription()));
      for (MessageEmbed.Field field : embed.getFields()) {
        words.add(stripped(field.getName()));
        words.add(stripped(field.getValue()));
      }
    }
    return words;
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return stripped(one).equals(stripped(other));
  }

  /** Discord keeps no spaces around a text. */
  private static String stripped(@Nullable String text) {
    return Objects.requireNonNullElse(text, "").strip();
  }
}
