package dev.deskhand.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code /desk report …} as Slack sends it, from many people, over one connection. */
final class SignedReports implements Load.Line {

  private static final int PEOPLE = 500;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI events;
  private final String team;
  private final String channel;
  private final String secret;
  private final String responses;

  SignedReports(URI events, String team, String channel, String secret, String responses) {
    this.events = events;
    this.team = team;
    this.channel = channel;
    this.secret = secret;
    this.responses = responses;
  }

  @Override
  public void once(int number) throws IOException, InterruptedException {
    String person = "U" + (1000 + number % PEOPLE);
    String body =
        form(
            Map.of(
                "team_id",
                team,
                "team_domain",
                "bench",
                "channel_id",
                channel,
                "channel_name",
                "general",
                "user_id",
                person,
                "user_name",
                person,
                "command",
                "/desk",
                "text",
                "report device " + UUID.randomUUID() + " does not start urgency:high",
                "trigger_id",
                UUID.randomUUID().toString(),
                "response_url",
                responses));
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(events)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", sign(timestamp, body))
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200 || !answer.body().contains("INC-")) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private String sign(String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "v0="
          + HexFormat.of()
              .formatHex(
                  mac.doFinal(("v0:" + timestamp + ":" + body).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
