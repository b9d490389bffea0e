package dev.deskhand.discord.forums;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.MessagePoster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.attribute.IPostContainer;
import net.dv8tion.jda.api.entities.channel.forums.BaseForumTag;
import net.dv8tion.jda.api.entities.channel.forums.ForumTag;
import net.dv8tion.jda.api.entities.channel.forums.ForumTagData;
import net.dv8tion.jda.api.entities.channel.forums.ForumTagSnowflake;
import net.dv8tion.jda.api.events.channel.forum.ForumTagAddEvent;
import net.dv8tion.jda.api.utils.concurrent.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tags of a forum's posts, which say the state and the priority of a ticket. Those that a forum
 * lacks are made at once, as many as it may have, if the desk may manage the channel; otherwise it
 * uses those that are there by these names.
 */
final class ForumTags {

  private static final Logger log = LoggerFactory.getLogger(ForumTags.class);

  private static final int MOST = 20;
  private static final Duration TOLD = Duration.ofSeconds(5);

  private static final List<String> ALL =
      Stream.concat(
              IntStream.rangeClosed(1, 4).mapToObj(ForumTags::tag),
              Stream.of(Reply.State.values()).map(ForumTags::tag))
          .toList();

  /** Forums whose tags have been looked after lately. */
  private final Cache<String, Boolean> looked =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofHours(1)).build();

  /** The tags for a post about this; none that the forum does not have. */
  List<ForumTagSnowflake> of(IPostContainer forum, Reply reply) {
    List<String> wanted = wanted(reply);
    if (!wanted.isEmpty() && looked.asMap().putIfAbsent(forum.getId(), true) == null) {
      complete(forum);
    }
    List<ForumTagSnowflake> tags = new ArrayList<>();
    for (String name : wanted) {
      forum.getAvailableTagsByName(name, true).stream()
          .filter(tag -> !tag.isModerated() || mayModerate(forum))
          .findFirst()
          .ifPresent(tags::add);
    }
    if (tags.isEmpty() && forum.isTagRequired()) {
      forum.getAvailableTags().stream().findFirst().ifPresent(tags::add);
    }
    return tags;
  }

  private static boolean mayModerate(IPostContainer forum) {
    return forum.getGuild().getSelfMember().hasPermission(forum, Permission.MANAGE_THREADS);
  }

  private static List<String> wanted(Reply reply) {
    Reply.Standing standing = reply instanceof Reply.Card card ? card.standing() : null;
    if (standing == null) {
      return List.of();
    }
    Integer priority = standing.priority();
    String state = tag(standing.state());
    return priority == null ? List.of(state) : List.of(tag(priority), state);
  }

  private static String tag(int priority) {
    return "P" + priority;
  }

  private static String tag(Reply.State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void complete(IPostContainer forum) {
    List<ForumTag> there = forum.getAvailableTags();
    List<String> missing =
        ALL.stream()
            .filter(name -> forum.getAvailableTagsByName(name, true).isEmpty())
            .limit(Math.max(0, MOST - there.size()))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    if (!forum.getGuild().getSelfMember().hasPermission(forum, Permission.MANAGE_CHANNEL)) {
      log.info(
          "Discord: the desk may not make tags in #{}; it uses those that are there by their names"
              + " (such as P1 or in progress), and makes them if it gets \"Manage Channels\" there",
          forum.getName());
      return;
    }
    List<BaseForumTag> all = new ArrayList<>(there);
    missing.forEach(name -> all.add(new ForumTagData(name)));
    Task<ForumTagAddEvent> told = told(forum, missing.getLast());
    try {
      MessagePoster.await(forum.getManager().setAvailableTags(all));
      var _ = told.get();
    } catch (RuntimeException e) {
      told.cancel();
      DiscordErrors.log(e);
    }
  }

  /** JDA knows a tag when the gateway has told of it, which is not when Discord has made it. */
  private static Task<ForumTagAddEvent> told(IPostContainer forum, String tag) {
    return forum
        .getJDA()
        .listenOnce(ForumTagAddEvent.class)
        .filter(made -> made.getChannel().getIdLong() == forum.getIdLong())
        .filter(made -> made.getTag().getName().equals(tag))
        .timeout(TOLD)
        .subscribe(made -> {});
  }
}
