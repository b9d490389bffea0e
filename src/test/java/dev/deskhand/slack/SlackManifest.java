package dev.deskhand.slack;

import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Relation;
import dev.deskhand.language.Role;
import dev.deskhand.slack.connection.Scope;
import dev.deskhand.slack.inbound.EventSubscription;
import dev.deskhand.slack.inbound.Shortcut;
import dev.deskhand.testing.Spoken;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes the manifests from which Slack creates the desk's app. */
public final class SlackManifest {

  /** How what people do gets from Slack to the desk. */
  private enum Way {
    HTTP(
        """
        # For a desk with a public address.
        # Put your own host in place of desk.example.com before you create the app.
        """),
    SOCKET_MODE(
        """
        # For a desk without a public address: it connects to Slack by itself, with SLACK_APP_TOKEN.
        """);

    private final String comment;

    Way(String comment) {
      this.comment = comment;
    }
  }

  private static final String HEADER =
      "# Made from the lists in the code; GeneratedFilesTest says how to make it anew.\n";

  /** All of Slack's requests come to one address. */
  private static final String ADDRESS = "https://desk.example.com/slack/events";

  private SlackManifest() {}

  /** The manifest for a desk to which Slack sends over HTTP. */
  public static String http() {
    return yaml(Way.HTTP);
  }

  /** The manifest for a desk that connects by Socket Mode. */
  public static String socketMode() {
    return yaml(Way.SOCKET_MODE);
  }

  private static String yaml(Way way) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndent(2);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setWidth(100);
    return HEADER + way.comment + new Yaml(options).dump(manifest(way));
  }

  private static Map<String, Object> manifest(Way way) {
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
        features(way),
        "oauth_config",
        ordered("scopes", ordered("bot", Scope.words())),
        "settings",
        ordered(
            "event_subscriptions",
            at("request_url", way, ordered("bot_events", EventSubscription.words())),
            "interactivity",
            at(
                "request_url",
                way,
                at("message_menu_options_url", way, ordered("is_enabled", true))),
            "org_deploy_enabled",
            false,
            "socket_mode_enabled",
            way == Way.SOCKET_MODE,
            "token_rotation_enabled",
            false));
  }

  private static Map<String, Object> features(Way way) {
    Map<String, Object> features =
        ordered(
            "app_home",
            ordered(
                "home_tab_enabled",
                EventSubscription.words().contains("app_home_opened"),
                "messages_tab_enabled",
                true,
                "messages_tab_read_only_enabled",
                false),
            "bot_user",
            ordered("display_name", "Deskhand", "always_online", true),
            "slash_commands",
            List.of(
                at(
                    "url",
                    way,
                    ordered(
                        "command",
                        "/" + CommandGroup.DESK.words(),
                        "description",
                        CommandGroup.DESK.summary(),
                        "usage_hint",
                        usageHint(),
                        "should_escape",
                        true))));
    List<Map<String, Object>> shortcuts =
        Arrays.stream(Shortcut.values())
            .map(
                shortcut ->
                    ordered(
                        "name",
                        shortcut.label(),
                        "type",
                        shortcut.menu().word(),
                        "callback_id",
                        shortcut.callbackId(),
                        "description",
                        shortcut.description()))
            .toList();
    if (!shortcuts.isEmpty()) {
      features.put("shortcuts", shortcuts);
    }
    return features;
  }

  /** With the address under this name, where Slack needs one. */
  private static Map<String, Object> at(String name, Way way, Map<String, Object> map) {
    if (way == Way.HTTP) {
      map.put(name, ADDRESS);
    }
    return map;
  }

  /** What an employee comes for, and not what they are asked to do with it later. */
  private static boolean isForEmployees(CommandSpec spec) {
    boolean theirs = spec.permission().allows(Set.of(Role.EMPLOYEE), Set.of(Relation.REQUESTER));
    return spec.group() == CommandGroup.DESK
        && theirs
        && !List.of("reply", "reopen", "cancel").contains(spec.words());
  }

  private static String usageHint() {
    return Spoken.REGISTRY.all().stream()
        .filter(SlackManifest::isForEmployees)
        .map(spec -> spec.words())
        .collect(Collectors.joining(" | "));
  }

  private static String longDescription() {
    return "Report an issue where you already talk, ask for what you need, and see how services are"
        + " doing. Agents work tickets from a channel; managers ask for figures they can trust.\n\n"
        + Spoken.REGISTRY.all().stream().map(SlackManifest::line).collect(Collectors.joining("\n"));
  }

  private static String line(CommandSpec spec) {
    return "• " + spec.words() + " – " + spec.summary();
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
