package dev.deskhand.slack.verification;

import dev.deskhand.slack.connection.PayloadCheck;
import dev.deskhand.slack.connection.PayloadCheck.Verdict;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** 400 for what is no payload, and 200 with nothing done for what the desk has no use for. */
final class PayloadFilter extends OncePerRequestFilter {

  private static final Logger log = LoggerFactory.getLogger(PayloadFilter.class);

  private final PayloadCheck check;

  PayloadFilter(PayloadCheck check) {
    this.check = check;
  }

  /** What was verified comes by an asynchronous dispatch. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String body = request instanceof BufferedRequest read ? read.text() : "";
    switch (request.getMethod().equals("POST") ? judge(body) : Verdict.PASS) {
      case NO_PAYLOAD -> {
        log.warn("Slack's side sent what is no payload");
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      }
      case IGNORE -> response.setStatus(HttpServletResponse.SC_OK);
      case PASS -> {
        try {
          chain.doFilter(request, response);
        } catch (RuntimeException e) {
          // Bolt reads fields of the wrong kind without guarding itself
          log.warn("Slack sent what cannot be read: {}", e.getClass().getSimpleName());
          response.setStatus(HttpServletResponse.SC_OK);
        }
      }
    }
  }

  private Verdict judge(String body) {
    if (body.stripLeading().startsWith("{")) {
      return check.json(body);
    }
    Optional<Map<String, String>> form = form(body);
    if (form.isEmpty()) {
      return Verdict.NO_PAYLOAD;
    }
    Map<String, String> fields = form.get();
    if (fields.containsKey("payload")) {
      return check.json(fields.getOrDefault("payload", ""));
    }
    return fields.containsKey("ssl_check") ? Verdict.IGNORE : check.command(fields);
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
