package dev.deskhand.discord.forums;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.delivery.CardThreads;
import dev.deskhand.discord.delivery.DeliveryRoute;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.MessagePoster;
import dev.deskhand.discord.delivery.ThreadChannels;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.channel.attribute.IPostContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.forums.ForumTagSnowflake;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * A forum as the agents' channel: each ticket is a post there, whose first message is the card, and
 * whose tags say how it stands. A post is archived when its ticket ends, and opened again with it.
 */
public class Forums implements DeliveryRoute {

  private static final int NAME = 100;
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final ForumTags tags = new ForumTags();

  @Override
  public Optional<Delivery> deliver(
      ShardManager shards, Outbound message, List<MessageCreateData> parts) {
    return message.to() instanceof Address.Channel(String _, String id) && !id.startsWith("@")
        ? Optional.ofNullable(shards.getChannelById(IPostContainer.class, id))
            .map(forum -> deliver(forum, message, parts))
        : Optional.empty();
  }

  private Delivery deliver(IPostContainer forum, Outbound message, List<MessageCreateData> parts) {
    MessageRef at = message.edits() == null ? message.under() : message.edits();
    if (at == null) {
      return post(forum, message, parts);
    }
    try {
      return inPost(forum, ThreadChannels.find(forum.getGuild(), at.message()), message, parts);
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_CHANNEL) {
        return new Delivery.TargetGone("the post was deleted");
      }
      throw e;
    }
  }

  private Delivery inPost(
      IPostContainer forum, ThreadChannel post, Outbound message, List<MessageCreateData> parts) {
    MessageRef card = message.edits();
    try {
      return card == null
          ? say(post, message, parts)
          : show(forum, post, card, message, parts.getFirst());
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_MESSAGE) {
        CardThreads.leave(post);
      }
      throw e;
    }
  }

  private Delivery post(IPostContainer forum, Outbound message, List<MessageCreateData> parts) {
    Reply reply = message.reply();
    String name = name(reply);
    ThreadChannel post =
        posted(forum, message, name)
            .orElseGet(
                () ->
                    MessagePoster.await(
                            forum
                                .createForumPost(name, parts.getFirst())
                                .setTags(tags.of(forum, reply)))
                        .getThreadChannel());
    List<MessageCreateData> more = parts.subList(1, parts.size());
    if (!more.isEmpty()) {
      String _ = MessagePoster.post(post, message, more, null);
    }
    return new Delivery.Delivered(new MessageRef(forum.getId(), post.getId()));
  }

  /** What may have been posted before, at an attempt of which the desk heard no more. */
  private static Optional<ThreadChannel> posted(
      IPostContainer forum, Outbound message, String name) {
    Instant since = message.triedSince();
    if (since == null) {
      return Optional.empty();
    }
    Instant from = since.minus(CLOCKS_DIFFER);
    String card = message.subject() == null ? null : message.cardOf();
    return forum.getGuild().getThreadChannels().stream()
        .filter(ThreadChannel::isOwner)
        .filter(
            thread ->
                card == null
                    ? thread.getName().equals(name)
                    : (thread.getName() + " ").startsWith(card + " "))
        .filter(thread -> thread.getTimeCreated().toInstant().isAfter(from))
        .filter(
            thread -> ThreadChannels.whole(thread).getParentChannel().getId().equals(forum.getId()))
        .findFirst();
  }

  private Delivery show(
      IPostContainer forum,
      ThreadChannel post,
      MessageRef card,
      Outbound message,
      MessageCreateData part) {
    edit(post, card, part);
    boolean ended = CardThreads.hasEnded(message.reply());
    List<ForumTagSnowflake> now = tags.of(forum, message.reply());
    try {
      ThreadChannels.change(
          post,
          it -> now.isEmpty() ? it.setArchived(ended) : it.setArchived(ended).setAppliedTags(now));
    } catch (RuntimeException e) {
      // the card is right, whatever its tags say
      DiscordErrors.unlessLasting(e);
    }
    return new Delivery.Delivered(card);
  }

  /** What is archived cannot be edited; that it was archived may have been heard of or not. */
  private static void edit(ThreadChannel post, MessageRef card, MessageCreateData part) {
    if (post.isArchived()) {
      ThreadChannels.change(post, it -> it.setArchived(false));
    }
    try {
      MessagePoster.edit(post, card.message(), part);
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() != ErrorResponse.ILLEGAL_OPERATION_ARCHIVED_THREAD) {
        throw e;
      }
      ThreadChannels.change(post, it -> it.setArchived(false));
      MessagePoster.edit(post, card.message(), part);
    }
  }

  /** Says something in a post; one whose ticket has ended is archived again. */
  private static Delivery say(ThreadChannel post, Outbound message, List<MessageCreateData> parts) {
    // fails if the card was deleted, which is then posted anew
    var _ = MessagePoster.await(post.retrieveMessageById(post.getId()));
    String posted = MessagePoster.post(post, message, parts, null);
    if (message.cardEnded()) {
      CardThreads.putAway(post);
    }
    return new Delivery.Delivered(new MessageRef(post.getId(), posted));
  }

  private static String name(Reply reply) {
    String name =
        reply instanceof Reply.Card card
            ? card.key() + " " + card.title()
            : reply.plainText().lines().findFirst().orElse("");
    return name.isBlank() ? "Deskhand" : DiscordMarkdown.shorten(name.strip(), NAME);
  }
}
