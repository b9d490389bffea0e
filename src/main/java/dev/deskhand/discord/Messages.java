package dev.deskhand.discord;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.CommandParser;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.conversation.DeskUnavailableException;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people write to the desk: directly, or where they mention it. Nobody waits for the answer;
 * it comes from the outbox.
 */
class Messages {

  private static final Logger log = LoggerFactory.getLogger(Messages.class);

  private static final String OUT_OF_ORDER =
      "Sorry, the desk is out of order at the moment and has kept nothing of this. Please send it"
          + " again in a minute.";

  private final CommandParser parser = new CommandParser();
  private final Conversation conversation;
  private final ServedPeople served;

  Messages(Conversation conversation, ServedPeople served) {
    this.conversation = conversation;
    this.served = served;
  }

  /** The words that a message has for the desk; empty if it has none. */
  Optional<String> heard(MessageReceivedEvent event) {
    Message message = event.getMessage();
    boolean spoken =
        message.getType() == MessageType.DEFAULT || message.getType() == MessageType.INLINE_REPLY;
    if (!spoken || event.isWebhookMessage() || event.getAuthor().isBot()) {
      return Optional.empty();
    }
    if (!event.isFromGuild()) {
      return Optional.of(message.getContentRaw());
    }
    if (!served.serves(event.getGuild())) {
      return Optional.empty();
    }
    Role own = event.getGuild().getBotRole();
    return Mentions.saidTo(
        message.getContentRaw(),
        event.getJDA().getSelfUser().getId(),
        own == null ? "" : own.getId());
  }

  /** Takes in a message. Messages of one channel come here one after the other. */
  void receive(MessageReceivedEvent event, String words) {
    try {
      Optional<Origin> admitted = served.admit(origin(event), event.getAuthor(), event.getMember());
      if (admitted.isEmpty()) {
        say(event, ServedPeople.STRANGER);
        return;
      }
      Utterance.Said said = new Utterance.Said(admitted.get(), Mentions.written(words), false);
      conversation.handle(said.origin(), parser.parse(said));
    } catch (DeskUnavailableException | DiscordSilentException e) {
      log.warn("{}", e.getMessage());
      say(event, OUT_OF_ORDER);
    } catch (RuntimeException e) {
      log.error("A message failed", e);
      say(event, OUT_OF_ORDER);
    }
  }

  private static void say(MessageReceivedEvent event, String words) {
    try {
      event
          .getChannel()
          .sendMessage(words)
          .setNonce(event.getMessageId())
          .queue(sent -> {}, DiscordErrors::log);
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
    }
  }

  private static Origin origin(MessageReceivedEvent event) {
    return new Origin(
            event.getMessageId(),
            ServedPeople.sender(event.getAuthor(), event.getMember()),
            place(event),
            event.getMessage().getTimeCreated().toInstant(),
            Origin.Answering.POSTED,
            ServedPeople.mentioned(event.getMessage().getMentions(), event.getAuthor()))
        .writtenAs(new MessageRef(event.getChannel().getId(), event.getMessageId()));
  }

  private static Place place(MessageReceivedEvent event) {
    if (!event.isFromGuild()) {
      return DiscordPlatform.direct(event.getAuthor().getId());
    }
    return event.getChannel() instanceof ThreadChannel thread
        ? DiscordPlatform.thread(thread)
        : DiscordPlatform.channel(event.getChannel().getId());
  }
}
