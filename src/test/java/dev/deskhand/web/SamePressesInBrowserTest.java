package dev.deskhand.web;

import static org.awaitility.Awaitility.await;

import dev.deskhand.platform.SamePresses;
import dev.deskhand.testing.DeskhandTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
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
    String pressed = await().until(() -> item(room, shape), Optional::isPresent).orElseThrow();
    if (press.before == Before.CANCELLED) {
      post("employee/desk/say", Map.of("text", "cancel INC-1 oiled it"));
    }
    Map<String, String> fields = new HashMap<>(Map.of("command", "take INC-1"));
    Matcher thread = Pattern.compile("name=\"thread\" value=\"(\\d+)\"").matcher(pressed);
    if (thread.find()) {
      fields.put("thread", thread.group(1));
    }
    String answer = post("agent/" + room + "/press", fields);
    return new Seen(
        text(answer.substring(answer.lastIndexOf("<li"))).replace("Amir", "Anton"),
        text(item(room, shape).orElse("it is gone")));
  }

  private Optional<String> item(String room, String containing) {
    return ITEM.matcher(
            String.valueOf(http().get().uri("/chat/agent/" + room).retrieve().body(String.class)))
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
