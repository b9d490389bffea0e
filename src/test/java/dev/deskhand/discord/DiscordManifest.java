package dev.deskhand.discord;

import dev.deskhand.discord.CommandTree.Option;
import dev.deskhand.discord.CommandTree.SubCommand;
import dev.deskhand.discord.CommandTree.TopCommand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
                CommandTree.commands().stream().map(DiscordManifest::command).toList())
        + "\n";
  }

  private static Map<String, Object> command(TopCommand command) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", CHAT_INPUT);
    json.put("name", command.name());
    json.put("description", command.description());
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
    json.put("description", subCommand.description());
    if (!subCommand.options().isEmpty()) {
      json.put("options", subCommand.options().stream().map(DiscordManifest::option).toList());
    }
    return json;
  }

  private static Map<String, Object> option(Option option) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", option.type().code());
    json.put("name", option.name());
    json.put("description", option.description());
    json.put("required", option.required());
    switch (option.type()) {
      case TEXT -> json.put("max_length", CommandTree.LONGEST_TEXT);
      case NUMBER -> json.put("min_value", 1);
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
                    entry.put("value", choice.value());
                    return entry;
                  })
              .toList());
    }
    return json;
  }
}
