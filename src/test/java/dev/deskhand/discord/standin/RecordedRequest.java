package dev.deskhand.discord.standin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A REST request as it arrived, and what became of it. */
public final class RecordedRequest {
  private final String method;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, List<String>> headers;
  private final @Nullable JsonNode body;
  private final Map<String, byte[]> files;
  private final Instant receivedAt = Instant.now();
  private volatile int status;

  RecordedRequest(
      String method,
      String path,
      Map<String, String> query,
      Map<String, List<String>> headers,
      @Nullable JsonNode body,
      Map<String, byte[]> files) {
    this.method = method;
    this.path = path;
    this.query = Map.copyOf(query);
    this.headers = headers;
    this.body = body;
    this.files = Map.copyOf(files);
  }

  public String method() {
    return method;
  }

  /** The path below {@code /api/v10}, such as {@code /channels/1/messages}. */
  public String path() {
    return path;
  }

  public Map<String, String> query() {
    return query;
  }

  /** The JSON body, or the JSON part of a multipart one; missing when there is none. */
  public JsonNode body() {
    return body == null ? Json.object().path("none") : body;
  }

  /** The uploaded files by the name of their part, such as {@code files[0]/picture.png}. */
  public Map<String, byte[]> files() {
    return files;
  }

  public Instant receivedAt() {
    return receivedAt;
  }

  /** The status it was answered with; 0 while it has none or when the connection was dropped. */
  public int status() {
    return status;
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .flatMap(entry -> entry.getValue().stream())
        .findFirst();
  }

  /**
   * Whether it went to this route; {@code *} and {@code {anything}} stand for one path segment.
   *
   * @param wantedMethod such as {@code POST}, or {@code *} for any
   * @param template such as {@code /channels/{channel_id}/messages}
   */
  public boolean isTo(String wantedMethod, String template) {
    return (wantedMethod.equals("*") || wantedMethod.equals(method))
        && PathTemplate.of(template).matches(path).isPresent();
  }

  /** Whether it says something and may notify others than whom its first word calls. */
  boolean mayNotify() {
    for (JsonNode part : List.of(body(), body().path("data"), body().path("message"))) {
      String content = Json.text(part, "content");
      JsonNode allowed = part.path("allowed_mentions");
      boolean nobodyElse =
          allowed.path("parse").isArray()
              && allowed.path("parse").isEmpty()
              && allowed.path("roles").isEmpty()
              && allowed
                  .path("users")
                  .valueStream()
                  .allMatch(user -> content.startsWith("<@" + user.asString() + ">"));
      if (!content.isBlank() && !nobodyElse) {
        return true;
      }
    }
    return false;
  }

  void answered(int newStatus) {
    status = newStatus;
  }

  @Override
  public String toString() {
    return method + " " + path + " -> " + status;
  }
}
