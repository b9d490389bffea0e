package dev.deskhand.slack.verification;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a request says that it is Slack's: a time and a signature over it and the body (version
 * {@code v0}).
 *
 * @param timestamp seconds since 1970, as they were written
 * @param text {@code v0=} and 64 hexadecimal digits
 */
record RequestSignature(String timestamp, String text) {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern SIGNATURE = Pattern.compile("v0=[0-9a-f]{64}");
  private static final String ALGORITHM = "HmacSHA256";

  /** What the headers of a request say by themselves. */
  sealed interface Claim {
    /** A signature of the right form and time, to be judged by the body. */
    record Made(RequestSignature signature) implements Claim {}

    /** None of which the body would have to be read. */
    record Unfounded(String why) implements Claim {}
  }

  /** Reads the headers of a request; each must be there once, with nothing around its value. */
  static Claim of(HttpServletRequest request, Instant now) {
    List<String> timestamps = headers(request, "X-Slack-Request-Timestamp");
    List<String> signatures = headers(request, "X-Slack-Signature");
    if (timestamps.isEmpty() || signatures.isEmpty()) {
      return new Claim.Unfounded("it is not signed");
    }
    if (timestamps.size() > 1 || !SECONDS.matcher(timestamps.getFirst()).matches()) {
      return new Claim.Unfounded("its timestamp is no time");
    }
    if (signatures.size() > 1 || !SIGNATURE.matcher(signatures.getFirst()).matches()) {
      return new Claim.Unfounded("its signature is none of Slack's version v0");
    }
    Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamps.getFirst()));
    return Duration.between(signed, now).abs().compareTo(WINDOW) > 0
        ? new Claim.Unfounded("it was signed more than five minutes from now")
        : new Claim.Made(new RequestSignature(timestamps.getFirst(), signatures.getFirst()));
  }

  private static List<String> headers(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }

  /** The key that a signing secret is. */
  static SecretKeySpec key(String signingSecret) {
    return new SecretKeySpec(signingSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Whether somebody who has the key signed these bytes. */
  boolean isOf(byte[] body, SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      String expected = "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
      return MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
