package dev.deskhand.discord.delivery;

import java.util.Optional;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.managers.channel.concrete.ThreadChannelManager;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.requests.RestActionImpl;

/**
 * Threads as JDA knows them. It shows a thread to others a moment before it notes the channel from
 * which the thread hangs, and nearly everything that is asked of such a thread fails. That moment
 * can be met whenever the desk makes or looks up a thread of which the gateway tells too.
 */
public final class ThreadChannels {

  private ThreadChannels() {}

  /** A thread that JDA knows, with all that belongs to it. It knows the active ones alone. */
  public static Optional<ThreadChannel> known(JDA jda, String id) {
    return Optional.ofNullable(jda.getThreadChannelById(id)).filter(ThreadChannels::isWhole);
  }

  /** A thread by its id, be it active or archived; a thread that is not there is refused. */
  public static ThreadChannel find(Guild guild, String id) {
    return known(guild.getJDA(), id).orElseGet(() -> fetch(guild, id));
  }

  /** The same thread, with all that belongs to it. */
  public static ThreadChannel whole(ThreadChannel thread) {
    return isWhole(thread) ? thread : fetch(thread.getGuild(), thread.getId());
  }

  /**
   * Changes a thread. JDA looks it up once more to do so, and may know it by half by then; what it
   * asks Discord for is whole.
   */
  public static void change(ThreadChannel thread, UnaryOperator<ThreadChannelManager> change) {
    try {
      MessagePoster.await(change.apply(thread.getManager()));
    } catch (NullPointerException e) {
      MessagePoster.await(change.apply(fetch(thread.getGuild(), thread.getId()).getManager()));
    }
  }

  private static boolean isWhole(ThreadChannel thread) {
    try {
      thread.getParentChannel();
      return true;
    } catch (NullPointerException e) {
      // JDA offers no other way to ask
      return false;
    }
  }

  /**
   * Asks Discord for one thread. JDA can read the answer, but has no public request for it: its
   * lists of archived threads begin with the latest, and one that was archived long ago would be
   * found after thousands of others. Hence the only use of JDA's internals.
   */
  private static ThreadChannel fetch(Guild guild, String id) {
    JDAImpl jda = (JDAImpl) guild.getJDA();
    return MessagePoster.await(
        new RestActionImpl<ThreadChannel>(
            jda,
            Route.Channels.GET_CHANNEL.compile(id),
            (response, request) ->
                jda.getEntityBuilder()
                    .createThreadChannel(null, response.getObject(), guild.getIdLong(), false)));
  }
}
