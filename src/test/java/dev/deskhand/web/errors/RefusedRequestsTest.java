package dev.deskhand.web.errors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.DeskhandTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

/** In the whole desk, where others answer for errors too. */
@DeskhandTest
class RefusedRequestsTest {

  @Value("${local.server.port}")
  int port;

  @ParameterizedTest
  @CsvSource({
    "PUT, /chat/agent/desk/say, 1, 405",
    "POST, /chat/agent/desk/say, 1, 400",
    "POST, /chat/agent/desk/say, 3000000, 413",
    "GET, /chat/agent/desk/earlier?before=x, 0, 400",
    "GET, /nowhere, 0, 404",
    "POST, /status, 0, 405",
  })
  void rubbishIsRefusedAsItIsAndNotAsAMistakeOfTheDesk(
      String method, String path, int length, int status) throws Exception {
    for (String accept : new String[] {"text/html", "application/json", "*/*"}) {
      HttpResponse<String> response = send(method, path, length, accept);

      assertThat(response.statusCode()).as(accept).isEqualTo(status);
      assertThat(response.body()).doesNotContain("Exception", "at dev.deskhand", "went wrong");
    }
  }

  private HttpResponse<String> send(String method, String path, int length, String accept)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .header("Accept", accept)
              .header("Sec-Fetch-Site", "same-origin")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .method(method, BodyPublishers.ofString("x".repeat(length)))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
