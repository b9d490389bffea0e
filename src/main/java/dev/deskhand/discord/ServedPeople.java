package dev.deskhand.discord;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.Sender;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.jspecify.annotations.Nullable;

/** Whom the desk listens to: members of the server that it serves, or of any if it serves all. */
class ServedPeople {

  static final String STRANGER =
      "This desk serves the members of one Discord server, and you are not in it. Please ask there"
          + " for an invitation.";

  private final DiscordProperties properties;
  private final Cache<String, Boolean> members =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  ServedPeople(DiscordProperties properties) {
    this.properties = properties;
  }

  /** Whether a server is served. */
  boolean serves(Guild guild) {
    return properties.serves(guild.getId());
  }

  /**
   * Whether somebody who writes to the desk directly is served. Asks Discord now and then, so it is
   * not called on a thread of the gateway. While Discord does not say, nobody is.
   */
  boolean serves(User user) {
    if (properties.guildId().isEmpty()) {
      return true;
    }
    Boolean known = members.getIfPresent(user.getId());
    return known == null ? ask(user) : known;
  }

  /** Somebody as the desk calls them: by their name in the server, if they have one there. */
  static Sender sender(User user, @Nullable Member member) {
    return new Sender(
        DiscordPlatform.NAME,
        user.getId(),
        member == null ? user.getEffectiveName() : member.getEffectiveName());
  }

  private boolean ask(User user) {
    JDA jda = user.getJDA();
    ShardManager shards = jda.getShardManager();
    // people write directly to the first shard; their server may be on another
    Guild guild =
        shards == null
            ? jda.getGuildById(properties.guildId())
            : shards.getGuildById(properties.guildId());
    if (guild == null) {
      // out of reach for now: not remembered
      return false;
    }
    boolean member;
    try {
      guild.retrieveMember(user).timeout(2, TimeUnit.SECONDS).complete();
      member = true;
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() != ErrorResponse.UNKNOWN_MEMBER) {
        throw e;
      }
      member = false;
    }
    members.put(user.getId(), member);
    return member;
  }
}
