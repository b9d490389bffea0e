package dev.deskhand.discord.inbound;

import dev.deskhand.chat.PlatformSilentException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.jspecify.annotations.Nullable;

/**
 * Direct conversations have no threads on Discord. What belongs together there is a message and the
 * answers to it, and the answers to those.
 */
final class ReplyChain {

  /** What lies further back is not asked for. */
  private static final int LONGEST = 10;

  private static final long TIMEOUT_SECONDS = 20;

  private ReplyChain() {}

  /**
   * The message of the desk's at which a chain of answers begins; empty if it is no answer.
   *
   * @throws PlatformSilentException if Discord does not say what was answered
   */
  static Optional<String> head(Message message) {
    String head = null;
    Message link = message;
    for (int i = 0; i < LONGEST; i++) {
      MessageReference reference = link.getMessageReference();
      if (reference == null
          || reference.getType() != MessageReference.MessageReferenceType.DEFAULT) {
        break;
      }
      head = reference.getMessageId();
      // each of the desk's messages refers to the head itself
      boolean last = i > 0 && isOwn(link);
      Message before = last ? null : before(link, reference);
      if (before == null) {
        break;
      }
      link = before;
    }
    return Optional.ofNullable(head);
  }

  private static boolean isOwn(Message message) {
    return message.getAuthor().equals(message.getJDA().getSelfUser());
  }

  /** Discord gives a message along with what it refers to, but not what that refers to. */
  private static @Nullable Message before(Message message, MessageReference reference) {
    Message given = message.getReferencedMessage();
    if (given != null) {
      return given;
    }
    try {
      return message
          .getChannel()
          .retrieveMessageById(reference.getMessageId())
          .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .complete();
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_MESSAGE) {
        return null;
      }
      throw silent(message, e);
    } catch (RuntimeException e) {
      throw silent(message, e);
    }
  }

  /** Where an answer belongs decides what becomes of it, so it is not guessed. */
  private static PlatformSilentException silent(Message message, RuntimeException cause) {
    return new PlatformSilentException(
        "Discord does not say what message %s answers".formatted(message.getId()), cause);
  }
}
