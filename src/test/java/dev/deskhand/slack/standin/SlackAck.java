package dev.deskhand.slack.standin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the desk answered to one request. */
public final class SlackAck {

  private static final Duration SLACK_WAITS = Duration.ofSeconds(3);

  private final @Nullable Envelope envelope;
  private final int status;
  private final String body;
  private final Map<String, List<String>> headers;
  private final Duration elapsed;
  private final @Nullable SlackMessage message;
  private final List<SlackAck> others;

  SlackAck(
      @Nullable Envelope envelope,
      int status,
      String body,
      Map<String, List<String>> headers,
      Duration elapsed) {
    this(envelope, status, body, headers, elapsed, null, List.of());
  }

  private SlackAck(
      @Nullable Envelope envelope,
      int status,
      String body,
      Map<String, List<String>> headers,
      Duration elapsed,
      @Nullable SlackMessage message,
      List<SlackAck> others) {
    this.envelope = envelope;
    this.status = status;
    this.body = body;
    this.headers = headers;
    this.elapsed = elapsed;
    this.message = message;
    this.others = others;
  }

  /** No request was made, since Slack has nothing to tell the desk about this. */
  static SlackAck notTold() {
    return new SlackAck(null, 0, "not told", Map.of(), Duration.ZERO);
  }

  SlackAck about(SlackMessage what) {
    return new SlackAck(envelope, status, body, headers, elapsed, what, others);
  }

  SlackAck alongWith(List<SlackAck> more) {
    return new SlackAck(envelope, status, body, headers, elapsed, message, more);
  }

  Optional<Envelope> envelope() {
    return Optional.ofNullable(envelope);
  }

  /** The HTTP status; 0 where no answer came or nothing was sent. */
  public int status() {
    return status;
  }

  /** Answered 2xx, at whatever pace this machine is at. */
  public boolean accepted() {
    return status / 100 == 2;
  }

  /** Accepted, and in the three seconds that Slack waits. */
  public boolean acceptedInTime() {
    return accepted() && elapsed.compareTo(SLACK_WAITS) < 0;
  }

  public String body() {
    return body;
  }

  /** The body as JSON; a missing node where it is not. */
  public JsonNode json() {
    return Json.read(body);
  }

  /** The first header of this name in any case, or empty. */
  public String header(String name) {
    return headers.entrySet().stream()
        .filter(
            each -> each.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .flatMap(each -> each.getValue().stream())
        .findFirst()
        .orElse("");
  }

  /** From sending to the whole answer. */
  public Duration elapsed() {
    return elapsed;
  }

  /** What the person wrote, as the workspace has it. */
  public SlackMessage message() {
    return Optional.ofNullable(message)
        .orElseThrow(() -> new IllegalStateException("this was not a message"));
  }

  /** The answers to the further events that the same act gave rise to. */
  public List<SlackAck> others() {
    return others;
  }

  /** The {@code event_id} it went by, empty for what is not an event. */
  public String eventId() {
    return envelope == null ? "" : Json.text(envelope.payload(), "event_id");
  }

  /** What the form says is wrong, by block id; empty when it took the submission. */
  public Map<String, String> fieldErrors() {
    Map<String, String> errors = new LinkedHashMap<>();
    json()
        .path("errors")
        .properties()
        .forEach(each -> errors.put(each.getKey(), each.getValue().asString()));
    return errors;
  }

  /** The labels of the options that a suggestion gave. */
  public List<String> suggestions() {
    return options().stream().map(option -> Json.text(option.path("text"), "text")).toList();
  }

  /** The options that a suggestion gave; one of them can be the value of a field. */
  public List<JsonNode> options() {
    List<JsonNode> options = new java.util.ArrayList<>();
    json().path("options").forEach(options::add);
    json().path("option_groups").forEach(group -> group.path("options").forEach(options::add));
    return options;
  }

  @Override
  public String toString() {
    return "%d in %d ms: %s".formatted(status, elapsed.toMillis(), body);
  }
}
