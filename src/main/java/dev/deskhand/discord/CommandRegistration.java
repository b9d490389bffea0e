package dev.deskhand.discord;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.requests.restaction.CommandListUpdateAction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the commands known to Discord: in the one server that is served, where they appear at once,
 * or globally. Discord is asked what it has first, since it counts registrations.
 */
class CommandRegistration {

  private static final Logger log = LoggerFactory.getLogger(CommandRegistration.class);

  private final DiscordProperties properties;

  CommandRegistration(DiscordProperties properties) {
    this.properties = properties;
  }

  /** Registers the commands if this shard is the one to do it. */
  void register(JDA jda) {
    try {
      Guild guild = properties.guildId().isEmpty() ? null : jda.getGuildById(properties.guildId());
      if (guild != null) {
        register(guild.retrieveCommands(), guild.updateCommands());
      } else if (properties.guildId().isEmpty() && jda.getShardInfo().getShardId() == 0) {
        register(jda.retrieveCommands(), jda.updateCommands());
      }
    } catch (RuntimeException e) {
      log.warn("Discord: the commands could not be registered: {}", DiscordErrors.words(e));
    }
  }

  private void register(RestAction<List<Command>> known, CommandListUpdateAction update) {
    List<? extends CommandData> wanted = SlashCommands.all();
    Map<String, Map<String, Object>> there =
        known.complete().stream()
            .map(CommandData::fromCommand)
            .collect(Collectors.toMap(CommandRegistration::name, data -> data.toData().toMap()));
    Map<String, Map<String, Object>> here =
        wanted.stream()
            .collect(Collectors.toMap(CommandRegistration::name, data -> data.toData().toMap()));
    if (there.equals(here)) {
      log.debug("Discord: the commands are as they were");
      return;
    }
    update.addCommands(wanted).complete();
    log.info("Discord: {} commands registered", wanted.size());
  }

  private static String name(CommandData data) {
    return data.getType() + " " + data.getName();
  }
}
