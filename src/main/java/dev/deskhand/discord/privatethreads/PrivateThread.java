package dev.deskhand.discord.privatethreads;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.connection.RequiredPermission;
import dev.deskhand.discord.delivery.MessagePoster;
import dev.deskhand.discord.inbound.ThreadChannels;
import dev.deskhand.discord.rendering.Buttons;
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
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * The private thread of somebody's ticket. It is made once: a desk that could not go on, or whose
 * card was lost, finds it again by its name and by who is in it.
 *
 * @param anew whether there is nothing in it yet
 */
record PrivateThread(ThreadChannel thread, boolean anew) {

  private static final int NAME = 100;
  private static final int BEGINNING = 20;

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
  static PrivateThread of(TextChannel channel, String user, String subject, Reply reply) {
    return made(channel, user, subject)
        .map(thread -> new PrivateThread(thread, false))
        .orElseGet(
            () -> {
              ThreadChannel thread =
                  MessagePoster.await(
                      channel
                          .createThreadChannel(name(subject, reply), true)
                          .setInvitable(false)
                          .setAutoArchiveDuration(AutoArchiveDuration.TIME_1_WEEK));
              return new PrivateThread(ThreadChannels.whole(thread), true);
            });
  }

  /**
   * Brings somebody into a thread, also back into one that they have left: what is said there is
   * meant for them.
   *
   * @return why not, if Discord refuses it
   */
  static Optional<String> add(ThreadChannel thread, String user) {
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

  /** What stands first in the thread, posted if nothing does; it is to become the card. */
  MessageRef card(String user, String subject) {
    String first =
        (anew ? Optional.<String>empty() : first())
            .orElseGet(
                () ->
                    MessagePoster.post(
                        thread,
                        // of what it says, nothing is said twice: the thread would have it
                        nonce(),
                        placeholder(user, subject),
                        null));
    return new MessageRef(thread.getParentChannel().getId() + "/" + thread.getId(), first);
  }

  private static String nonce() {
    return UUID.randomUUID().toString().replace("-", "").substring(8);
  }

  /** What stands above the card. The mention calls them; the edits that follow call nobody. */
  static String opening(JDA jda, String user, String subject) {
    boolean heard = jda.getGatewayIntents().contains(GatewayIntent.MESSAGE_CONTENT);
    return "<@%s>, you accept no direct messages from the desk, so %s goes on here. What you write in this thread%s reaches the agents; besides you, only moderators of this server can read it."
        .formatted(
            user, subject, heard ? "" : " with a mention of " + jda.getSelfUser().getAsMention());
  }

  private MessageCreateData placeholder(String user, String subject) {
    return new MessageCreateBuilder()
        .setContent(opening(thread.getJDA(), user, subject))
        .setComponents(Buttons.rows(List.of(Action.of("Show " + subject, "show " + subject))))
        .setAllowedMentions(List.of())
        .mentionUsers(user)
        .build();
  }

  /** The desk's first words in the thread; Discord's own notes are not among them. */
  private Optional<String> first() {
    return MessagePoster.await(thread.getHistoryFromBeginning(BEGINNING))
        .getRetrievedHistory()
        .stream()
        .filter(message -> message.getType() == MessageType.DEFAULT)
        .filter(message -> message.getAuthor().equals(thread.getJDA().getSelfUser()))
        .min(Comparator.comparingLong(Message::getIdLong))
        .map(Message::getId);
  }

  /** The thread that was made before: theirs, or one in which nobody is yet. */
  private static Optional<ThreadChannel> made(TextChannel channel, String user, String subject) {
    List<ThreadChannel> made =
        MessagePoster.await(channel.getGuild().retrieveActiveThreads()).stream()
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
