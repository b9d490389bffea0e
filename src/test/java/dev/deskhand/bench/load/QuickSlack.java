package dev.deskhand.bench.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Slack's Web API as far as the desk needs it to deliver, at next to no cost: nothing is checked
 * and nothing is kept, since it shares the processors with the desk that is measured. Everybody has
 * an account.
 */
public final class QuickSlack implements AutoCloseable {

  static final String TEAM = "T0BENCH";
  static final String SIGNING_SECRET = "signing-secret-of-the-bench";

  /** Where the desk is to post its triage cards. */
  public static final String TRIAGE = "C0TRIAGE";

  static {
    // The JDK's server otherwise waits 40 ms between the head and the body of an answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong micros = new AtomicLong(Instant.now().getEpochSecond() * 1_000_000);
  private volatile Duration delay = Duration.ZERO;

  private QuickSlack() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public static QuickSlack start() throws IOException {
    return new QuickSlack();
  }

  /** What {@code SLACK_API_URL} is to be. */
  public String apiUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
  }

  /** How long each answer takes from now on. */
  public void answeringAfter(Duration wait) {
    delay = wait;
  }

  /** The settings with which a desk is on this Slack, over HTTP. */
  public Map<String, String> settings() {
    return Map.of(
        "SLACK_BOT_TOKEN",
        "xoxb-bench",
        "SLACK_SIGNING_SECRET",
        SIGNING_SECRET,
        "SLACK_API_URL",
        apiUrl(),
        "SLACK_POSTS_PER_CHANNEL",
        "10000",
        "SLACK_TIER_FACTOR",
        "10000",
        "DESKHAND_TRIAGE_CHANNELS",
        "slack:" + TRIAGE);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String path = exchange.getRequestURI().getPath();
      if (!delay.isZero()) {
        TimeUnit.NANOSECONDS.sleep(delay.toNanos());
      }
      byte[] answer =
          answer(path.substring(path.lastIndexOf('/') + 1), body).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(String method, String body) {
    return switch (method) {
      case "auth.test" ->
          """
          {"ok":true,"url":"https://bench.slack.com/","team":"Bench","user":"deskhand",\
          "team_id":"%s","user_id":"U0DESK","bot_id":"B0DESK"}"""
              .formatted(TEAM);
      case "users.info" ->
          """
          {"ok":true,"user":{"id":"%1$s","team_id":"%2$s","name":"person-%1$s","deleted":false,\
          "real_name":"Person %1$s","tz":"Etc/UTC","is_bot":false,"is_restricted":false,\
          "profile":{"real_name":"Person %1$s","display_name":"person-%1$s",\
          "email":"%1$s@example.com","team":"%2$s"}}}"""
              .formatted(field(body, "user"), TEAM);
      case "conversations.open" ->
          "{\"ok\":true,\"channel\":{\"id\":\"D" + field(body, "users").substring(1) + "\"}}";
      case "chat.postMessage", "chat.update" ->
          "{\"ok\":true,\"channel\":\"%s\",\"ts\":\"%s\"}".formatted(field(body, "channel"), ts());
      case "conversations.history", "conversations.replies" ->
          "{\"ok\":true,\"messages\":[],\"has_more\":false}";
      default -> "{\"ok\":true}";
    };
  }

  /** A field of a form; a space if it has none such. */
  private static String field(String form, String name) {
    String key = name + "=";
    int at = form.startsWith(key) ? 0 : form.indexOf("&" + key) + 1;
    if (!form.startsWith(key, at)) {
      return " ";
    }
    int end = form.indexOf('&', at);
    String value = form.substring(at + key.length(), end < 0 ? form.length() : end);
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }

  private String ts() {
    long now = micros.incrementAndGet();
    return "%d.%06d".formatted(now / 1_000_000, now % 1_000_000);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
