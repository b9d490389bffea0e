package dev.deskhand.slack.standin;

import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code users.*}, {@code usergroups.*}, {@code bots.*}, {@code auth.test}. */
final class PeopleMethods {

  private static final int PAGE = 200;

  private final Workspace workspace;

  PeopleMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "auth.test", this::authTest,
        "users.info", this::info,
        "users.list", this::list,
        "users.lookupByEmail", this::lookupByEmail,
        "usergroups.users.list", this::group,
        "bots.info", this::bot,
        "team.info", this::team);
  }

  private ObjectNode authTest(Arguments arguments) {
    return Json.object()
        .put("url", "https://" + Workspace.TEAM_DOMAIN + ".slack.com/")
        .put("team", "Stand-in")
        .put("user", "deskhand")
        .put("team_id", Workspace.TEAM_ID)
        .put("user_id", Workspace.DESK)
        .put("bot_id", Workspace.BOT_ID)
        .put("is_enterprise_install", false);
  }

  private ObjectNode info(Arguments arguments) {
    ObjectNode answer = Json.object();
    answer.set("user", Shapes.user(workspace.user(arguments.required("user"))));
    return answer;
  }

  private ObjectNode list(Arguments arguments) {
    ObjectNode answer = Json.object();
    ArrayNode members = answer.putArray("members");
    Pages.of(workspace.users(), arguments, PAGE, answer)
        .forEach(user -> members.add(Shapes.user(user)));
    return answer;
  }

  private ObjectNode lookupByEmail(Arguments arguments) {
    String email = arguments.required("email");
    SlackUser user =
        workspace.users().stream()
            .filter(each -> each.email().equalsIgnoreCase(email) && !each.deactivated())
            .findFirst()
            .orElseThrow(() -> new Refusal("users_not_found"));
    ObjectNode answer = Json.object();
    answer.set("user", Shapes.user(user));
    return answer;
  }

  private ObjectNode group(Arguments arguments) {
    ObjectNode answer = Json.object();
    ArrayNode users = answer.putArray("users");
    workspace.group(arguments.required("usergroup")).stream().sorted().forEach(users::add);
    return answer;
  }

  private ObjectNode bot(Arguments arguments) {
    ObjectNode answer = Json.object();
    answer
        .putObject("bot")
        .put("id", Workspace.BOT_ID)
        .put("app_id", Workspace.APP_ID)
        .put("user_id", Workspace.DESK)
        .put("name", "Deskhand")
        .put("deleted", false);
    return answer;
  }

  private ObjectNode team(Arguments arguments) {
    ObjectNode answer = Json.object();
    answer
        .putObject("team")
        .put("id", Workspace.TEAM_ID)
        .put("name", "Stand-in")
        .put("domain", Workspace.TEAM_DOMAIN);
    return answer;
  }
}
