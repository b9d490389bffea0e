package dev.deskhand.discord.inbound;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlatformSilentException;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.delivery.Attachments;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.Mentions;
import dev.deskhand.platform.DeskClient;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people write to the desk: directly, where they mention it, and to each other in threads,
 * where it may be about a ticket. Nobody waits for the answer; it comes from the outbox.
 */
public class MessageHandler {

  private static final Logger log = LoggerFactory.getLogger(MessageHandler.class);

  private static final String OUT_OF_ORDER =
      "Sorry, the desk is out of order at the moment and has kept nothing of this. Please send it"
          + " again in a minute.";

  private static final long TIMEOUT_SECONDS = 20;

  private final DeskClient desk;
  private final GuildAccess served;
  private final Clock clock;

  public MessageHandler(DeskClient desk, GuildAccess served, Clock clock) {
    this.desk = desk;
    this.served = served;
    this.clock = clock;
  }

  /** Whether a message may be the desk's business, as far as can be told without asking anybody. */
  public boolean mayConcern(Message message) {
    boolean spoken =
        message.getType() == MessageType.DEFAULT || message.getType() == MessageType.INLINE_REPLY;
    if (!spoken || message.isWebhookMessage() || message.getAuthor().isBot()) {
      return false;
    }
    if (!message.isFromGuild()) {
      return true;
    }
    return served.serves(message.getGuild())
        && (message.getChannel() instanceof ThreadChannel || toTheDesk(message).isPresent());
  }

  /** Whether what was said in a channel may have been about a ticket. */
  public boolean mayConcern(MessageChannel channel) {
    return channel instanceof PrivateChannel
        || (channel instanceof ThreadChannel thread && served.serves(thread.getGuild()));
  }

  /** Takes in a message. Messages of one channel come here one after the other. */
  public void receive(Message message) {
    Optional<String> addressed = toTheDesk(message);
    try {
      DatabaseRetry.with(DatabaseRetry.LONGEST, () -> receive(message, addressed));
    } catch (DeskUnavailableException e) {
      // with what it comes from, by which the log counts it among the others
      log.warn("A message was not taken in", e);
      apologise(message, addressed);
    } catch (PlatformSilentException e) {
      log.warn("{}", e.getMessage());
      apologise(message, addressed);
    } catch (RuntimeException e) {
      log.error("A message failed", e);
      apologise(message, addressed);
    }
  }

  private void receive(Message message, Optional<String> addressed) {
    Place place = place(message);
    boolean talk = addressed.isEmpty() && place.thread() != null;
    if (talk && !(isLegible(message) && desk.hears(place))) {
      return;
    }
    Optional<Origin> admitted =
        served.admit(origin(message, place), message.getAuthor(), message.getMember());
    if (admitted.isEmpty()) {
      say(message, GuildAccess.STRANGER);
      return;
    }
    desk.tell(
        talk
            ? new Utterance.ThreadMessage(
                admitted.get(),
                message.getId(),
                MessageText.written(message, MessageText.words(message)),
                Attachments.of(message))
            : new Utterance.Said(
                admitted.get(),
                MessageText.written(message, words(message, addressed)),
                false,
                Attachments.of(message)));
  }

  /** Takes in what a message says since it was edited. */
  public void amended(Message message) {
    OffsetDateTime edited = message.getTimeEdited();
    // without a time it has only got the preview of a link
    if (edited == null || !isLegible(message)) {
      return;
    }
    Place place = DiscordPlatform.place(message);
    if (!isTalk(place)) {
      return;
    }
    DatabaseRetry.with(
        DatabaseRetry.LONGEST,
        () ->
            desk.tell(
                new Utterance.MessageEdited(
                    new Origin(
                        message.getId() + "/" + edited.toInstant(),
                        GuildAccess.sender(message.getAuthor(), message.getMember()),
                        place,
                        edited.toInstant(),
                        Origin.ReplyRoute.POSTED),
                    message.getId(),
                    // as it was read when it was written
                    MessageText.written(message, words(message, toTheDesk(message))))));
  }

