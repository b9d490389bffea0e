package dev.deskhand.web;

import static org.awaitility.Awaitility.await;

import dev.deskhand.platform.SamePresses;
import dev.deskhand.testing.DeskhandTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/** See {@link SamePresses}: Amir, the demo's agent, is Anton here. */
@DeskhandTest
class SamePressesInBrowserTest implements SamePresses {

  private static final Pattern ITEM =
      Pattern.compile("(?s)<li\\s+class=\"message.*?(?=<li\\s+class=\"message|$)");

  @Value("${local.server.port}")
  int port;

  /** A conversation in the browser stays as it was. */
  @Override
  public boolean canGiveWay() {
    return false;
  }

  @Override
  public Seen press(Press press, String reported) {
    post("employee/desk/say", Map.of("text", "report " + reported));
    String room =
        switch (press.where) {
          case CHANNEL -> "triage";
          case OWN_CARD, LIST -> "desk";
        };
    switch (press.where) {
      case CHANNEL -> {}
      case OWN_CARD -> post("agent/desk/say", Map.of("text", "show INC-1"));
      case LIST -> post("agent/desk/say", Map.of("text", "queue"));
    }
    String shape = press.where == Where.LIST ? "class=\"listing\"" : "value=\"take INC-1\"";
    String pressed =
        await().until(() -> item("agent", room, shape), Optional::isPresent).orElseThrow();
    if (press.before == Before.CANCELLED) {
      post("employee/desk/say", Map.of("text", "cancel INC-1 oiled it"));
    }
    return new Seen(
        text(press("agent/" + room, "take INC-1", pressed)).replace("Amir", "Anton"),
        text(item("agent", room, shape).orElse("it is gone")));
  }

  @Override
  public String reopened(String reported) {
    post("employee/desk/say", Map.of("text", "report " + reported));
    post("agent/desk/say", Map.of("text", "resolve INC-1 oiled it"));
    String card =
        await()
            .until(() -> item("agent", "triage", "value=\"reopen INC-1\""), Optional::isPresent)
            .orElseThrow();
    String form = press("agent/triage", "reopen INC-1", card);
    String message = found("name=\"message\" value=\"(\\d+)\"", form).orElseThrow();
    String answer = post("agent/triage/submit", Map.of("message", message, "field:why", "still"));
    return ITEM.matcher(answer)
        .results()
        .map(MatchResult::group)
        .filter(item -> item.contains(reported))
        .map(SamePressesInBrowserTest::text)
        .findFirst()
        .orElse(answer);
  }

  /** Presses a button of a message, and gives the last of what is said then. */
  private String press(String where, String command, String message) {
    Map<String, String> fields = new HashMap<>(Map.of("command", command));
    found("name=\"thread\" value=\"(\\d+)\"", message).ifPresent(id -> fields.put("thread", id));
    String answer = post(where + "/press", fields);
    return answer.substring(answer.lastIndexOf("<li"));
  }

  private static Optional<String> found(String pattern, String html) {
    return Pattern.compile(pattern).matcher(html).results().map(hit -> hit.group(1)).findFirst();
  }

  private Optional<String> item(String who, String room, String containing) {
    return ITEM.matcher(
            String.valueOf(
                http().get().uri("/chat/" + who + "/" + room).retrieve().body(String.class)))
        .results()
        .map(MatchResult::group)
        .filter(item -> item.contains(containing))
        .findFirst();
  }

  private String post(String path, Map<String, String> fields) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    fields.forEach(form::add);
    form.add("event", UUID.randomUUID().toString());
    return String.valueOf(
        http()
            .post()
            .uri("/chat/" + path)
            .header("HX-Request", "true")
            .header("Sec-Fetch-Site", "same-origin")
            .body(form)
            .retrieve()
            .body(String.class));
  }

  private RestClient http() {
    return RestClient.create("http://localhost:" + port);
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }
}
