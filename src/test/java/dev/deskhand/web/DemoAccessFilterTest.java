package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into a desk that is being tried out. */
class DemoAccessFilterTest extends WebScene {

  private static final List<String> ADDRESSES =
      List.of(
          "/",
          "/chat/admin",
          "/chat/admin/desk",
          "/chat/admin/live?seen=0",
          "/chat/admin/desk/earlier?before=1",
          "/status",
          "/api/v1/status",
          "/actuator/health",
          "/nowhere");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.5",
        "X-Forwarded-Host: desk.example.com",
        "x-forwarded-proto: https",
        "X-Forwarded-Server: x",
        "Forwarded: for=203.0.113.5",
        "X-Real-IP: 127.0.0.1",
        "Via: 1.1 proxy",
        "CF-Connecting-IP: 203.0.113.5",
        "CF-Ray: 1",
        "True-Client-IP: 203.0.113.5",
        "X-Client-IP: 203.0.113.5",
        "X-Envoy-External-Address: 203.0.113.5",
        "X-Envoy-Original-Path: /",
        "X-Azure-FDID: 1",
        "X-Varnish: 1",
        "Fly-Client-IP: 203.0.113.5",
        "Tailscale-User-Login: sam@example.com",
        "X-Forwarded-For:",
      })
  void whatCameThroughAProxyIsRefusedEverywhere(String header) {
    String name = header.substring(0, header.indexOf(':'));
    String value = header.substring(name.length() + 1).strip();
    for (String path : ADDRESSES) {
      HttpResponse<String> response =
          send(HttpRequest.newBuilder(at(path)).header(name, value).build());
      assertThat(response.statusCode()).as(path).isEqualTo(403);
      assertThat(response.body()).contains("came through a proxy");
    }
    HttpResponse<String> chat =
        send(
            HttpRequest.newBuilder(at("/api/v1/chat"))
                .header("Authorization", "Bearer demo-admin")
                .header(name, value)
                .POST(BodyPublishers.ofString("{\"text\": \"help\"}"))
                .build());
    assertThat(chat.statusCode()).isEqualTo(403);
    assertThat(chat.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    HttpResponse<String> said =
        send(
            form("/chat/admin/desk/say", Map.of("text", "help", "event", "abcdefgh1"))
                .header("Sec-Fetch-Site", "same-origin")
                .header(name, value)
                .build());
    assertThat(said.statusCode()).isEqualTo(403);
    assertThat(desk.heard()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.localhost",
        "localhost.evil.example",
        "localhost.",
        "127.0.0.1.evil.example",
        "desk.example.com",
        "0.0.0.0",
        "192.168.1.7",
      })
  void anotherNameForThisMachineIsRefused(String host) {
    String request = "GET /chat/admin/desk HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
    assertThat(RawRequest.status(port, request.formatted(host))).isEqualTo(403);
    assertThat(RawRequest.status(port, request.formatted(host + ":" + port))).isEqualTo(403);
  }

  @Test
  void whatNginxPassesOnThatWasToldNothingButWhereToIsRefused() {
    String request =
        "GET /chat/admin/desk HTTP/%s\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n";
    assertThat(RawRequest.status(port, request.formatted("1.0", port))).isEqualTo(403);
    assertThat(RawRequest.status(port, request.formatted("1.1", port))).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "LOCALHOST"})
  void theNamesOfThisMachineAreNotRefused(String host) {
    String request = "GET /chat/admin/desk HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
    assertThat(RawRequest.status(port, request.formatted(host))).isEqualTo(200);
  }

  @Test
  void whatDoesNotSayThatItComesFromAPageOfTheDeskChangesNothing() {
    HttpRequest.Builder request =
        form("/chat/agent/desk/say", Map.of("text", "help", "event", "abcdefgh1"));
    assertThat(send(request.build()).statusCode()).isEqualTo(403);
    for (String origin : List.of("null", "http://evil.example", "https://localhost:" + port)) {
      assertThat(send(request.copy().header("Origin", origin).build()).statusCode())
          .as(origin)
          .isEqualTo(403);
    }
    assertThat(send(request.copy().header("Sec-Fetch-Site", "cross-site").build()).statusCode())
        .isEqualTo(403);
    assertThat(desk.heard()).isEmpty();
    assertThat(
            send(request.copy().header("Origin", "http://localhost:" + port).build()).statusCode())
        .isEqualTo(303);
  }
}
