package dev.deskhand.slack.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP face of the stand-in: records each request, lets faults happen, answers. */
final class WebApiServer implements AutoCloseable {

  static final String RESPONSE_URL = "response_url";
  static final String UPLOAD = "upload";

  private static final String JSON = "application/json; charset=utf-8";

  static {
    // The JDK's server otherwise waits 40 ms between the head and the body of an answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** What a request comes to: a status and a body. */
  private record Answer(
      int status, String contentType, String body, String outcome, Map<String, String> headers) {

    Answer(int status, String contentType, String body, String outcome) {
      this(status, contentType, body, outcome, Map.of());
    }
  }

  /** What answers the requests that are no Web API method. */
  interface Endpoints {

    ObjectNode method(Arguments arguments);

    void respond(String id, JsonNode body);

    void upload(String id, byte[] content);

    byte @Nullable [] file(String id);

    /** The error word for this token on this method, if it is not let in. */
    Optional<String> refuse(String method, @Nullable String token);
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger numbers = new AtomicInteger();
  private final List<SlackCall> calls = new CopyOnWriteArrayList<>();
  private final Workspace workspace;
  private final Faults faults;
  private final Grants grants = new Grants();

  WebApiServer(Workspace workspace, Faults faults) {
    this.workspace = workspace;
    this.faults = faults;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
  }

  String baseUrl() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  Grants grants() {
    return grants;
  }

  List<SlackCall> calls() {
    return List.copyOf(calls);
  }

  void forgetCalls() {
    calls.clear();
  }

  void start(Endpoints endpoints) {
    server.createContext("/", exchange -> handle(exchange, endpoints));
    server.start();
  }

  @Override
  public void close() {
    closing.countDown();
    faults.clear();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange, Endpoints endpoints) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/files/")) {
        sendFile(exchange, endpoints);
        return;
      }
      SlackCall call = record(exchange, path, body);
      Answer answer = answer(call, path, body, endpoints);
      call.came(answer.outcome());
      if (answer.status() > 0) {
        send(exchange, answer);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(SlackCall call, String path, byte[] body, Endpoints endpoints)
      throws InterruptedException {
    Fault fault = faults.take(call).orElse(new Fault.Slow(Duration.ZERO));
    return switch (fault) {
      case Fault.RateLimited(Duration retryAfter) ->
          new Answer(
              429,
              JSON,
              Json.object().put("ok", false).put("error", "ratelimited").toString(),
              "429",
              Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
      case Fault.Status(int code) ->
          new Answer(code, "text/html", "<html>upstream trouble</html>", String.valueOf(code));
      case Fault.Refused(String error) ->
          refused(new Refusal(error, List.of(), needed(error, call)));
      case Fault.Slow(Duration by) -> {
        if (closing.await(by.toMillis(), TimeUnit.MILLISECONDS)) {
          yield lost();
        }
        yield done(call, path, body, endpoints);
      }
      case Fault.Late(Duration by) -> {
        Answer answer = done(call, path, body, endpoints);
        yield closing.await(by.toMillis(), TimeUnit.MILLISECONDS) ? lost() : answer;
      }
      case Fault.Held(Fault.Gate gate) -> {
        gate.pass();
        yield done(call, path, body, endpoints);
      }
      case Fault.LostBefore() -> lost();
      case Fault.LostAfter() -> {
        Answer unseen = done(call, path, body, endpoints);
        yield unseen.outcome().equals("ok") ? lost() : unseen;
      }
    };
  }

  private static Answer lost() {
    return new Answer(0, "", "", "lost");
  }

  private Map<String, String> scopes() {
    return grants.listed().map(list -> Map.of("x-oauth-scopes", list)).orElse(Map.of());
  }

  private Answer lacks(String scope) {
    ObjectNode json =
        Json.object()
            .put("ok", false)
            .put("error", "missing_scope")
            .put("needed", scope)
            .put("provided", grants.listed().orElse(""));
    return new Answer(200, JSON, json.toString(), "missing_scope", scopes());
  }

  /** Slack names the scope that is missing. */
  private static String needed(String error, SlackCall call) {
    if (!error.equals("missing_scope")) {
      return "";
    }
    return switch (call.method().substring(0, call.method().indexOf('.'))) {
      case "chat" -> "chat:write";
      case "files" -> "files:write";
      case "users" -> "users:read";
      case "conversations" -> call.method().endsWith("join") ? "channels:join" : "channels:history";
      default -> "";
    };
  }

  private static Answer refused(Refusal refusal) {
    ObjectNode json = Json.object().put("ok", false).put("error", refusal.error());
    if (!refusal.messages().isEmpty()) {
      var messages = json.putObject("response_metadata").putArray("messages");
      refusal.messages().forEach(each -> messages.add("[ERROR] " + each));
    }
    if (!refusal.needed().isEmpty()) {
      json.put("needed", refusal.needed());
    }
    return new Answer(200, JSON, json.toString(), refusal.error());
  }

  private Answer done(SlackCall call, String path, byte[] body, Endpoints endpoints) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    try {
      return switch (call.method()) {
        case RESPONSE_URL -> {
          endpoints.respond(last, Json.read(new String(body, StandardCharsets.UTF_8)));
          yield new Answer(200, "text/plain", "ok", "ok");
        }
        case UPLOAD -> {
          endpoints.upload(last, body);
          yield new Answer(200, "text/plain", "OK - " + body.length, "ok");
        }
        default -> {
          Optional<String> refused = endpoints.refuse(call.method(), call.token());
          if (refused.isPresent()) {
            yield refused(new Refusal(refused.get()));
          }
          Optional<String> lacking = grants.lacking(call.method());
          if (lacking.isPresent()) {
            yield lacks(lacking.get());
          }
          ObjectNode json = endpoints.method(new Arguments(call));
          json.put("ok", true);
          yield new Answer(200, JSON, json.toString(), "ok", scopes());
        }
      };
    } catch (Refusal refusal) {
      Answer answer = refused(refusal);
      boolean ofMethod = !call.method().equals(RESPONSE_URL) && !call.method().equals(UPLOAD);
      return ofMethod
          ? answer
          : new Answer(404, answer.contentType(), answer.body(), answer.outcome());
    }
  }

  private SlackCall record(HttpExchange exchange, String path, byte[] body) {
    String contentType = header(exchange, "Content-Type");
    String last = path.substring(path.lastIndexOf('/') + 1);
    String method = last;
    Map<String, String> params = new LinkedHashMap<>();
    if (path.startsWith("/response/")) {
      method = RESPONSE_URL;
      params.put("id", last);
    } else if (path.startsWith("/upload/")) {
      method = UPLOAD;
      params.put("id", last);
    }
    String query = exchange.getRequestURI().getRawQuery();
    if (query != null) {
      form(query, params);
    }
    if (!method.equals(UPLOAD)) {
      String text = new String(body, StandardCharsets.UTF_8);
      if (contentType.startsWith("application/json")) {
        for (Map.Entry<String, JsonNode> field : Json.read(text).properties()) {
          JsonNode value = field.getValue();
          params.put(field.getKey(), value.isString() ? value.asString() : value.toString());
        }
      } else if (contentType.startsWith("application/x-www-form-urlencoded")) {
        form(text, params);
      }
    }
    String token = params.remove("token");
    String authorization = header(exchange, "Authorization");
    if (authorization.startsWith("Bearer ")) {
      token = authorization.substring("Bearer ".length());
    }
    SlackCall call =
        new SlackCall(
            numbers.incrementAndGet(), method, params, token, workspace.now(), System.nanoTime());
    calls.add(call);
    return call;
  }

  private static void form(String encoded, Map<String, String> into) {
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        into.put(
            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private static void sendFile(HttpExchange exchange, Endpoints endpoints) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] content = endpoints.file(path.substring(path.lastIndexOf('/') + 1));
    boolean known =
        endpoints
            .refuse("files", header(exchange, "Authorization").replace("Bearer ", ""))
            .isEmpty();
    if (content == null || !known) {
      exchange.sendResponseHeaders(content == null ? 404 : 403, -1);
      return;
    }
    exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }
}
