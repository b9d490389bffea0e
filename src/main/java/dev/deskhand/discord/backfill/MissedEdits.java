package dev.deskhand.discord.backfill;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.middleman.GuildMessageChannel;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;

/**
 * What became during a downtime of messages that had been taken in before it, as far as they were
 * written within a day before and are among the last hundred of their place. One request for a
 * place with such messages, none for others.
 */
public final class MissedEdits {

  private static final Duration BEFORE = Duration.ofDays(1);
  private static final int PAGE = 100;
  private static final long TIMEOUT_SECONDS = 20;

  private final OpenTicketThreads talks;

  MissedEdits(OpenTicketThreads talks) {
    this.talks = talks;
  }

  /** Who is told of messages that are read again, each as if it had just happened. */
  public interface Hearer {

    void said(Message message);

    void edited(Message message);

    void deleted(MessageChannel channel, List<String> messages);
  }

  /** Before the earliest message that may be looked at again. */
  static long reach(Instant since) {
    return TimeUtil.getDiscordTimestamp(since.minus(BEFORE).toEpochMilli());
  }

  /**
   * Tells of edits and deletions.
   *
   * @param since from when on the desk was away
   */
  void look(MessageChannel channel, Place place, Instant since, Hearer hearer) {
    // known before the place is read: what is not there then was deleted
    List<String> taken = talks.taken(place, Long.toString(reach(since)));
    if (taken.isEmpty() || !isLegible(channel)) {
      return;
    }
    Map<String, Message> there =
        MessageHistory.getHistoryBefore(channel, Long.toString(Long.parseLong(taken.getLast()) + 1))
            .limit(PAGE)
            .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
            .complete()
            .getRetrievedHistory()
            .stream()
            .collect(Collectors.toMap(Message::getId, Function.identity()));
    if (there.isEmpty()) {
      // nothing at all: rather hidden from the desk than deleted to the last word
      return;
    }
    long first =
        there.size() < PAGE
            ? 0
            : there.values().stream().mapToLong(Message::getIdLong).min().orElseThrow();
    Set<String> gone = new HashSet<>();
    for (String message : taken) {
      Message now = there.get(message);
      if (now == null && Long.parseLong(message) >= first) {
        gone.add(message);
      } else if (now != null && now.isEdited()) {
        hearer.edited(now);
      }
    }
    if (!gone.isEmpty()) {
      hearer.deleted(channel, List.copyOf(gone));
    }
  }

  /** Discord shows an empty history to whom it does not show any. */
  private static boolean isLegible(MessageChannel channel) {
    return !(channel instanceof GuildMessageChannel inGuild)
        || inGuild
            .getGuild()
            .getSelfMember()
            .hasPermission(inGuild, Permission.VIEW_CHANNEL, Permission.MESSAGE_HISTORY);
  }
}
