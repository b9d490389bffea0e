package dev.deskhand.discord.backfill;

import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.platform.ListeningState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.sharding.ShardManager;

/**
 * Whether the shards of one login hear everything. A shard that has logged in anew does so when it
 * has caught up; one whose session was resumed has missed nothing.
 */
public class DiscordListening implements EventListener {

  private final ListeningState state;
  private final Function<JDA, PlaceHistory> histories;

  public DiscordListening(ListeningState state, Function<JDA, PlaceHistory> histories) {
    this.state = state;
    this.histories = histories;
  }

  /**
   * Begins to note what is heard.
   *
   * @param shards those of the login, while this copy of the desk has the right to it
   */
  public void start(Supplier<Optional<ShardManager>> shards) {
    state.start(() -> shards.get().map(DiscordListening::connected).orElse(0));
  }

  /** Nothing is heard from now on. */
  public void stop() {
    state.stop();
  }

  @Override
  public void onEvent(GenericEvent event) {
    int shard = event.getJDA().getShardInfo().getShardId();
    switch (event) {
      case ReadyEvent ready -> state.begin(shard, histories.apply(ready.getJDA()));
      case SessionRecreateEvent anew -> state.begin(shard, histories.apply(anew.getJDA()));
      case SessionDisconnectEvent disconnected -> state.drop(shard);
      case SessionResumeEvent resumed -> state.resume(shard);
      default -> {}
    }
  }

  private static int connected(ShardManager shards) {
    List<JDA> begun = shards.getShards();
    return begun.stream().allMatch(shard -> shard.getStatus() == JDA.Status.CONNECTED)
        ? shards.getShardsTotal()
        : 0;
  }
}
