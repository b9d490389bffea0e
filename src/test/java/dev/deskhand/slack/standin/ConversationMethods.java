package dev.deskhand.slack.standin;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code conversations.*}. */
final class ConversationMethods {

  private static final int PAGE = 100;

  private final Workspace workspace;

  ConversationMethods(Workspace workspace) {
    this.workspace = workspace;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "conversations.open", this::open,
        "conversations.info", this::info,
        "conversations.list", this::list,
        "conversations.members", this::members,
        "conversations.history", this::history,
        "conversations.replies", this::replies,
        "conversations.join", this::join);
  }

  private ObjectNode open(Arguments arguments) {
    SlackChannel direct =
        arguments.has("channel")
            ? workspace.channel(arguments.text("channel"))
            : workspace.direct(arguments.required("users"));
    ObjectNode answer = Json.object().put("no_op", false).put("already_open", false);
    answer.set(
        "channel",
        arguments.flag("return_im")
            ? Shapes.channel(direct)
            : Json.object().put("id", direct.id()));
    return answer;
  }

  private ObjectNode info(Arguments arguments) {
    ObjectNode answer = Json.object();
    answer.set("channel", Shapes.channel(visible(arguments)));
    return answer;
  }

  private ObjectNode list(Arguments arguments) {
    String types = arguments.has("types") ? arguments.text("types") : "public_channel";
    List<SlackChannel> wanted =
        workspace.channels().stream()
            .filter(channel -> List.of(types.split(",", -1)).contains(typeOf(channel)))
            .filter(channel -> !arguments.flag("exclude_archived") || !channel.archived())
            .filter(ConversationMethods::knownToDesk)
            .toList();
    ObjectNode answer = Json.object();
    ArrayNode channels = answer.putArray("channels");
    Pages.of(wanted, arguments, PAGE, answer)
        .forEach(channel -> channels.add(Shapes.channel(channel)));
    return answer;
  }

  private ObjectNode members(Arguments arguments) {
    ObjectNode answer = Json.object();
    ArrayNode members = answer.putArray("members");
    List<String> sorted = visible(arguments).members().stream().sorted().toList();
    Pages.of(sorted, arguments, PAGE, answer).forEach(members::add);
    return answer;
  }

  private ObjectNode history(Arguments arguments) {
    SlackChannel channel = readable(arguments);
    List<SlackMessage> found =
        workspace.messages(channel.id()).reversed().stream()
            .filter(message -> !message.ephemeral())
            .filter(message -> message.threadTs() == null)
            .filter(message -> within(message, arguments))
            .toList();
    return messages(found, arguments);
  }

  private ObjectNode replies(Arguments arguments) {
    SlackChannel channel = readable(arguments);
    String ts = arguments.required("ts");
    if (workspace.message(channel.id(), ts).isEmpty()) {
      throw new Refusal("thread_not_found");
    }
    List<SlackMessage> found =
        workspace.messages(channel.id()).stream()
            .filter(message -> !message.ephemeral())
            .filter(message -> message.ts().equals(ts) || ts.equals(message.threadTs()))
            .filter(message -> message.ts().equals(ts) || within(message, arguments))
            .toList();
    return messages(found, arguments);
  }

  private ObjectNode join(Arguments arguments) {
    SlackChannel channel = workspace.channel(arguments.required("channel"));
    if (channel.kind() != SlackChannel.Kind.PUBLIC) {
      throw new Refusal("method_not_supported_for_channel_type");
    }
    if (channel.archived()) {
      throw new Refusal("is_archived");
    }
    workspace.change(channel.id(), each -> each.joinedBy(Workspace.DESK));
    ObjectNode answer = Json.object();
    answer.set("channel", Shapes.channel(workspace.channel(channel.id())));
    return answer;
  }

  /** In a history, files come with what is known of them. */
  private ObjectNode withFiles(SlackMessage message, ObjectNode json) {
    if (!message.files().isEmpty()) {
      ArrayNode files = json.putArray("files");
      for (String id : message.files()) {
        ObjectNode file = files.addObject().put("id", id);
        SlackFile known = workspace.file(id);
        if (known != null) {
          file.put("name", known.name())
              .put("title", known.title())
              .put("permalink", "https://standin.slack.com/files/" + message.user() + "/" + id);
        }
      }
    }
    return json;
  }

  private ObjectNode messages(List<SlackMessage> found, Arguments arguments) {
    ObjectNode answer = Json.object();
    ArrayNode messages = answer.putArray("messages");
    Pages.of(found, arguments, PAGE, answer)
        .forEach(
            message ->
                messages.add(
                    withFiles(
                        message, Shapes.message(message, arguments.flag("include_all_metadata")))));
    return answer;
  }

  private static boolean within(SlackMessage message, Arguments arguments) {
    boolean edges = arguments.flag("inclusive");
    String oldest = arguments.text("oldest");
    String latest = arguments.text("latest");
    return (oldest.isEmpty() || isAfter(message.ts(), oldest, edges))
        && (latest.isEmpty() || isAfter(latest, message.ts(), edges));
  }

  private static boolean isAfter(String later, String earlier, boolean orEqual) {
    int order = new java.math.BigDecimal(later).compareTo(new java.math.BigDecimal(earlier));
    return order > 0 || (orEqual && order == 0);
  }

  private SlackChannel visible(Arguments arguments) {
    SlackChannel channel = workspace.channel(arguments.required("channel"));
    if (!knownToDesk(channel)) {
      throw new Refusal("channel_not_found");
    }
    return channel;
  }

  private SlackChannel readable(Arguments arguments) {
    SlackChannel channel = visible(arguments);
    if (!channel.members().contains(Workspace.DESK)) {
      throw new Refusal("not_in_channel");
    }
    return channel;
  }

  private static boolean knownToDesk(SlackChannel channel) {
    return channel.kind() == SlackChannel.Kind.PUBLIC || channel.members().contains(Workspace.DESK);
  }

  private static String typeOf(SlackChannel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> "public_channel";
      case PRIVATE -> "private_channel";
      case DIRECT -> "im";
    };
  }
}
