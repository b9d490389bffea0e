package dev.deskhand;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Asks the desk for what it shows to everybody before it is called ready, so that the first person
 * does not wait for what is only loaded then, and the status page knows what to tell should the
 * database go away at once. Nothing is kept of it.
 */
@Component
final class WarmUp {

  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
  private static final List<String> PAGES =
      List.of("/api/v1/status", "/status", "/", "/actuator/health", "/actuator/prometheus");
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @EventListener
  void started(ApplicationStartedEvent event) {
    if (!(event.getApplicationContext() instanceof WebServerApplicationContext server)
        || server.getWebServer() == null) {
      return;
    }
    String address =
        event.getApplicationContext().getEnvironment().getProperty("server.address", "127.0.0.1");
    String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    String authority = host.contains(":") ? "[" + host + "]" : host;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(WITHIN).build()) {
      for (String page : PAGES) {
        URI uri = URI.create("http://" + authority + ":" + server.getWebServer().getPort() + page);
        client.send(HttpRequest.newBuilder(uri).timeout(WITHIN).build(), BodyHandlers.discarding());
      }
    } catch (IOException | IllegalArgumentException e) {
      // a desk that serves HTTPS alone is warm a little later
      log.debug("Not warmed up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
