package dev.deskhand.web;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.ChatPlatform;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "server.address=0.0.0.0")
class OutsideDemoModeTest extends WebScene {

  @Autowired ObjectProvider<ChatPlatform> platforms;

  @Test
  void theDemoTokensAreRefusedAndItSaysWhy() {
    HttpResponse<String> response =
        send(
            HttpRequest.newBuilder(at("/api/v1/chat"))
                .header("Authorization", "Bearer demo-admin")
                .POST(BodyPublishers.ofString("{\"text\": \"help\"}"))
                .build());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThatJson(response.body()).node("detail").asString().contains("off", "sign in");
    assertThat(desk.heard()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/chat/admin/desk", "/chat/admin/live?seen=0", "/chat/nobody"})
  void theBrowserChatIsOffAndSaysSo(String path) {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(at(path)).header("Accept", "text/html").build());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("off here until there is a way to sign in");
  }

  @Test
  void theStatusPageStays() {
    assertThat(get("/status").statusCode()).isEqualTo(200);
    assertThat(get("/api/v1/status").statusCode()).isEqualTo(200);
  }

  @Test
  void theDeskHasNobodyToTellInTheBrowser() {
    assertThat(platforms).isEmpty();
  }
}
