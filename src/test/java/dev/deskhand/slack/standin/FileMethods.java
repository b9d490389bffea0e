package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The three steps in which a file gets to Slack: an address, the bytes, the sharing. */
final class FileMethods {

  private record Expected(String name, int length, String altText) {}

  private final Workspace workspace;
  private final String baseUrl;
  private final Map<String, Expected> expected = new LinkedHashMap<>();

  FileMethods(Workspace workspace, String baseUrl) {
    this.workspace = workspace;
    this.baseUrl = baseUrl;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "files.getUploadURLExternal", this::address,
        "files.completeUploadExternal", this::complete);
  }

  private synchronized ObjectNode address(Arguments arguments) {
    String name = arguments.required("filename");
    int length = arguments.number("length", 0);
    if (length <= 0) {
      throw new Refusal("invalid_arguments");
    }
    String id = workspace.nextId("F");
    expected.put(id, new Expected(name, length, arguments.text("alt_txt")));
    return Json.object().put("upload_url", baseUrl + "upload/" + id).put("file_id", id);
  }

  /** Takes the bytes. */
  synchronized void upload(String id, byte[] content) {
    Expected file = expected.remove(id);
    if (file == null) {
      throw new Refusal("file_not_found");
    }
    if (content.length != file.length()) {
      throw new Refusal("length_mismatch");
    }
    workspace.put(new SlackFile(id, file.name(), file.name(), file.altText(), content, List.of()));
  }

  private synchronized ObjectNode complete(Arguments arguments) {
    List<String> places = new ArrayList<>();
    for (String place :
        (arguments.text("channel_id") + "," + arguments.text("channels")).split(",", -1)) {
      if (!place.isBlank()) {
        SlackChannel channel = workspace.channel(place.strip());
        if (!channel.members().contains(Workspace.DESK)) {
          throw new Refusal("not_in_channel");
        }
        places.add(channel.id());
      }
    }
    ObjectNode answer = Json.object();
    ArrayNode done = answer.putArray("files");
    List<String> ids = new ArrayList<>();
    for (JsonNode each : arguments.json("files")) {
      SlackFile file = workspace.file(Json.text(each, "id"));
      if (file == null) {
        throw new Refusal("file_not_found");
      }
      SlackFile shared = file.sharedIn(places, Json.text(each, "title"));
      workspace.put(shared);
      ids.add(shared.id());
      done.add(Shapes.file(shared, baseUrl));
    }
    String thread = arguments.text("thread_ts");
    for (String place : places) {
      workspace.put(
          new SlackMessage(
              place,
              workspace.nextTs(),
              thread.isEmpty() ? null : thread,
              Workspace.DESK,
              arguments.text("initial_comment"),
              Json.array(),
              null,
              0,
              Json.missing(),
              ids));
    }
    return answer;
  }
}
