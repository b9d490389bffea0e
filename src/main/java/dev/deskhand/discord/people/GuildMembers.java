package dev.deskhand.discord.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.Account;
import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.PlatformSilentException;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.delivery.DiscordPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the servers that the desk serves, as Discord says it; it is handed over to the desk.
 * None of this is for a thread of the gateway: it asks the database, and sometimes Discord.
 */
public class GuildMembers {

  private static final Logger log = LoggerFactory.getLogger(GuildMembers.class);

  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST = 10_000;
  private static final long TIMEOUT_SECONDS = 2;

  private final DiscordProperties properties;
  private final Accounts accounts;

  /** Of each person, what Discord said last. */
  private final Cache<String, Sender> answers =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

  /** Of each person in each server, what the desk was told last. */
  private final Cache<Seat, State> told =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).build();

  public GuildMembers(DiscordProperties properties, Accounts accounts) {
    this.properties = properties;
    this.accounts = accounts;
  }

  private record Seat(String guild, String user) {
    Seat(Member member) {
      this(member.getGuild().getId(), member.getId());
    }
  }

  /**
   * @param roles those of their roles that carry one of the desk's
   */
  private record State(String name, Set<String> roles) {}

  /** Somebody in a server, by their name there. */
  static Sender sender(Member member) {
    return new Sender(
        DiscordPlatform.NAME, member.getId(), member.getEffectiveName(), MembershipStatus.MEMBER);
  }

  /**
   * Takes in what came along with somebody's words. It is written if it differs from what the desk
   * was told before, and only where roles on Discord carry any at the desk.
   */
  void seen(Member member) {
    Set<String> carriers = carriers(member.getGuild());
    if (!carriers.isEmpty()
        && !state(member, carriers).equals(told.getIfPresent(new Seat(member)))) {
      tell(member, carriers);
    }
    // at last: who is among the answers is not told again
    answers.put(member.getId(), sender(member));
  }

  /**
   * Forgets what Discord said of somebody of whom it says more now: whoever speaks after they have
   * left or lost a role is asked about, however much is still to be written down before that. Asks
   * nobody itself, so it is also for the gateway's thread.
   */
  void forget(User user) {
    answers.invalidate(user.getId());
  }

  /** Tells the desk that somebody has joined, or what has changed about them. */
  void changed(Member member) {
    if (concerns(member.getGuild(), member.getUser())) {
      tell(member, carriers(member.getGuild()));
    }
  }

  /**
   * Asks Discord about somebody who had a role that matters, since nobody tells what became of it.
   *
   * @throws PlatformSilentException if Discord does not say
   */
  void look(Guild guild, String id) {
    retrieve(guild, id).ifPresentOrElse(this::changed, () -> left(guild, id, id));
  }

  /** Takes in that somebody has left a server; who is in none any more has left the desk. */
  void left(Guild guild, User user) {
    if (concerns(guild, user)) {
      left(guild, user.getId(), user.getEffectiveName());
    }
  }

  private void left(Guild guild, String id, String name) {
    answers.invalidate(id);
    told.invalidate(new Seat(guild.getId(), id));
    accounts.memberOf(DiscordPlatform.NAME, id, carriers(guild), Set.of());
    if (accounts.calls(DiscordPlatform.NAME, id).isPresent()) {
      try {
        var unused = ask(guild.getJDA(), id, name);
      } catch (PlatformSilentException e) {
        // they are asked about again when they speak
        log.warn("Discord: {}", e.getMessage());
      }
    }
  }

  /** Forgets what Discord said. */
  void forget() {
    answers.invalidateAll();
    told.invalidateAll();
  }

  /**
   * Who somebody is: a member of a server that the desk serves, or a stranger. Asks Discord at most
   * now and then.
   *
   * @param otherwise what to call a stranger
   * @throws PlatformSilentException if Discord does not say
   */
  Sender find(JDA jda, String userId, String otherwise) {
    Sender known = answers.getIfPresent(userId);
    return known == null ? ask(jda, userId, otherwise) : known;
  }

  /** The servers that the desk serves, as far as Discord has told of them. */
  List<Guild> served(JDA jda) {
    ShardManager shards = jda.getShardManager();
    // people write directly to the first shard; their server may be on another
    return (shards == null ? jda.getGuilds() : shards.getGuilds())
        .stream().filter(this::serves).toList();
  }

  /**
   * Which of the roles of a server carry any of the desk's. The one of everybody, which has the
   * server's own id, is none: Discord does not count it among anybody's roles.
   */
  Set<String> carriers(Guild guild) {
    Set<String> carriers = accounts.groups(DiscordPlatform.NAME);
    return carriers.isEmpty()
        ? carriers
        : in(carriers, guild.getRoles().stream().filter(role -> !role.isPublicRole()));
  }

  /** Whether the desk has been told of all servers that it serves. */
  boolean complete(JDA jda, List<Guild> served) {
    return properties.guildId().isEmpty()
        ? PermissionCheck.knowsAllServers(jda)
        : !served.isEmpty();
  }

  private boolean serves(Guild guild) {
    return properties.serves(guild.getId());
  }

  private boolean concerns(Guild guild, User user) {
    return serves(guild) && !user.isBot();
  }

  private Sender ask(JDA jda, String userId, String otherwise) {
    List<Guild> served = served(jda);
    @Nullable PlatformSilentException silence = null;
    for (Guild guild : served) {
      try {
        Optional<Member> member = retrieve(guild, userId);
        if (member.isPresent()) {
          seen(member.get());
          return sender(member.get());
        }
      } catch (PlatformSilentException e) {
        silence = e;
      }
    }
    if (silence != null || !complete(jda, served)) {
      throw silence == null ? silent(userId, null) : silence;
    }
    String name = accounts.calls(DiscordPlatform.NAME, userId).orElse(otherwise);
    accounts.refresh(account(userId, name, MembershipStatus.GONE, Set.of()));
    Sender stranger =
        new Sender(DiscordPlatform.NAME, userId, otherwise, MembershipStatus.STRANGER);
    answers.put(userId, stranger);
    return stranger;
  }

  private static Optional<Member> retrieve(Guild guild, String userId) {
    try {
      return Optional.of(
          guild
              .retrieveMemberById(userId)
              .useCache(false)
              .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .complete());
    } catch (ErrorResponseException e) {
      if (e.getErrorResponse() == ErrorResponse.UNKNOWN_MEMBER
          || e.getErrorResponse() == ErrorResponse.UNKNOWN_USER) {
        return Optional.empty();
      }
      throw silent(userId, e);
    } catch (RuntimeException e) {
      throw silent(userId, e);
    }
  }

  private static PlatformSilentException silent(String userId, @Nullable RuntimeException why) {
    return new PlatformSilentException(
        "Discord does not say whether %s is in a server of the desk".formatted(userId), why);
  }

  private void tell(Member member, Set<String> carriers) {
    State state = state(member, carriers);
    Account account = account(member.getId(), state.name(), MembershipStatus.MEMBER, null);
    if (state.roles().isEmpty()) {
      accounts.refresh(account);
    } else {
      accounts.learn(account);
    }
    accounts.memberOf(DiscordPlatform.NAME, member.getId(), carriers, state.roles());
    told.put(new Seat(member), state);
  }

  private static Account account(
      String userId, String name, MembershipStatus standing, @Nullable Set<String> roles) {
    return new Account(DiscordPlatform.NAME, userId, name, null, null, standing, roles);
  }

  private static State state(Member member, Set<String> carriers) {
    return new State(member.getEffectiveName(), in(carriers, member.getRoles().stream()));
  }

  private static Set<String> in(Set<String> carriers, Stream<? extends ISnowflake> roles) {
    return roles
        .map(ISnowflake::getId)
        .filter(carriers::contains)
        .collect(Collectors.toUnmodifiableSet());
  }
}
