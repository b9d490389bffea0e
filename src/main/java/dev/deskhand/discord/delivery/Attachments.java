package dev.deskhand.discord.delivery;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.ChatPlatform.Files;
import dev.deskhand.chat.Place;
import dev.deskhand.discord.connection.PermissionCheck;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;

/**
 * The files that came along with a message. The links that Discord gives expire after a day, so the
 * ticket keeps which message has them and Discord is asked for it anew. In a server the message
 * itself can be opened, too; in a direct conversation nobody but its partner could.
 */
public final class Attachments {

  private static final long TIMEOUT_SECONDS = 5;

  private static final Files DELETED =
      new Files.Gone("the message that it came with was deleted on Discord");

  private Attachments() {}

  public static List<Attachment> of(Message message) {
    Place place = DiscordPlatform.place(message);
    String open = message.isFromGuild() ? " in " + message.getJumpUrl() : "";
    return all(message)
        .map(
            file ->
                new Attachment(
                    file.getFileName(),
                    file.getUrl() + open,
                    new Attachment.Held(
                        place.channel(), place.thread(), message.getId(), file.getId())))
        .toList();
  }

  /**
   * What Discord says now of the files of a message.
   *
   * @param channel finds the channel, and may ask Discord for it
   */
  static Files now(
      ShardManager shards,
      Address at,
      String message,
      Function<Address, Optional<MessageChannel>> channel) {
    try {
      return channel
          .apply(at)
          .map(there -> files(there, message))
          .orElseGet(
              () ->
                  PermissionCheck.knowsAllServers(shards)
                      ? new Files.Gone("the desk does not see its channel any more")
                      : new Files.Unsaid("the server is unavailable"));
    } catch (InsufficientPermissionException e) {
      return new Files.Gone("the desk may not read its channel any more");
    } catch (ErrorResponseException e) {
      return refused(e);
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
      return new Files.Unsaid("Discord does not answer");
    }
  }

  private static Files files(MessageChannel channel, String message) {
    return new Files.There(
        all(channel
                .retrieveMessageById(message)
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .complete())
            .collect(
                Collectors.toMap(
                    Message.Attachment::getId,
                    Message.Attachment::getUrl,
                    (first, second) -> first)));
  }

  /** Those of what it forwards come along. */
  private static Stream<Message.Attachment> all(Message message) {
    return Stream.concat(
        message.getAttachments().stream(),
        message.getMessageSnapshots().stream()
            .flatMap(snapshot -> snapshot.getAttachments().stream()));
  }

  private static Files refused(ErrorResponseException refused) {
    ErrorResponse kind = refused.getErrorResponse();
    if (kind == ErrorResponse.UNKNOWN_MESSAGE || kind == ErrorResponse.UNKNOWN_CHANNEL) {
      return DELETED;
    }
    if (kind == ErrorResponse.MISSING_ACCESS || kind == ErrorResponse.MISSING_PERMISSIONS) {
      return new Files.Gone("the desk may not read its channel any more");
    }
    DiscordErrors.log(refused);
    return new Files.Unsaid("Discord does not answer");
  }
}
