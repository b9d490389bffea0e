package dev.deskhand.discord.privatethreads;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.connection.RequiredPermission;
import dev.deskhand.discord.delivery.CardThreads;
import dev.deskhand.discord.delivery.MessagePoster;
import dev.deskhand.discord.delivery.ThreadChannels;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel.AutoArchiveDuration;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * The private thread of somebody's ticket. It is made once: a desk that could not go on, or whose
 * card was lost, finds it again by its name and by who is in it.
 */
record PrivateThread(ThreadChannel thread, String user, String subject) {

  private static final int NAME = 100;
  private static final int BEGINNING = 20;
  private static final int LATEST = 100;

  /** As many characters may be. */
  private static final int NONCE = 25;

  private static final List<RequiredPermission> NEEDED =
      List.of(
          RequiredPermission.VIEW_CHANNELS,
          RequiredPermission.CREATE_PRIVATE_THREADS,
          RequiredPermission.SEND_IN_THREADS,
          RequiredPermission.EMBED_LINKS,
          RequiredPermission.READ_HISTORY);

  /** What keeps the desk from serving somebody in a channel, as far as it can be known before. */
  static Optional<String> obstacle(TextChannel channel, String user) {
    for (RequiredPermission permit : NEEDED) {
      if (!channel.getGuild().getSelfMember().hasPermission(channel, permit.permission())) {
        return Optional.of(
            "the desk lacks \"%s\" in #%s".formatted(permit.label(), channel.getName()));
      }
    }
    Optional<Member> member = member(channel.getGuild(), user);
    if (member.isEmpty()) {
      return Optional.of(left(channel.getGuild()));
    }
    return member.get().hasPermission(channel, Permission.VIEW_CHANNEL)
        ? Optional.empty()
        : Optional.of(doesNotSee(channel.getName()));
  }

  /** The thread of somebody's ticket, made if there is none. They need not be in it yet. */
  static PrivateThread of(TextChannel channel, String user, String subject, Outbound message) {
    Optional<ThreadChannel> made =
        made(channel.getGuild().retrieveActiveThreads(), channel, user, subject);
    if (made.isEmpty() && message.again()) {
      // one whose ticket has ended, if the desk could not note that it had made it
      made =
          made(
              channel.retrieveArchivedPrivateJoinedThreadChannels().limit(LATEST),
              channel,
              user,
              subject);
    }
    return new PrivateThread(
        made.orElseGet(() -> make(channel, name(subject, message.reply()))), user, subject);
  }

  private static ThreadChannel make(TextChannel channel, String name) {
    return ThreadChannels.whole(
        MessagePoster.await(
            channel
                .createThreadChannel(name, true)
                .setInvitable(false)
                .setAutoArchiveDuration(AutoArchiveDuration.TIME_1_WEEK)));
  }

  /**
   * Brings them into the thread, also back into one that they have left: what is said there is
   * meant for them. One that is archived stays as it is.
   *
   * @return why not, if Discord refuses it
   */
  Optional<String> add() {
    if (thread.isArchived()) {
      return Optional.empty();
    }
    try {
      MessagePoster.await(thread.addThreadMemberById(user));
      return Optional.empty();
    } catch (ErrorResponseException e) {
      return switch (e.getErrorResponse()) {
        case UNKNOWN_MEMBER, UNKNOWN_USER -> Optional.of(left(thread.getGuild()));
        case MISSING_ACCESS -> Optional.of(doesNotSee(thread.getParentChannel().getName()));
        // it was archived a moment ago; what is said there next opens it
        case ILLEGAL_OPERATION_ARCHIVED_THREAD -> Optional.empty();
        default -> throw e;
      };
    }
  }

  /**
   * Has the card stand first in the thread: it is posted if nothing does. The mention in it calls
   * them; edits call nobody.
   */
  MessageRef card(Reply.Card card, MessageCreateData part) {
    String shown;
    Optional<String> first = first();
    if (first.isPresent()) {
      shown = first.get();
      show(shown, card, part, false);
    } else {
      // at another attempt it is found by its place in the thread, not by its nonce
      String nonce = UUID.randomUUID().toString().substring(0, NONCE);
      MessageCreateData calling =
          MessageCreateBuilder.from(withOpening(part)).mentionUsers(user).build();
      shown = MessagePoster.post(thread, nonce, calling, null);
      if (card.ended()) {
        CardThreads.setArchived(thread, true);
      }
    }
    return new MessageRef(thread.getParentChannel().getId() + "/" + thread.getId(), shown);
  }

