package dev.deskhand.discord.inbound;

import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlatformSilentException;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.platform.DeskClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * The reaction that makes an incident of a message, as {@link dev.deskhand.platform.MessageReport}
 * says.
 */
public class ReactionHandler {

  private static final Logger log = LoggerFactory.getLogger(ReactionHandler.class);

  private static final String UNREADABLE =
      "The desk cannot read that message, so it has opened nothing. Discord shows it the messages of"
          + " channels only with the intent MESSAGE_CONTENT. Please use: /desk report";

  private static final String OUT_OF_ORDER =
      "Sorry, the desk is out of order at the moment and has not reported this message: %s Please"
          + " use /desk report in a minute.";

  private final DeskClient desk;
  private final GuildAccess served;
  private final DiscordProperties properties;
  private final Clock clock;

  public ReactionHandler(
      DeskClient desk, GuildAccess served, DiscordProperties properties, Clock clock) {
    this.desk = desk;
    this.served = served;
    this.properties = properties;
    this.clock = clock;
  }

  /** Whether a reaction is meant for the desk. */
  public boolean heard(MessageReactionAddEvent event) {
    User who = event.getUser();
    return event.isFromGuild()
        && served.serves(event.getGuild())
        && properties.reports(event.getEmoji().getFormatted())
        && who != null
        && !who.isBot()
        && event.getMessageAuthorIdLong() != event.getJDA().getSelfUser().getIdLong();
  }

  /** Opens an incident from the message. */
  public void report(MessageReactionAddEvent event) {
    User who = event.getUser();
    if (who == null) {
      return;
    }
    try {
      Message message = event.retrieveMessage().timeout(20, TimeUnit.SECONDS).complete();
      if (MessageText.words(message).isBlank() && message.getAttachments().isEmpty()) {
        tell(who, UNREADABLE);
        return;
      }
      Utterance utterance =
          MessageText.report(message)
              .byReaction(
                  GuildAccess.sender(who, event.getMember()), place(event), clock.instant());
      DatabaseRetry.with(
              DatabaseRetry.LONGEST, () -> served.admit(utterance.origin(), who, event.getMember()))
          .ifPresent(origin -> desk.tell(origin, utterance, DatabaseRetry.LONGEST));
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      // with what it comes from, by which the log counts it among the others
      log.warn("A reaction was not taken in", e);
      tell(who, OUT_OF_ORDER.formatted(event.getJumpUrl()));
    } catch (PlatformSilentException e) {
      log.warn("{}", e.getMessage());
      tell(who, OUT_OF_ORDER.formatted(event.getJumpUrl()));
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
      // else the message is gone, or the desk may not read the channel
      if (!DiscordErrors.lasting(e)) {
        tell(who, OUT_OF_ORDER.formatted(event.getJumpUrl()));
      }
    }
  }

  private static Place place(MessageReactionAddEvent event) {
    return event.getChannel() instanceof ThreadChannel thread
        ? DiscordPlatform.thread(thread)
        : DiscordPlatform.channel(event.getChannel().getId());
  }

  private static void tell(User who, String words) {
    who.openPrivateChannel()
        .flatMap(channel -> channel.sendMessage(words).setAllowedMentions(List.of()))
        .queue(sent -> {}, DiscordErrors::log);
  }
}
