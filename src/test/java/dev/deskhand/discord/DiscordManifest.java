package dev.deskhand.discord;

import dev.deskhand.discord.commands.CommandTranslations;
import dev.deskhand.discord.commands.CommandTranslations.Part;
import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.discord.commands.CommandTree.Option;
import dev.deskhand.discord.commands.CommandTree.SubCommand;
import dev.deskhand.discord.commands.CommandTree.TopCommand;
import dev.deskhand.discord.connection.RequiredPermission;
import dev.deskhand.discord.gateway.RequiredIntent;
import dev.deskhand.testing.Spoken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/** Writes the body that registers the desk's commands with Discord. */
public final class DiscordManifest {

  private static final int CHAT_INPUT = 1;
  private static final int SUB_COMMAND = 1;

  /** Within a server, and in the bot's direct messages. */
  private static final List<Integer> CONTEXTS = List.of(0, 1);

  private static final List<Integer> INSTALLED_IN_SERVERS = List.of(0);

  private DiscordManifest() {}

  /** The body of {@code PUT /applications/{id}/commands}. */
  public static String json() {
    DefaultIndenter twoSpaces = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
            .build()
            .writer()
            .with(
                new DefaultPrettyPrinter()
                    .withArrayIndenter(twoSpaces)
                    .withObjectIndenter(twoSpaces)
                    .withSeparators(
                        Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)))
            .writeValueAsString(
                Stream.concat(
                        new CommandTree(Spoken.REGISTRY)
                            .commands().stream().map(DiscordManifest::command),
                        Stream.of(CommandTree.Menu.values()).map(DiscordManifest::menu))
                    .toList())
        + "\n";
  }

  /** How the bot is invited, what it asks for, and why. */
  public static String invitation() {
    return """
    # Inviting the desk

    Put the number of your application (*General Information*, *Application ID*) in place of
    `APPLICATION_ID`, and open the link in a browser:

    <%s>

    It asks for no more than the desk uses:

    %s
    Under *Bot*, the Developer Portal has switches for the intents that Discord calls privileged. The
    desk asks for these intents:

    %s"""
        .formatted(RequiredPermission.invitation("APPLICATION_ID"), permissions(), intents());
  }

  /** The table of permissions, as it stands in docs/discord.md too. */
  static String permissions() {
    return "| permission | what for |\n|---|---|\n"
        + Stream.of(RequiredPermission.values())
            .map(permit -> "| %s | %s |\n".formatted(permit.label(), permit.purpose()))
            .collect(Collectors.joining());
  }

  /** The table of intents, as it stands in docs/discord.md too. */
  static String intents() {
    return "| intent | what for | privileged |\n|---|---|---|\n"
        + Stream.of(RequiredIntent.values())
            .map(
                intent ->
                    "| `%s` | %s | %s |\n"
                        .formatted(intent, intent.purpose(), intent.privileged() ? "yes" : "no"))
            .collect(Collectors.joining());
  }

  private static Map<String, Object> menu(CommandTree.Menu menu) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", menu.type());
    json.put("name", menu.title());
    json.put("name_localizations", localized(Part.TEXTS, menu.title()));
    if (menu.permissions() != 0) {
      json.put("default_member_permissions", menu.permissions());
    }
    json.put("contexts", List.of(0));
    json.put("integration_types", INSTALLED_IN_SERVERS);
    return json;
  }

  private static Map<String, String> localized(Part part, String english) {
    Map<String, String> localized = new TreeMap<>();
    CommandTranslations.of(part, english)
        .forEach((locale, words) -> localized.put(locale.getLocale(), words));
    return localized;
  }

  private static Map<String, Object> command(TopCommand command) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", CHAT_INPUT);
    json.put("name", command.name());
    json.put("name_localizations", localized(Part.NAMES, command.name()));
    json.put("description", command.description());
    json.put("description_localizations", localized(Part.TEXTS, command.description()));
    if (command.permissions() != 0) {
      json.put("default_member_permissions", command.permissions());
    }
    json.put("contexts", CONTEXTS);
    json.put("integration_types", INSTALLED_IN_SERVERS);
    json.put("options", command.subCommands().stream().map(DiscordManifest::subCommand).toList());
    return json;
  }

  private static Map<String, Object> subCommand(SubCommand subCommand) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", SUB_COMMAND);
    json.put("name", subCommand.name());
    json.put("name_localizations", localized(Part.NAMES, subCommand.name()));
    json.put("description", subCommand.description());
    json.put("description_localizations", localized(Part.TEXTS, subCommand.description()));
    if (!subCommand.options().isEmpty()) {
      json.put("options", subCommand.options().stream().map(DiscordManifest::option).toList());
    }
    return json;
  }

  private static Map<String, Object> option(Option option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", option.type().code());
    json.put("name", option.name());
    json.put("name_localizations", localized(Part.NAMES, option.name()));
    json.put("description", option.description());
    json.put("description_localizations", localized(Part.TEXTS, option.description()));
    json.put("required", option.required());
    switch (option.type()) {
      case TEXT -> json.put("max_length", CommandTree.LONGEST_TEXT);
      case NUMBER -> json.put("min_value", 1);
      case CHANNEL -> json.put("channel_types", CommandTree.POSTABLE);
      case STRING, USER -> {}
    }
    if (option.autocomplete()) {
      json.put("autocomplete", true);
    }
    if (!option.choices().isEmpty()) {
      json.put(
          "choices",
          option.choices().stream()
              .map(
                  choice -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", choice.name());
                    entry.put("name_localizations", localized(Part.CHOICES, choice.name()));
                    entry.put("value", choice.value());
                    return entry;
                  })
              .toList());
    }
    return json;
  }
}
