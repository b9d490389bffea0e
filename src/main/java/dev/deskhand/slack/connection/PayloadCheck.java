package dev.deskhand.slack.connection;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sorts what Slack sends before Bolt reads it, by whichever way it came: what Bolt cannot read,
 * what nobody knows and what belongs to another workspace is acknowledged, told once, and not done.
 */
public final class PayloadCheck {

  /** What Bolt can read. */
  private static final Set<String> KINDS =
      Set.of(
          "url_verification",
          "event_callback",
          "block_actions",
          "block_suggestion",
          "view_submission",
          "view_closed",
          "shortcut",
          "message_action",
          "interactive_message",
          "dialog_submission",
          "dialog_cancellation",
          "dialog_suggestion");

  private static final Set<String> FIELDS_OF_COMMANDS =
      Set.of("command", "user_id", "channel_id", "trigger_id");

  /** The fields by which Slack names people, bots and workspaces. */
  private static final Set<String> PEOPLE =
      Set.of(
          "user",
          "user_id",
          "bot_id",
          "item_user",
          "parent_user_id",
          "selected_user",
          "team",
          "team_id");

  private static final Set<String> PLACES =
      Set.of("channel", "channel_id", "selected_channel", "selected_conversation");

  /** The fields by which Slack names things. */
  private static final Set<String> THINGS =
      Set.of(
          "id",
          "ts",
          "thread_ts",
          "message_ts",
          "action_ts",
          "event_ts",
          "deleted_ts",
          "event_id",
          "view_id",
          "trigger_id",
          "action_id",
          "callback_id");

  /** What other apps put into messages names things of theirs, in words of any kind. */
  private static final Set<String> OF_OTHERS = Set.of("blocks", "attachments", "metadata");

  /** All that Slack's ids consist of; nothing else can be kept, or sent back to it. */
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{0,255}");

  private static final Pattern WHO = Pattern.compile("[A-Z0-9]{0,255}");

  /** Slack leaves out who says something where nobody does, but never where. */
  private static final Pattern WHERE = Pattern.compile("[A-Z0-9]{1,255}");

  private final Predicate<String> isOurs;
  private final LogOnce told = new LogOnce();
  private final JsonMapper mapper = new JsonMapper();

  /**
   * A check for one workspace.
   *
   * @param isOurs whether this is the id of the desk's workspace
   */
  public PayloadCheck(Predicate<String> isOurs) {
    this.isOurs = isOurs;
  }

  /** What is to become of a payload. */
  public enum Verdict {
    /** The desk reads it. */
    PASS,
    /** It is acknowledged, and nothing is done. */
    IGNORE,
    /** It is no payload of Slack's at all, or it does not say by a proper id whose it is. */
    NO_PAYLOAD
  }

  /** Judges JSON as text. */
  public Verdict json(String text) {
    try {
      return payload(mapper.readTree(text));
    } catch (JacksonException e) {
      return Verdict.NO_PAYLOAD;
    }
  }

  /** Judges an event or an interaction. */
  public Verdict payload(JsonNode payload) {
    if (!payload.path("type").isString()) {
      return Verdict.NO_PAYLOAD;
    }
    String kind = payload.path("type").asString();
    if (!KINDS.contains(kind)) {
      told.tell(
          kind,
          kind.equals("app_rate_limited")
              ? "Slack holds events back ({}): the app would hear more than 30,000 in an hour"
              : "The desk does not know this kind of payload: {}");
      return Verdict.IGNORE;
    }
    if (!hasProperIds(payload)
        || payload.path("channel").path("id").asString("nowhere").isEmpty()
        || (!ofNobody(kind) && !namesUser(payload))) {
      return Verdict.NO_PAYLOAD;
    }
    boolean complete =
        switch (kind) {
          case "url_verification" -> payload.path("challenge").isString();
          case "event_callback" ->
              payload.path("event").path("type").isString()
                  && payload.path("event_id").isString()
                  && !payload.path("event").path("user").asString("nobody").isBlank();
          case "view_submission", "view_closed" -> payload.path("view").path("type").isString();
          case "message_action" ->
              payload.path("channel").path("id").isString()
                  && payload.path("message").path("ts").isString();
          default -> true;
        };
    return complete ? ours(teams(payload)) : incomplete(kind);
  }

  private static boolean ofNobody(String kind) {
    return kind.equals("url_verification") || kind.equals("event_callback");
  }

  private static boolean namesUser(JsonNode payload) {
    JsonNode id = payload.path("user").path("id");
    return id.isString() && !id.stringValue().isEmpty();
  }

  private static boolean hasProperIds(JsonNode node) {
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.isString()
          ? !isProper(field.getKey(), value.stringValue())
          : !OF_OTHERS.contains(field.getKey()) && !hasProperIds(value)) {
        return false;
      }
    }
    return !node.isArray() || node.valueStream().allMatch(PayloadCheck::hasProperIds);
  }

  private static boolean isProper(String field, String value) {
    if (PLACES.contains(field)) {
      return WHERE.matcher(value).matches();
    }
    return PEOPLE.contains(field)
        ? WHO.matcher(value).matches()
        : !THINGS.contains(field) || ID.matcher(value).matches();
  }

  /** Judges the fields of a slash command. */
  public Verdict command(Map<String, String> fields) {
    boolean proper =
        fields.entrySet().stream().allMatch(field -> isProper(field.getKey(), field.getValue()));
    if (!fields.containsKey("command")
        || !proper
        || fields.getOrDefault("user_id", "nobody").isEmpty()) {
      return Verdict.NO_PAYLOAD;
    }
    return fields.keySet().containsAll(FIELDS_OF_COMMANDS)
        ? ours(Set.of(fields.getOrDefault("team_id", "")))
        : incomplete("command");
  }

  private Verdict incomplete(String kind) {
    told.tell(kind, "Slack sent a payload that lacks what it should have, of the kind {}");
    return Verdict.IGNORE;
  }

  /** The workspaces by any of which a payload is meant for an installation of the app. */
  private static Set<String> teams(JsonNode payload) {
    Set<String> teams = new TreeSet<>();
    teams.add(payload.path("team").path("id").asString(""));
    teams.add(payload.path("team_id").asString(""));
    // in a channel that workspaces share, an event can begin in another one
    teams.add(payload.path("context_team_id").asString(""));
    payload
        .path("authorizations")
        .forEach(installation -> teams.add(installation.path("team_id").asString("")));
    teams.remove("");
    return teams;
  }

  private Verdict ours(Set<String> teams) {
    if (teams.isEmpty() || teams.stream().anyMatch(isOurs)) {
      return Verdict.PASS;
    }
    told.tell(
        String.join(", ", teams),
        "Slack sent something of the workspace {}, which is not the desk's");
    return Verdict.IGNORE;
  }
}
