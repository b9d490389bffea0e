package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The desk as scripts talk to it, and the first line of a log. */
final class Chat {

  static final String HEADER =
      "number,incident_state,caller_id,opened_by,opened_at,sys_updated_by,sys_updated_at,category,"
          + "subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();

  private Chat() {}

  /** The first reply to what one of the demo people says. */
  static JsonNode answer(int port, String who, String words) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/chat"))
            .header("Authorization", "Bearer demo-" + who)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", words))))
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
      assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
      JsonNode reply = JSON.readTree(response.body()).get("replies").get(0);
      assertThat(reply.get("kind").asString()).as(reply.toString()).isNotEqualTo("refusal");
      return reply;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  static String text(JsonNode reply) {
    return reply.get("text").asString();
  }

  static String key(JsonNode reply) {
    return reply.get("keys").get(0).asString();
  }
}
