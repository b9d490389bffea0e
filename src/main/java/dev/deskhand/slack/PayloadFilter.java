package dev.deskhand.slack;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sorts what is genuine before Bolt reads it: 400 for what is no payload, 200 with nothing done for
 * kinds that the desk does not know and for what belongs to another workspace.
 */
final class PayloadFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(PayloadFilter.class);

  /** What Bolt can read. */
  private static final Set<String> KINDS =
      Set.of(
          "url_verification",
          "event_callback",
          "block_actions",
          "block_suggestion",
          "view_submission",
          "view_closed",
          "shortcut",
          "message_action",
          "interactive_message",
          "dialog_submission",
          "dialog_cancellation",
          "dialog_suggestion");

  private final Workspace workspace;
  private final OncePerWord unknown = new OncePerWord();
  private final JsonMapper mapper = new JsonMapper();

  PayloadFilter(Workspace workspace) {
    this.workspace = workspace;
  }

  /** What is to become of a payload. */
  private enum Verdict {
    PASS,
    IGNORE,
    MALFORMED
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String body = request instanceof ReadRequest read ? read.text() : "";
    switch (judge(request, body)) {
      case MALFORMED -> malformed(response, "it is no payload");
      case IGNORE -> response.setStatus(HttpServletResponse.SC_OK);
      case PASS -> {
        try {
          chain.doFilter(request, response);
        } catch (RuntimeException e) {
          // Bolt reads fields of the wrong kind without guarding itself
          malformed(response, e.getClass().getSimpleName());
        }
      }
    }
  }

  private static void malformed(HttpServletResponse response, String why) {
    log.warn("Slack sent what cannot be read: {}", why);
    response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
  }

  private Verdict judge(HttpServletRequest request, String body) {
    if (!request.getMethod().equals("POST")) {
      return Verdict.PASS;
    }
    if (body.stripLeading().startsWith("{")) {
      return json(body);
    }
    Optional<Map<String, String>> form = form(body);
    if (form.isEmpty()) {
      return Verdict.MALFORMED;
    }
    Map<String, String> fields = form.get();
    if (fields.containsKey("payload")) {
      return json(fields.getOrDefault("payload", ""));
    }
    if (fields.containsKey("ssl_check")) {
      return Verdict.IGNORE;
    }
    if (!fields.containsKey("command")
        || !fields.containsKey("user_id")
        || !fields.containsKey("channel_id")
        || !fields.containsKey("trigger_id")) {
      return Verdict.MALFORMED;
    }
    return ours(fields.getOrDefault("team_id", ""));
  }

  private Verdict json(String text) {
    JsonNode payload;
    try {
      payload = mapper.readTree(text);
    } catch (JacksonException e) {
      return Verdict.MALFORMED;
    }
    if (!payload.path("type").isString()) {
      return Verdict.MALFORMED;
    }
    String kind = payload.path("type").asString();
    if (!KINDS.contains(kind)) {
      unknown.tell(kind, "The desk does not know this kind of payload: {}");
      return Verdict.IGNORE;
    }
    return switch (kind) {
      case "url_verification" ->
          payload.path("challenge").isString() ? Verdict.PASS : Verdict.MALFORMED;
      case "event_callback" ->
          payload.path("event").path("type").isString() && payload.path("event_id").isString()
              ? ours(payload.path("team_id").asString(""))
              : Verdict.MALFORMED;
      case "view_submission", "view_closed" ->
          payload.path("view").path("type").isString() && payload.path("user").isObject()
              ? ours(payload.path("team").path("id").asString(""))
              : Verdict.MALFORMED;
      default ->
          payload.path("user").isObject()
              ? ours(payload.path("team").path("id").asString(""))
              : Verdict.MALFORMED;
    };
  }

  private Verdict ours(String team) {
    if (workspace.isOurs(team)) {
      return Verdict.PASS;
    }
    unknown.tell(team, "Slack sent something of the workspace {}, which is not the desk's");
    return Verdict.IGNORE;
  }

  private static Optional<Map<String, String>> form(String body) {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String pair : body.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          fields.put(
              URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(fields);
  }
}
