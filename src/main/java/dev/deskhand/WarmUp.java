package dev.deskhand;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Asks the desk for what it shows to everybody, and gives it commands, before it is called ready:
 * so the first person does not wait for what is only loaded then, and the status page knows what to
 * tell should the database go away at once. Nothing is kept of it.
 */
final class WarmUp implements ApplicationListener<ApplicationStartedEvent> {

  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  private static final List<String> PAGES =
      List.of("/api/v1/status", "/status", "/", "/actuator/health", "/actuator/prometheus");

  /** These read: what is rolled back would still take a number from those of the tickets. */
  private static final List<String> COMMANDS = List.of("my", "status", "find warming");

  private static final Duration WITHIN = Duration.ofSeconds(20);

  /** Nobody is called so, and in the log it says what it is. */
  private static final String NOBODY = "(warming up)";

  @Override
  public void onApplicationEvent(ApplicationStartedEvent event) {
    ApplicationContext desk = event.getApplicationContext();
    try {
      COMMANDS.forEach(command -> carryOut(command, desk));
      WebServer server =
          desk instanceof WebServerApplicationContext web ? web.getWebServer() : null;
      if (server != null) {
        ask(desk.getEnvironment().getProperty("server.address", "127.0.0.1"), server.getPort());
      }
    } catch (RuntimeException | IOException e) {
      // a desk that serves HTTPS alone, or whose database is busy, is warm a little later
      log.debug("Not warmed up", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In a transaction that is rolled back, and so tells nobody either. */
  private static void carryOut(String command, ApplicationContext desk) {
    Origin origin =
        new Origin(
            NOBODY + command,
            new Sender("web", NOBODY, NOBODY),
            new Place("web", NOBODY, null, true),
            desk.getBean(Clock.class).instant(),
            Origin.ReplyRoute.IN_PLACE);
    desk.getBean(TransactionTemplate.class)
        .executeWithoutResult(
            transaction -> {
              transaction.setRollbackOnly();
              Conversation conversation = desk.getBean(Conversation.class);
              conversation.handle(
                  origin, conversation.read(new Utterance.Said(origin, command, true)));
            });
  }

  private static void ask(String address, int port) throws IOException, InterruptedException {
    String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
    String authority = host.contains(":") ? "[" + host + "]" : host;
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(WITHIN).build()) {
      for (String page : PAGES) {
        URI uri = URI.create("http://" + authority + ":" + port + page);
        client.send(HttpRequest.newBuilder(uri).timeout(WITHIN).build(), BodyHandlers.discarding());
      }
    }
  }
}
