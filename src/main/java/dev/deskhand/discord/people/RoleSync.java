package dev.deskhand.discord.people;

import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.PlatformSilentException;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.concurrent.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Who has the roles on Discord that carry roles at the desk ({@code DESKHAND_DISCORD_ROLES}). */
public class RoleSync {

  private static final Logger log = LoggerFactory.getLogger(RoleSync.class);

  /** Discord sends the members of a large server in chunks of a thousand. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Set<JDA.Status> OVER =
      EnumSet.of(JDA.Status.SHUTTING_DOWN, JDA.Status.SHUTDOWN, JDA.Status.FAILED_TO_LOGIN);

  /** How often it is looked at meanwhile whether there is anybody left who could answer. */
  private static final Duration GLANCE = Duration.ofMillis(500);

  /** What is not answered in time is asked for again: JDA may wait for an answer for ever. */
  private static final RetryTemplate ASKED_AGAIN =
      new RetryTemplate(
          RetryPolicy.builder().includes(TimeoutException.class).maxRetries(2).build());

  private final Accounts accounts;
  private final GuildMembers memberships;
  private final Duration patience;

  @Autowired
  public RoleSync(Accounts accounts, GuildMembers memberships) {
    this(accounts, memberships, PATIENCE);
  }

  /**
   * The same for who waits otherwise.
   *
   * @param patience how long Discord is waited for before it is asked again
   */
  public RoleSync(Accounts accounts, GuildMembers memberships, Duration patience) {
    this.accounts = accounts;
    this.memberships = memberships;
    this.patience = patience;
  }

  /** Whether any role on Discord carries one of the desk's. */
  public boolean concern() {
    return !accounts.groups(DiscordPlatform.NAME).isEmpty();
  }

  /** Reads who has such a role in the servers of a shard, and misses those that are nowhere. */
  void read(JDA shard) {
    memberships.served(shard).stream()
        .filter(guild -> guild.getJDA().equals(shard))
        .forEach(this::read);
    List<Guild> served = memberships.served(shard);
    if (concern() && memberships.complete(shard, served)) {
      Set<String> nowhere = new HashSet<>(accounts.groups(DiscordPlatform.NAME));
      served.forEach(guild -> nowhere.removeAll(memberships.carriers(guild)));
      for (String role : nowhere) {
        if (served.stream().anyMatch(guild -> guild.getId().equals(role))) {
          log.warn(
              "Discord: {} in DESKHAND_DISCORD_ROLES is @everyone, which carries no role: every"
                  + " member is an employee already. Make a role for the others.",
              role);
        } else {
          log.warn(
              "Discord: there is no role {} that DESKHAND_DISCORD_ROLES names; nobody has it",
              role);
        }
        deleted(role);
      }
    }
  }

  /** Reads who has such a role in a server. */
  void read(Guild guild) {
    Set<String> carriers = memberships.carriers(guild);
    if (carriers.isEmpty()) {
      return;
    }
    if (!guild.getJDA().getGatewayIntents().contains(GatewayIntent.GUILD_MEMBERS)) {
      lookAtThoseKnown(guild);
      return;
    }
    List<Member> holders;
    try {
      holders = ASKED_AGAIN.execute(() -> holders(guild, carriers));
    } catch (RetryException e) {
      if (e.getCause() instanceof CancellationException) {
        return;
      }
      // who had them before has them until Discord says more
      log.warn(
          "Discord does not say who has which role in {}: {}",
          guild.getName(),
          DiscordErrors.words(NestedExceptionUtils.getMostSpecificCause(e)));
      return;
    }
    carriers.forEach(role -> are(role, holders));
  }

  private List<Member> holders(Guild guild, Set<String> carriers) throws Exception {
    stillOpen(guild.getJDA());
    CompletableFuture<List<Member>> holders = new CompletableFuture<>();
    Task<List<Member>> asked =
        guild
            .findMembers(member -> !member.getUser().isBot() && hasAny(member, carriers))
            .onSuccess(holders::complete)
            .onError(holders::completeExceptionally);
    try {
      return answered(holders, guild.getJDA());
    } finally {
      asked.cancel();
    }
  }

  /**
   * JDA leaves a question open whose session ends, and what the next session has to ask waits
   * behind it.
   */
  private <T> T answered(CompletableFuture<T> answer, JDA session) throws Exception {
    long asked = System.nanoTime();
    while (true) {
      try {
        return answer.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        stillOpen(session);
        if (System.nanoTime() - asked > patience.toNanos()) {
          throw e;
        }
      }
    }
  }

  private static void stillOpen(JDA session) {
    if (OVER.contains(session.getStatus())) {
      throw new CancellationException("the session has ended");
    }
  }

  /**
   * Discord lists nobody without the intent, but answers about each whom the desk knows: who lost a
   * role unheard must not keep what it carries. Who got one is learnt when they speak.
   */
  private void lookAtThoseKnown(Guild guild) {
    for (String holder : accounts.holders(DiscordPlatform.NAME)) {
      try {
        memberships.look(guild, holder);
      } catch (PlatformSilentException e) {
        // they are asked about again when they speak
        log.warn("{}", e.getMessage());
      }
    }
  }

  /** Nobody has this role any more. */
  void deleted(String role) {
    if (accounts.groups(DiscordPlatform.NAME).contains(role)) {
      // what it left unsaid is nobody
      var _ = accounts.members(DiscordPlatform.NAME, role, Set.of());
    }
  }

  /** The desk is in this server no longer, and so nothing is known of its roles. */
  void lost(Guild guild) {
    memberships.forget();
    memberships.carriers(guild).forEach(this::deleted);
  }

  private void are(String role, List<Member> holders) {
    Set<String> ids =
        holders.stream()
            .filter(member -> hasAny(member, Set.of(role)))
            .map(Member::getId)
            .collect(Collectors.toUnmodifiableSet());
    Set<String> unknown = accounts.members(DiscordPlatform.NAME, role, ids);
    // who has the role is learnt along with it
    holders.stream()
        .filter(member -> unknown.contains(member.getId()))
        .forEach(memberships::changed);
  }

  private static boolean hasAny(Member member, Set<String> roles) {
    return member.getRoles().stream().map(Role::getId).anyMatch(roles::contains);
  }
}
