package dev.deskhand.discord;

import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.channel.attribute.IPostContainer;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.forums.ForumPost;
import net.dv8tion.jda.api.entities.channel.forums.ForumTagSnowflake;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.managers.channel.concrete.ThreadChannelManager;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/**
 * A forum as the agents' channel: each ticket is a post there, whose first message is the card, and
 * whose tags say how it stands. A post is archived when its ticket ends, and opened again with it.
 */
class Forums {

  private static final int NAME = 100;

  private final ForumTags tags;

  Forums(ForumTags tags) {
    this.tags = tags;
  }

  Delivery deliver(IPostContainer forum, Outbound message, List<MessageCreateData> parts) {
    MessageRef at = message.edits() == null ? message.under() : message.edits();
    if (at == null) {
      return post(forum, message, parts);
    }
    ThreadChannel post;
    try {
      post = find(forum, at.message());
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_CHANNEL) {
        return new Delivery.Gone("the post was deleted");
      }
      throw e;
    }
    return message.edits() == null
        ? say(post, message, parts)
        : show(forum, post, at, message, parts.getFirst());
  }

  private Delivery post(IPostContainer forum, Outbound message, List<MessageCreateData> parts) {
    Reply reply = message.reply();
    String name = name(reply);
    Optional<ThreadChannel> known =
        message.again()
            ? forum.getThreadChannels().stream()
                .filter(thread -> thread.isOwner() && thread.getName().equals(name))
                .findFirst()
            : Optional.empty();
    if (known.isPresent()) {
      return new Delivery.Delivered(new MessageRef(forum.getId(), known.get().getId()));
    }
    ForumPost posted =
        Posting.await(forum.createForumPost(name, parts.getFirst()).setTags(tags.of(forum, reply)));
    List<MessageCreateData> more = parts.subList(1, parts.size());
    if (!more.isEmpty()) {
      String _ = Posting.post(posted.getThreadChannel(), message.id(), more, null);
    }
    return new Delivery.Delivered(new MessageRef(forum.getId(), posted.getThreadChannel().getId()));
  }

  private Delivery show(
      IPostContainer forum,
      ThreadChannel post,
      MessageRef card,
      Outbound message,
      MessageCreateData part) {
    if (post.isArchived()) {
      // what is archived cannot be edited
      Posting.await(post.getManager().setArchived(false));
    }
    Posting.edit(post, card.message(), part);
    boolean ended = CardThreads.hasEnded(message.reply());
    List<ForumTagSnowflake> now = tags.of(forum, message.reply());
    try {
      ThreadChannelManager manager = post.getManager().setArchived(ended);
      Posting.await(now.isEmpty() ? manager : manager.setAppliedTags(now));
    } catch (RuntimeException e) {
      // the card is right, whatever its tags say
      DiscordErrors.log(e);
    }
    return new Delivery.Delivered(card);
  }

  /** Says something in a post; one that was archived stays so, unless its card says otherwise. */
  private static Delivery say(ThreadChannel post, Outbound message, List<MessageCreateData> parts) {
    boolean ended = CardThreads.looksEnded(Posting.await(post.retrieveMessageById(post.getId())));
    String posted = Posting.post(post, message.id(), parts, null);
    if (ended) {
      CardThreads.archive(post);
    }
    return new Delivery.Delivered(new MessageRef(post.getId(), posted));
  }

  /**
   * A thread by its id. JDA knows the active ones alone and has no request for another, though it
   * can read the answer.
   */
  private static ThreadChannel find(IPostContainer forum, String id) {
    JDAImpl jda = (JDAImpl) forum.getJDA();
    ThreadChannel known = jda.getThreadChannelById(id);
    return known != null
        ? known
        : Posting.await(
            new RestActionImpl<ThreadChannel>(
                jda,
                Route.Channels.GET_CHANNEL.compile(id),
                (response, request) ->
                    jda.getEntityBuilder()
                        .createThreadChannel(
                            null, response.getObject(), forum.getGuild().getIdLong(), false)));
  }

  private static String name(Reply reply) {
    String name =
        reply instanceof Reply.Card card
            ? card.key() + " " + card.title()
            : reply.plainText().lines().findFirst().orElse("");
    return name.isBlank() ? "Deskhand" : Markup.shorten(name.strip(), NAME);
  }
}
