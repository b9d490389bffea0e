package dev.deskhand.discord.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.deskhand.discord.commands.RegisteredCommands.Registration;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.connection.RequiredPermission;
import dev.deskhand.discord.delivery.DiscordErrors;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.restaction.CommandListUpdateAction;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Makes the commands known to Discord: in the one server that is served, where they appear at once,
 * or globally. Discord counts registrations, and gives back what it took in a form of its own; so
 * the desk remembers the hash of what it sent, and the versions that Discord gave it. They are sent
 * again when either is another. Where they were registered before and are not to be any more, they
 * are taken away: people would be shown each twice.
 */
public class CommandRegistration {

  private static final Logger log = LoggerFactory.getLogger(CommandRegistration.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  /** How a session is that does not come back. */
  private static final Set<JDA.Status> ENDED =
      EnumSet.of(JDA.Status.SHUTTING_DOWN, JDA.Status.SHUTDOWN, JDA.Status.FAILED_TO_LOGIN);

  private final DiscordProperties properties;
  private final SlashCommandMapper commands;
  private final RegisteredCommands registrations;

  public CommandRegistration(
      DiscordProperties properties, SlashCommandMapper commands, RegisteredCommands registrations) {
    this.commands = commands;
    this.properties = properties;
    this.registrations = registrations;
  }

  /**
   * Registers the commands if this shard is the one to do it. It goes on trying for as long as
   * Discord or the database cannot be reached and the session lasts.
   */
  public void register(JDA jda) {
    RetryTemplate patiently =
        new RetryTemplate(
            RetryPolicy.builder()
                .predicate(e -> !ENDED.contains(jda.getStatus()) && mayPass(e))
                .maxRetries(Long.MAX_VALUE)
                .delay(FIRST_RETRY)
                .multiplier(2)
                .maxDelay(LONGEST_RETRY)
                .build());
    try {
      var _ = patiently.execute(() -> attempt(jda));
    } catch (RetryException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (ENDED.contains(jda.getStatus())) {
        // whoever connects next registers them
        log.debug("Discord: the session ended before the commands were registered");
      } else if (cause instanceof ErrorResponseException refused
          && refused.getErrorResponse() == ErrorResponse.MISSING_ACCESS) {
        log.warn(
            "Discord: the desk may not register commands there; invite it again: {}",
            RequiredPermission.invitation(jda.getSelfUser().getApplicationId()));
      } else {
        log.warn("Discord: the commands are not registered: {}", DiscordErrors.words(cause));
      }
    }
  }

  private static boolean mayPass(Throwable error) {
    boolean passing = !(error instanceof RuntimeException e && DiscordErrors.lasting(e));
    if (passing) {
      log.info("Discord: the commands are not registered yet: {}", DiscordErrors.words(error));
    }
    return passing;
  }

  private JDA attempt(JDA jda) {
    Guild guild = properties.guildId().isEmpty() ? null : jda.getGuildById(properties.guildId());
    String application = jda.getSelfUser().getApplicationId();
    if (guild != null) {
      register(application, guild.getId(), guild.retrieveCommands(), guild.updateCommands());
      clear(jda, application, guild.getId());
    } else if (properties.guildId().isEmpty() && jda.getShardInfo().getShardId() == 0) {
      register(application, "", jda.retrieveCommands(), jda.updateCommands());
      clear(jda, application, "");
    }
    return jda;
  }

  private void register(
      String application,
      String guild,
      RestAction<List<Command>> known,
      CommandListUpdateAction update) {
    List<CommandData> wanted = commands.all();
    String hash = hash(wanted);
    Registration before = registrations.last(application, guild).orElse(null);
    if (before != null
        && before.wanted().equals(hash)
        && before.versions().equals(versions(known.complete()))) {
      log.debug("Discord: the commands are as they were");
      return;
    }
    List<Command> taken = update.addCommands(wanted).complete();
    registrations.keep(application, guild, new Registration(hash, versions(taken)));
    log.info("Discord: {} commands registered", taken.size());
  }

  private void clear(JDA jda, String application, String except) {
    for (String before : registrations.elsewhere(application, except)) {
      if (before.isEmpty()) {
        var _ = jda.updateCommands().complete();
      } else {
        ShardManager shards = jda.getShardManager();
        Guild guild = shards == null ? jda.getGuildById(before) : shards.getGuildById(before);
        if (guild != null) {
          var _ = guild.updateCommands().complete();
        }
      }
      registrations.forget(application, before);
      log.info(
          "Discord: the commands are no longer registered {}",
          before.isEmpty() ? "for all servers" : "in the server " + before);
    }
  }

  private static String hash(List<CommandData> commands) {
    String all =
        commands.stream()
            .map(command -> command.toData().toString())
            .collect(Collectors.joining("\n"));
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String versions(List<Command> commands) {
    return commands.stream()
        .map(command -> command.getId() + ":" + command.getVersion())
        .sorted()
        .collect(Collectors.joining(","));
  }
}
