package dev.deskhand.web;

import dev.deskhand.language.CommandRegistry;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.status.StatusPageDetail;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.Spoken;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.test.context.ActiveProfiles;

/** The web module over a real port, with a desk behind it that says what the test wants. */
@DeskhandTest
@ActiveProfiles({"test", "web-scene"})
abstract class WebScene {

  static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Autowired ScriptedConversation desk;

  @Value("${local.server.port}")
  int port;

  @BeforeEach
  void theDeskForgets() {
    desk.reset();
  }

  URI at(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(at(path)).build());
  }

  /** As htmx would, from the desk's own page. */
  HttpResponse<String> post(String path, Map<String, String> fields) {
    return send(
        form(path, fields)
            .header("HX-Request", "true")
            .header("Sec-Fetch-Site", "same-origin")
            .build());
  }

  HttpRequest.Builder form(String path, Map<String, String> fields) {
    return HttpRequest.newBuilder(at(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(
            BodyPublishers.ofString(
                fields.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"))));
  }

  HttpResponse<String> say(String who, String room, String text) {
    return post(
        "/chat/%s/%s/say".formatted(who, room),
        Map.of("text", text, "event", UUID.randomUUID().toString()));
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return CLIENT.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // by its profile, so that the whole desk's component scan passes it by
  @Configuration(proxyBeanMethods = false)
  @Profile("web-scene")
  @EnableAutoConfiguration
  @ConfigurationPropertiesScan("dev.deskhand.people")
  @ComponentScan({"dev.deskhand.web", "dev.deskhand.people", "dev.deskhand.record"})
  static class Scene {

    @Bean
    ScriptedConversation conversation() {
      return new ScriptedConversation();
    }

    @Bean
    CommandRegistry commands() {
      return Spoken.REGISTRY;
    }

    @Bean
    Services services() {
      return Mockito.mock();
    }

    @Bean
    StatusPageDetail publicPage(@Value("${DESKHAND_STATUS_PAGE:full}") StatusPageDetail page) {
      return page;
    }

    @Bean
    Outages outages() {
      return Mockito.mock();
    }
  }
}
