package dev.deskhand.slack;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in only what Slack signed within the last five minutes, judged by the bytes as they arrived
 * and before anything of them is parsed: 401 for all else, 413 for a body over a megabyte.
 */
final class SignatureFilter extends OncePerRequestFilter {

  static final int LARGEST_BODY = 1_000_000;

  private static final Logger log = LoggerFactory.getLogger(SignatureFilter.class);
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final Clock clock;

  SignatureFilter(String signingSecret, Clock clock) {
    this.key = new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      log.warn("Refused a request from Slack's side of more than {} bytes", LARGEST_BODY);
      response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    Optional<String> fault =
        fault(
            request.getHeader("X-Slack-Request-Timestamp"),
            request.getHeader("X-Slack-Signature"),
            body);
    if (fault.isPresent()) {
      log.warn(
          "Refused a request to {} from {}: {}",
          request.getRequestURI(),
          request.getRemoteAddr(),
          fault.get());
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      return;
    }
    chain.doFilter(new ReadRequest(request, body), response);
  }

  /** What is wrong with a signature; empty if nothing is. */
  private Optional<String> fault(
      @Nullable String timestamp, @Nullable String signature, byte[] body) {
    if (timestamp == null || signature == null) {
      return Optional.of("it is not signed");
    }
    Instant signed;
    try {
      signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
      if (Duration.between(signed, clock.instant()).abs().compareTo(WINDOW) > 0) {
        return Optional.of("it was signed more than five minutes from now");
      }
    } catch (RuntimeException e) {
      return Optional.of("its timestamp is no time");
    }
    byte[] expected = ("v0=" + hmac(timestamp, body)).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))
        ? Optional.empty()
        : Optional.of("its signature is not Slack's; is SLACK_SIGNING_SECRET the app's?");
  }

  private String hmac(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
