package dev.deskhand.discord;

import dev.deskhand.chat.CommandSpec;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.CommandTree.SubCommand;
import dev.deskhand.discord.CommandTree.TopCommand;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** The {@link CommandTree} in JDA's words, and back from what somebody gave of it. */
final class SlashCommands {

  private SlashCommands() {}

  /** Everything that is registered with Discord. */
  static List<SlashCommandData> all() {
    return CommandTree.commands().stream().map(SlashCommands::command).toList();
  }

  /** The command of the registry that was given; empty for one of another version of the desk. */
  static Optional<CommandSpec> find(CommandInteractionPayload payload) {
    return CommandTree.commands().stream()
        .filter(command -> command.name().equals(payload.getName()))
        .flatMap(command -> command.subCommands().stream())
        .filter(command -> command.name().equals(payload.getSubcommandName()))
        .map(command -> command.command().spec())
        .findFirst();
  }

  /** A command as it was given, its options taken literally. */
  static Utterance utterance(CommandSpec spec, CommandInteractionPayload payload, Origin origin) {
    Map<String, String> fields = new HashMap<>();
    for (OptionMapping option : payload.getOptions()) {
      fields.put(
          option.getName(),
          option.getType() == OptionType.USER
              ? "@" + option.getAsString()
              : Mentions.written(option.getAsString()));
    }
    return new Utterance.Submitted(origin, spec.name().words(), fields);
  }

  private static SlashCommandData command(TopCommand command) {
    return Commands.slash(command.name(), command.description())
        .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)
        .setIntegrationTypes(IntegrationType.GUILD_INSTALL)
        .setDefaultPermissions(
            command.permissions() == 0
                ? DefaultMemberPermissions.ENABLED
                : DefaultMemberPermissions.enabledFor(command.permissions()))
        .addSubcommands(command.subCommands().stream().map(SlashCommands::subcommand).toList());
  }

  private static SubcommandData subcommand(SubCommand command) {
    return new SubcommandData(command.name(), command.description())
        .addOptions(command.options().stream().map(SlashCommands::option).toList());
  }

  private static OptionData option(CommandTree.Option option) {
    OptionData data =
        new OptionData(
            OptionType.fromKey(option.type().code()),
            option.name(),
            option.description(),
            option.required(),
            option.autocomplete());
    option.choices().forEach(choice -> data.addChoice(choice.name(), choice.value()));
    switch (option.type()) {
      case TEXT -> data.setMaxLength(CommandTree.LONGEST_TEXT);
      case NUMBER -> data.setMinValue(1);
      case STRING, USER -> {}
    }
    return data;
  }
}