  /** Takes in that messages were deleted. Discord does not say whose they were; the desk knows. */
  public void withdrawn(MessageChannel channel, List<String> messages) {
    Place place =
        switch (channel) {
          case PrivateChannel direct -> DiscordPlatform.direct(partner(direct).getId());
          case ThreadChannel thread -> DiscordPlatform.thread(thread);
          default -> DiscordPlatform.channel(channel.getId());
        };
    for (String message : messages) {
      DatabaseRetry.with(
          DatabaseRetry.LONGEST,
          () -> desk.deleted(message + "/deleted", place, message, clock.instant()));
    }
  }

  private static boolean isTalk(Place place) {
    return place.direct() || place.thread() != null;
  }

  /** The words that are addressed to the desk by a mention; empty if it is not mentioned. */
  private static Optional<String> toTheDesk(Message message) {
    Guild guild = message.isFromGuild() ? message.getGuild() : null;
    Role own = guild == null ? null : guild.getBotRole();
    return Mentions.saidTo(
        message.getContentRaw(),
        message.getJDA().getSelfUser().getId(),
        own == null ? "" : own.getId());
  }

  private static String words(Message message, Optional<String> addressed) {
    return MessageText.words(addressed.orElseGet(message::getContentRaw), message);
  }

  /** Whether there is anything to read in it; without MESSAGE_CONTENT Discord tells nothing. */
  private static boolean isLegible(Message message) {
    boolean told =
        !message.isFromGuild()
            || message.getJDA().getGatewayIntents().contains(GatewayIntent.MESSAGE_CONTENT);
    return told && (!MessageText.words(message).isBlank() || !Attachments.of(message).isEmpty());
  }

  private void apologise(Message message, Optional<String> addressed) {
    boolean expected =
        addressed.isPresent()
            || !message.isFromGuild()
            || (message.getChannel() instanceof ThreadChannel thread
                && thread.getOwnerIdLong() == message.getJDA().getSelfUser().getIdLong());
    if (expected) {
      say(message, OUT_OF_ORDER);
    }
  }

  private static void say(Message message, String words) {
    try {
      message
          .getChannel()
          .sendMessage(words)
          .setAllowedMentions(List.of())
          .setNonce(message.getId())
          // of several it is plain which one is meant; it may have been deleted
          .setMessageReference(mayAnswer(message) ? message.getId() : null)
          .failOnInvalidReply(false)
          .queue(sent -> {}, DiscordErrors::log);
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
    }
  }

  /** Discord lets nobody answer what they may not read again. */
  private static boolean mayAnswer(Message message) {
    return !message.isFromGuild()
        || message
            .getGuild()
            .getSelfMember()
            .hasPermission(message.getGuildChannel(), Permission.MESSAGE_HISTORY);
  }

  private static Origin origin(Message message, Place place) {
    return new Origin(
            message.getId(),
            GuildAccess.sender(message.getAuthor(), message.getMember()),
            place,
            message.getTimeCreated().toInstant(),
            Origin.ReplyRoute.POSTED,
            GuildAccess.mentioned(message.getMentions(), message.getAuthor()))
        .writtenAs(new MessageRef(message.getChannel().getId(), message.getId()));
  }

  /** Where it was said; in a direct conversation an answer to the desk is in its own thread. */
  private static Place place(Message message) {
    Place channel = DiscordPlatform.place(message);
    if (!channel.direct()) {
      return channel;
    }
    return ReplyChain.head(message)
        .map(head -> new Place(channel.platform(), channel.channel(), head, true))
        .orElse(channel);
  }

  private static User partner(PrivateChannel direct) {
    User known = direct.getUser();
    return known == null
        ? direct.retrieveUser().timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).complete()
        : known;
  }
}
