package dev.deskhand.discord.backfill;

import dev.deskhand.discord.connection.DiscordEvents;
import dev.deskhand.discord.delivery.DiscordErrors;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the shards of one login hear everything. A shard that has logged in anew does so when it
 * has caught up; one whose session was resumed has missed nothing.
 */
public class ListeningState implements EventListener {

  private static final Logger log = LoggerFactory.getLogger(ListeningState.class);

  private final Backfill catchUp;
  private final DiscordEvents events;
  private final Set<Integer> caughtUp = ConcurrentHashMap.newKeySet();
  private final Set<Integer> dropped = ConcurrentHashMap.newKeySet();

  public ListeningState(Backfill catchUp, DiscordEvents events) {
    this.catchUp = catchUp;
    this.events = events;
  }

  @Override
  public void onEvent(GenericEvent event) {
    int shard = event.getJDA().getShardInfo().getShardId();
    switch (event) {
      case ReadyEvent ready -> begin(shard, ready.getJDA());
      case SessionRecreateEvent recreated -> begin(shard, recreated.getJDA());
      case SessionDisconnectEvent disconnected -> {
        if (caughtUp.remove(shard)) {
          dropped.add(shard);
        }
      }
      case SessionResumeEvent resumed -> {
        if (dropped.remove(shard)) {
          caughtUp.add(shard);
        }
      }
      default -> {}
    }
  }

  /** Remembers now and then that nothing has escaped the desk, if that is so. */
  public void note(ShardManager shards) {
    List<JDA> begun = shards.getShards();
    if (caughtUp.size() == shards.getShardsTotal()
        && begun.stream().allMatch(shard -> shard.getStatus() == JDA.Status.CONNECTED)) {
      catchUp.hearsEverything();
    }
  }

  private void begin(int shard, JDA jda) {
    caughtUp.remove(shard);
    dropped.remove(shard);
    try {
      List<Backfill.Reading> readings = catchUp.since(jda);
      log.debug("Discord: {} places to read again", readings.size());
      var _ = events.read(readings).thenRun(() -> caughtUp.add(shard));
    } catch (RuntimeException e) {
      log.warn(
          "Discord: what was written while the desk was away is not read: {}",
          DiscordErrors.words(e));
    }
  }
}