  /**
   * Shows the card anew, and archives the thread with its ticket.
   *
   * @param ended whether the card says up to now that the ticket has ended
   */
  void show(String card, Reply reply, MessageCreateData part, boolean ended) {
    if (thread.isArchived() || ended) {
      // what is archived cannot be edited
      ThreadChannels.change(thread, it -> it.setArchived(false));
    }
    MessagePoster.edit(thread, card, withOpening(part));
    if (CardThreads.hasEnded(reply)) {
      CardThreads.setArchived(thread, true);
    }
  }

  /** What stands above the card. */
  private MessageCreateData withOpening(MessageCreateData card) {
    JDA jda = thread.getJDA();
    boolean heard = jda.getGatewayIntents().contains(GatewayIntent.MESSAGE_CONTENT);
    return MessageCreateBuilder.from(card)
        .setContent(
            "<@%s>, you accept no direct messages from the desk, so %s goes on here. What you write in this thread%s reaches the agents; besides you, only moderators of this server can read it."
                .formatted(
                    user,
                    subject,
                    heard ? "" : " with a mention of " + jda.getSelfUser().getAsMention()))
        .build();
  }

  /** The desk's first words in the thread; Discord's own notes are not among them. */
  private Optional<String> first() {
    return MessagePoster.await(thread.getHistoryFromBeginning(BEGINNING))
        .getRetrievedHistory()
        .stream()
        .filter(message -> message.getType() == MessageType.DEFAULT)
        .filter(message -> message.getAuthor().equals(thread.getJDA().getSelfUser()))
        // what was said under it stays, also where somebody has deleted the card
        .filter(
            message ->
                !message.getEmbeds().isEmpty()
                    || message.getContentRaw().startsWith("<@" + user + ">"))
        .min(Comparator.comparingLong(Message::getIdLong))
        .map(Message::getId);
  }

  /** The thread that was made before: theirs, or one in which nobody is yet. */
  private static Optional<ThreadChannel> made(
      RestAction<List<ThreadChannel>> known, TextChannel channel, String user, String subject) {
    List<ThreadChannel> made =
        MessagePoster.await(known).stream()
            .filter(thread -> thread.getType() == ChannelType.GUILD_PRIVATE_THREAD)
            .filter(thread -> (thread.getName() + " ").startsWith(subject + " "))
            .map(ThreadChannels::whole)
            .filter(thread -> thread.isOwner() && thread.getParentChannel().equals(channel))
            .sorted(Comparator.comparingLong(ThreadChannel::getIdLong))
            .toList();
    return made.stream()
        .filter(thread -> isIn(thread, user))
        .findFirst()
        .or(() -> made.stream().filter(thread -> thread.getMemberCount() <= 1).findFirst());
  }

  private static boolean isIn(ThreadChannel thread, String user) {
    try {
      return MessagePoster.await(thread.retrieveThreadMemberById(user)) != null;
    } catch (ErrorResponseException e) {
      if (e.getResponse().code == 404) {
        return false;
      }
      throw e;
    }
  }

  private static Optional<Member> member(Guild guild, String user) {
    try {
      return Optional.of(MessagePoster.await(guild.retrieveMemberById(user)));
    } catch (ErrorResponseException e) {
      return switch (e.getErrorResponse()) {
        case UNKNOWN_MEMBER, UNKNOWN_USER -> Optional.empty();
        default -> throw e;
      };
    }
  }

  private static String left(Guild guild) {
    return "they are not in the server \"%s\" any more".formatted(guild.getName());
  }

  private static String doesNotSee(String channel) {
    return "they do not see #" + channel;
  }

  private static String name(String subject, Reply reply) {
    String name = reply instanceof Reply.Card card ? subject + " " + card.title() : subject;
    return DiscordMarkdown.shorten(name.strip(), NAME);
  }
}
