package dev.deskhand.discord.commands;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.commands.CommandTranslations.Part;
import dev.deskhand.discord.commands.CommandTree.SubCommand;
import dev.deskhand.discord.commands.CommandTree.TopCommand;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.Mentions;
import dev.deskhand.language.CommandSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.CommandInteractionPayload;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;

/** The {@link CommandTree} in JDA's words, and back from what somebody gave of it. */
public final class SlashCommandMapper {

  private final CommandTree tree;

  public SlashCommandMapper(CommandTree tree) {
    this.tree = tree;
  }

  /** Everything that is registered with Discord. */
  public List<CommandData> all() {
    return Stream.<CommandData>concat(
            tree.commands().stream().map(SlashCommandMapper::command),
            Stream.of(CommandTree.Menu.values()).map(SlashCommandMapper::menu))
        .toList();
  }

  /** The command of the registry that was given; empty for one of another version of the desk. */
  public Optional<CommandSpec> find(CommandInteractionPayload payload) {
    return tree.commands().stream()
        .filter(command -> command.name().equals(payload.getName()))
        .flatMap(command -> command.subCommands().stream())
        .filter(command -> command.name().equals(payload.getSubcommandName()))
        .map(CommandTree.SubCommand::command)
        .findFirst();
  }

  /** A command as it was given, its options taken literally. */
  public static Utterance utterance(
      CommandSpec spec, CommandInteractionPayload payload, Origin origin) {
    Map<String, String> fields = new HashMap<>();
    for (OptionMapping option : payload.getOptions()) {
      fields.put(option.getName(), value(option, payload));
    }
    return new Utterance.Submitted(origin, spec.words(), fields);
  }

  /** The people whom the options name, without the bots. */
  public static List<Sender> people(CommandInteractionPayload payload) {
    return payload.getOptionsByType(OptionType.USER).stream()
        .filter(option -> !option.getAsUser().isBot())
        .map(option -> GuildAccess.sender(option.getAsUser(), option.getAsMember()))
        .toList();
  }

  private static String value(OptionMapping option, CommandInteractionPayload payload) {
    String given = option.getAsString();
    if (option.getType() == OptionType.USER) {
      return "@" + given;
    }
    return option.getType() == OptionType.CHANNEL
        ? new PlatformId(DiscordPlatform.NAME, given).toString()
        : Mentions.written(
            given, payload.isFromAttachedGuild() ? payload.getGuild() : null, payload.getMember());
  }

  private static CommandData menu(CommandTree.Menu menu) {
    return Commands.context(Command.Type.fromId(menu.type()), menu.title())
        .setNameLocalizations(CommandTranslations.of(Part.TEXTS, menu.title()))
        .setContexts(InteractionContextType.GUILD)
        .setIntegrationTypes(IntegrationType.GUILD_INSTALL)
        .setDefaultPermissions(shownTo(menu.permissions()));
  }

  private static DefaultMemberPermissions shownTo(long permissions) {
    return permissions == 0
        ? DefaultMemberPermissions.ENABLED
        : DefaultMemberPermissions.enabledFor(permissions);
  }

  private static SlashCommandData command(TopCommand command) {
    return Commands.slash(command.name(), command.description())
        .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)
        .setIntegrationTypes(IntegrationType.GUILD_INSTALL)
        .setDefaultPermissions(shownTo(command.permissions()))
        .setNameLocalizations(CommandTranslations.of(Part.NAMES, command.name()))
        .setDescriptionLocalizations(CommandTranslations.of(Part.TEXTS, command.description()))
        .addSubcommands(
            command.subCommands().stream().map(SlashCommandMapper::subcommand).toList());
  }

  private static SubcommandData subcommand(SubCommand command) {
    return new SubcommandData(command.name(), command.description())
        .setNameLocalizations(CommandTranslations.of(Part.NAMES, command.name()))
        .setDescriptionLocalizations(CommandTranslations.of(Part.TEXTS, command.description()))
        .addOptions(command.options().stream().map(SlashCommandMapper::option).toList());
  }

  private static OptionData option(CommandTree.Option option) {
    OptionData data =
        new OptionData(
            OptionType.fromKey(option.type().code()),
            option.name(),
            option.description(),
            option.required(),
            option.autocomplete());
    data.setNameLocalizations(CommandTranslations.of(Part.NAMES, option.name()));
    data.setDescriptionLocalizations(CommandTranslations.of(Part.TEXTS, option.description()));
    data.addChoices(option.choices().stream().map(SlashCommandMapper::choice).toList());
    switch (option.type()) {
      case TEXT -> data.setMaxLength(CommandTree.LONGEST_TEXT);
      case NUMBER -> data.setMinValue(1);
      case CHANNEL ->
          data.setChannelTypes(CommandTree.POSTABLE.stream().map(ChannelType::fromId).toList());
      case STRING, USER -> {}
    }
    return data;
  }

  private static Command.Choice choice(CommandTree.Choice choice) {
    return new Command.Choice(choice.name(), choice.value())
        .setNameLocalizations(CommandTranslations.of(Part.CHOICES, choice.name()));
  }
}
