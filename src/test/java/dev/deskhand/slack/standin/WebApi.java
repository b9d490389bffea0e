package dev.deskhand.slack.standin;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All that Slack does when the desk asks. */
final class WebApi implements WebApiServer.Endpoints {

  private static final String OPEN_CONNECTION = "apps.connections.open";

  private final Map<String, ApiMethod> methods = new HashMap<>();
  private final Workspace workspace;
  private final Screens screens;
  private final ResponseUrls responseUrls;
  private final ChatMethods chat;
  private final ViewMethods views;
  private final FileMethods files;
  private final Consumer<String> complaints;
  private final BlockRules rules;

  WebApi(
      Platform platform,
      String baseUrl,
      Consumer<String> complaints,
      Supplier<Optional<URI>> socketUrl) {
    this.workspace = platform.workspace();
    this.screens = platform.screens();
    this.responseUrls = platform.responseUrls();
    this.complaints = complaints;
    rules = BlockRules.load();
    chat = new ChatMethods(workspace, rules, complaints, platform::posted);
    views = new ViewMethods(workspace, screens, rules, complaints);
    files = new FileMethods(workspace, baseUrl);
    methods.putAll(chat.all());
    methods.putAll(views.all());
    methods.putAll(files.all());
    methods.putAll(new ConversationMethods(workspace).all());
    methods.putAll(new PeopleMethods(workspace).all());
    methods.put("api.test", arguments -> Json.object());
    methods.put(
        OPEN_CONNECTION,
        arguments ->
            Json.object()
                .put(
                    "url",
                    socketUrl
                        .get()
                        .orElseThrow(() -> new Refusal("socket_mode_not_enabled"))
                        .toString()));
  }

  @Override
  public Optional<String> refuse(String method, @Nullable String token) {
    if (token == null || token.isEmpty()) {
      return method.equals("api.test") ? Optional.empty() : Optional.of("not_authed");
    }
    String right = method.equals(OPEN_CONNECTION) ? SlackStandIn.APP_TOKEN : SlackStandIn.BOT_TOKEN;
    if (token.equals(right)) {
      return Optional.empty();
    }
    boolean otherKind =
        token.equals(SlackStandIn.APP_TOKEN) || token.equals(SlackStandIn.BOT_TOKEN);
    return Optional.of(otherKind ? "not_allowed_token_type" : "invalid_auth");
  }

  @Override
  public ObjectNode method(Arguments arguments) {
    String name = arguments.call().method();
    ApiMethod method = methods.get(name);
    if (method == null) {
      complaints.accept(name + ": unknown_method");
      throw new Refusal("unknown_method");
    }
    return method.answer(arguments);
  }

  @Override
  public void respond(String id, JsonNode body) {
    chat.respond(responseUrls.use(id), body);
  }

  @Override
  public void upload(String id, byte[] content) {
    files.upload(id, content);
  }

  @Override
  public byte @Nullable [] file(String id) {
    SlackFile file = workspace.file(id);
    return file == null ? null : file.content();
  }

  /** The body with which the desk answered a command is shown like a use of its response URL. */
  void answered(String grant, JsonNode body) {
    try {
      chat.respond(responseUrls.find(grant), body);
    } catch (Refusal notShown) {
      // Slack then shows the person an error of its own; the complaint has been recorded.
    }
  }

  /** What the desk offers in a menu is held to the same limits as what it sends. */
  void suggested(JsonNode answer) {
    rules.suggestion(answer).forEach(each -> complaints.accept("block_suggestion: " + each));
  }

  /** Does with the view what the desk's answer to its submission says. */
  void submitted(SlackView view, JsonNode answer) {
    try {
      switch (Json.text(answer, "response_action")) {
        case "" -> screens.close(view, false);
        case "clear" -> screens.close(view, true);
        case "errors" -> unknownFields(view, answer);
        case "update" ->
            screens.update(
                view.id(), "", "", views.checked(answer.path("view"), "modal", "update"));
        case "push" ->
            screens.pushFor(view.user(), views.checked(answer.path("view"), "modal", "push"));
        default -> complaints.accept("view_submission: unknown response_action " + answer);
      }
    } catch (Refusal notShown) {
      complaints.accept("view_submission: " + notShown.error());
    }
  }

  private void unknownFields(SlackView view, JsonNode answer) {
    for (String blockId : answer.path("errors").propertyNames()) {
      boolean isInput =
          BlockElements.in(view.blocks()).stream()
              .anyMatch(element -> element.blockId().equals(blockId));
      if (!isInput) {
        complaints.accept("view_submission: no field to show an error at: " + blockId);
      }
    }
  }
}
