package dev.deskhand.discord.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The HTTP side: reads a request, lets it meet its fault, hands it to its route and answers. */
final class RestServer {
  static final String BASE_PATH = "/api/v10";

  static {
    // Without it, answers on a kept-alive connection wait 40 ms for a delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final DiscordStandIn standIn;
  private final Routes routes;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  RestServer(DiscordStandIn standIn, Routes routes) {
    this.standIn = standIn;
    this.routes = routes;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestURI().getPath().startsWith("/attachments/")) {
        write(exchange, attachment(exchange.getRequestURI().getPath()));
        return;
      }
      RecordedRequest request = read(exchange);
      standIn.record(request);
      Optional<Fault> fault = standIn.faults().take(request);
      fault.ifPresent(any -> routes.inspect(request));
      Optional<RestAnswer> answer =
          fault.map(f -> failing(f, request)).orElseGet(() -> Optional.of(routes.answer(request)));
      if (answer.isPresent()) {
        request.answered(answer.get().status());
        write(exchange, request, answer.get());
      }
    }
  }

  /** What a request that meets this fault is answered with; empty when its connection is cut. */
  private Optional<RestAnswer> failing(Fault fault, RecordedRequest request) {
    return switch (fault) {
      case Fault.BucketLimited limit -> Optional.of(limited(limit.retryAfter(), false));
      case Fault.GloballyLimited limit -> Optional.of(limited(limit.retryAfter(), true));
      case Fault.CloudflareLimited limit ->
          Optional.of(
              new RestAnswer(
                  429,
                  null,
                  Map.of("Retry-After", seconds(limit.retryAfter()), "Content-Type", "text/html")));
      case Fault.ServerError error -> Optional.of(new RestAnswer(error.status(), null, Map.of()));
      case Fault.Refused refused -> Optional.of(refused.error().answer());
      case Fault.Delayed delayed -> {
        pause(delayed.by());
        yield Optional.of(routes.answer(request));
      }
      case Fault.Held held -> {
        held.hang();
        yield Optional.of(routes.answer(request));
      }
      case Fault.DroppedBefore ignored -> Optional.empty();
      case Fault.DroppedAfter ignored -> {
        routes.answer(request);
        yield Optional.empty();
      }
    };
  }

  private static void pause(Duration duration) {
    try {
      // The fault is the delay itself: there is no condition to wait for.
      java.util.concurrent.TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.plusMillis(999).toSeconds());
  }

  private static RestAnswer limited(Duration retryAfter, boolean global) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Retry-After", seconds(retryAfter));
    headers.put("X-RateLimit-Scope", global ? "global" : "user");
    if (global) {
      headers.put("X-RateLimit-Global", "true");
    } else {
      headers.put("X-RateLimit-Limit", "5");
      headers.put("X-RateLimit-Remaining", "0");
      headers.put("X-RateLimit-Reset-After", Double.toString(retryAfter.toMillis() / 1000.0));
    }
    return new RestAnswer(
        429,
        Json.object(
            "message",
            "You are being rate limited.",
            "retry_after",
            retryAfter.toMillis() / 1000.0,
            "global",
            global),
        headers);
  }

  private static RecordedRequest read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    @Nullable JsonNode body = null;
    Map<String, byte[]> files = Map.of();
    if (type.startsWith("multipart/")) {
      Multipart parts = Multipart.parse(type, bytes);
      body = parts.json();
      files = parts.files();
    } else if (bytes.length > 0) {
      body = Json.parse(bytes);
    }
    String path = exchange.getRequestURI().getPath();
    return new RecordedRequest(
        exchange.getRequestMethod(),
        path.startsWith(BASE_PATH) ? path.substring(BASE_PATH.length()) : path,
        query(exchange.getRequestURI().getRawQuery()),
        Map.copyOf(exchange.getRequestHeaders()),
        body,
        files);
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        String[] keyAndValue = pair.split("=", 2);
        query.put(
            keyAndValue[0],
            keyAndValue.length == 1
                ? ""
                : URLDecoder.decode(keyAndValue[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private byte[] attachment(String path) {
    List<String> parts = List.of(path.split("/"));
    return standIn
        .message(parts.get(3))
        .flatMap(message -> Optional.ofNullable(message.files().get(parts.getLast())))
        .orElse(new byte[0]);
  }

  private static void write(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void write(HttpExchange exchange, RecordedRequest request, RestAnswer answer)
      throws IOException {
    var headers = exchange.getResponseHeaders();
    if (!answer.headers().getOrDefault("Content-Type", "").equals("text/html")) {
      headers.set("via", "1.1 google");
      if (answer.body() != null) {
        headers.set("Content-Type", "application/json");
      }
      routes.bucketOf(request).ifPresent(bucket -> headers.set("X-RateLimit-Bucket", bucket));
      headers.set("X-RateLimit-Limit", "50");
      headers.set("X-RateLimit-Remaining", "49");
      headers.set("X-RateLimit-Reset-After", "1.000");
      headers.set("X-RateLimit-Reset", Double.toString(System.currentTimeMillis() / 1000.0 + 1));
    }
    answer.headers().forEach(headers::set);
    byte[] bytes = answer.body() == null ? new byte[0] : Json.bytes(answer.body());
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
