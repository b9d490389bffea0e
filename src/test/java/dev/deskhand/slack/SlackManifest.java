package dev.deskhand.slack;

import dev.deskhand.chat.CommandRegistry;
import dev.deskhand.chat.CommandSpec;
import dev.deskhand.chat.CommandSpec.Audience;
import dev.deskhand.chat.CommandSpec.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes the manifest from which Slack creates the desk's app. */
public final class SlackManifest {

  private static final String HEADER =
      """
      # Made from the command registry; GeneratedFilesTest says how to make it anew.
      # Put your own host in place of desk.example.com before you create the app.
      """;

  /** All of Slack's requests come to one address. */
  private static final String ADDRESS = "https://desk.example.com/slack/events";

  /** What the desk calls and hears, and no more. */
  static final List<String> SCOPES =
      List.of(
          "app_mentions:read",
          "channels:history",
          "channels:join",
          "chat:write",
          "commands",
          "files:write",
          "groups:history",
          "im:history",
          "im:write",
          "users:read");

  static final List<String> EVENTS = List.of("app_mention", "message.im");

  private SlackManifest() {}

  /** The manifest. */
  public static String yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setWidth(100);
    return HEADER + new Yaml(options).dump(manifest());
  }

  private static Map<String, Object> manifest() {
    return ordered(
        "_metadata",
        ordered("major_version", 2, "minor_version", 0),
        "display_information",
        ordered(
            "name",
            "Deskhand",
            "description",
            "An IT service desk that lives in chat",
            "long_description",
            longDescription(),
            "background_color",
            "#1f3a5f"),
        "features",
        ordered(
            "app_home",
            ordered(
                "home_tab_enabled",
                false,
                "messages_tab_enabled",
                true,
                "messages_tab_read_only_enabled",
                false),
            "bot_user",
            ordered("display_name", "Deskhand", "always_online", true),
            "slash_commands",
            List.of(
                ordered(
                    "command",
                    "/" + Tree.DESK.command(),
                    "url",
                    ADDRESS,
                    "description",
                    Tree.DESK.summary(),
                    "usage_hint",
                    usageHint(),
                    "should_escape",
                    true))),
        "oauth_config",
        ordered("scopes", ordered("bot", SCOPES)),
        "settings",
        ordered(
            "event_subscriptions",
            ordered("request_url", ADDRESS, "bot_events", EVENTS),
            "interactivity",
            ordered(
                "is_enabled", true, "request_url", ADDRESS, "message_menu_options_url", ADDRESS),
            "org_deploy_enabled",
            false,
            "socket_mode_enabled",
            false,
            "token_rotation_enabled",
            false));
  }

  private static String usageHint() {
    return CommandRegistry.all().stream()
        .filter(spec -> spec.audience() == Audience.EVERYONE)
        .map(spec -> spec.name().words())
        .collect(Collectors.joining(" | "));
  }

  private static String longDescription() {
    return "Report an issue where you already talk, ask for what you need, and see how services are"
        + " doing. Agents work tickets from a channel; managers ask for figures they can trust.\n\n"
        + CommandRegistry.all().stream().map(SlackManifest::line).collect(Collectors.joining("\n"));
  }

  private static String line(CommandSpec spec) {
    return "• " + spec.name().words() + " – " + spec.summary();
  }

  /** Names and values in turn, in this order. */
  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
