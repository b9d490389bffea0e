package dev.deskhand.discord.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.deskhand.chat.ChatPlatform.Outbound;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.jspecify.annotations.Nullable;

/** Writes messages and waits until Discord has them. */
public final class MessagePoster {

  /** Longer than the seven and a half seconds in which JDA repeats a request by itself. */
  private static final long TIMEOUT_SECONDS = 20;

  private MessagePoster() {}

  /**
   * Posts a message, of which the parts that have arrived before are not posted again.
   *
   * @param answers the message that each part answers, or null
   * @return the first part's id
   */
  public static String post(
      MessageChannel channel,
      Outbound message,
      List<MessageCreateData> parts,
      @Nullable String answers) {
    PostedMessageLookup before = PostedMessageLookup.since(channel, message.triedSince());
    String first = "";
    for (int i = 0; i < parts.size(); i++) {
      MessageCreateData part = parts.get(i);
      String nonce = nonce(message, i, part, answers);
      String card = message.cardOf();
      // one that is shown beside the card of its ticket is known by its words, as all else is
      Optional<String> there =
          card == null || message.subject() == null
              ? before.as(part, answers)
              : before.asCardOf(card, answers);
      String posted = there.orElseGet(() -> post(channel, nonce, part, answers));
      first = i == 0 ? posted : first;
    }
    return first;
  }

  /** Posts one part; one that arrived a moment ago is recognised by its nonce. */
  public static String post(
      MessageChannel channel, String nonce, MessageCreateData part, @Nullable String answers) {
    return await(
            channel
                .sendMessage(part)
                .setNonce(nonce)
                // what it answers may have been deleted, which is no reason to say nothing
                .setMessageReference(answers)
                .failOnInvalidReply(false))
        .getId();
  }

  /**
   * Replaces a message, and gives it as Discord has it now. A thread that is archived is opened for
   * that, and archived again.
   */
  public static Message edit(MessageChannel channel, String message, MessageCreateData part) {
    try {
      return replace(channel, message, part);
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() != ErrorResponse.ILLEGAL_OPERATION_ARCHIVED_THREAD
          || !(channel instanceof ThreadChannel thread)) {
        throw e;
      }
      ThreadChannels.change(thread, it -> it.setArchived(false));
      Message replaced = replace(channel, message, part);
      CardThreads.putAway(thread);
      return replaced;
    }
  }

  private static Message replace(MessageChannel channel, String message, MessageCreateData part) {
    return await(
        channel.editMessageById(message, MessageEditData.fromCreateData(part)).setReplace(true));
  }

  public static <T> T await(RestAction<T> action) {
    return action.timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).complete();
  }

  /**
   * The same for the same card, or for the same words of the same message; 24 of the 25 characters
   * that may be.
   */
  private static String nonce(
      Outbound message, int part, MessageCreateData says, @Nullable String answers) {
    String what = Objects.requireNonNullElseGet(message.cardOf(), () -> says.toData().toString());
    String named = message.id() + "/" + part + "/" + answers + "/" + what;
    return UUID.nameUUIDFromBytes(named.getBytes(UTF_8)).toString().replace("-", "").substring(8);
  }
}
