package dev.deskhand.slack.standin;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code views.*}. */
final class ViewMethods {

  private final Workspace workspace;
  private final Screens screens;
  private final BlockRules rules;
  private final Consumer<String> complaints;

  ViewMethods(Workspace workspace, Screens screens, BlockRules rules, Consumer<String> complaints) {
    this.workspace = workspace;
    this.screens = screens;
    this.rules = rules;
    this.complaints = complaints;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "views.open",
        arguments ->
            shown(screens.open(arguments.required("trigger_id"), view(arguments, "modal"))),
        "views.push",
        arguments ->
            shown(screens.push(arguments.required("trigger_id"), view(arguments, "modal"))),
        "views.update",
        arguments ->
            shown(
                screens.update(
                    arguments.text("view_id"),
                    arguments.text("external_id"),
                    arguments.text("hash"),
                    view(arguments, "modal"))),
        "views.publish",
        arguments ->
            shown(
                screens.publish(
                    workspace.user(arguments.required("user_id")).id(),
                    arguments.text("hash"),
                    view(arguments, "home"))));
  }

  private JsonNode view(Arguments arguments, String type) {
    return checked(arguments.json("view"), type, arguments.call().method());
  }

  JsonNode checked(JsonNode view, String type, String where) {
    List<String> wrong = rules.view(view);
    if (!Json.text(view, "type").equals(type)) {
      wrong.add("must be a " + type);
    }
    if (!wrong.isEmpty()) {
      wrong.forEach(each -> complaints.accept(where + ": " + each));
      throw new Refusal("invalid_arguments", wrong);
    }
    return view;
  }

  private static ObjectNode shown(SlackView view) {
    ObjectNode answer = Json.object();
    answer.set("view", view.json());
    return answer;
  }
}
