package dev.deskhand.discord.connection;

import java.util.Optional;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.jspecify.annotations.Nullable;

/** The connection to Discord, for those who ask something by it. */
public interface DiscordClient {

  /** The platform's name. */
  String PLATFORM = "discord";

  /** What keeps the desk off Discord until somebody acts on it; null if nothing does. */
  @Nullable String trouble();

  /**
   * The client, once the desk knows the servers and channels of a shard; also while it reconnects.
   * Empty in a copy of the desk that has no session.
   */
  Optional<ShardManager> connected();

  /** Whether another copy of the desk has the session, as far as this one knows. */
  boolean standingBy();

  /** Discord has refused the token in an answer: it is not used again. */
  void tokenRefused();
}
