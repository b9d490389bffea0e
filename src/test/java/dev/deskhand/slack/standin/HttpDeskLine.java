package dev.deskhand.slack.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Posts to the desk's one address for Slack, signed as Slack signs (version {@code v0}). */
final class HttpDeskLine implements DeskLine {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI address;
  private final String signingSecret;
  private final Clock clock;

  HttpDeskLine(URI address, String signingSecret, Clock clock) {
    this.address = address;
    this.signingSecret = signingSecret;
    this.clock = clock;
  }

  @Override
  public SlackAck deliver(Envelope envelope, Sending how) {
    byte[] body = envelope.body().getBytes(StandardCharsets.UTF_8);
    return post(envelope, envelope.contentType(), body, how);
  }

  SlackAck post(@Nullable Envelope envelope, String contentType, byte[] body, Sending how) {
    String timestamp = Long.toString(clock.instant().minus(how.age()).getEpochSecond());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .header("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!how.unsigned()) {
      String secret = how.forged() ? "not-" + signingSecret : signingSecret;
      request
          .header("X-Slack-Request-Timestamp", timestamp)
          .header("X-Slack-Signature", sign(secret, timestamp, body));
    }
    if (how.retryNum() > 0) {
      request
          .header("X-Slack-Retry-Num", Integer.toString(how.retryNum()))
          .header("X-Slack-Retry-Reason", how.retryReason());
    }
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new SlackAck(
          envelope, answer.statusCode(), answer.body(), answer.headers().map(), since(start));
    } catch (IOException unanswered) {
      return new SlackAck(envelope, 0, unanswered.toString(), Map.of(), since(start));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new SlackAck(envelope, 0, stopped.toString(), Map.of(), since(start));
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  static String sign(String secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8));
      return "v0=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
