package dev.deskhand.discord.delivery;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Files;
import dev.deskhand.discord.connection.PermissionCheck;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;

/** Fresh links to the files of a message: those that Discord gives expire after a day. */
final class AttachmentLinks {

  private static final long TIMEOUT_SECONDS = 5;

  private static final Files DELETED =
      new Files.Gone("the message that it came with was deleted on Discord");

  private AttachmentLinks() {}

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
        channel
            .retrieveMessageById(message)
            .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .complete()
            .getAttachments()
            .stream()
            .collect(
                Collectors.toMap(
                    Message.Attachment::getId,
                    Message.Attachment::getUrl,
                    (first, second) -> first)));
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
