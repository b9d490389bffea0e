package dev.deskhand.bench.load;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code /desk report …} as Slack sends it, signed, from many people, over one connection. */
public final class SlackReports implements Load.Line {

  private static final int PEOPLE = 500;
  private static final String ALGORITHM = "HmacSHA256";

  private final HttpLine line;
  private final String responses;
  private final Mac mac;

  /**
   * @param port the desk's
   */
  public SlackReports(int port, QuickSlack slack) throws GeneralSecurityException {
    line = new HttpLine(port);
    responses = slack.apiUrl() + "response";
    mac = Mac.getInstance(ALGORITHM);
    mac.init(new SecretKeySpec(bytes(QuickSlack.SIGNING_SECRET), ALGORITHM));
  }

  @Override
  public void once(int number) throws IOException {
    String person = "U" + (1000 + number % PEOPLE);
    String body =
        "team_id="
            + QuickSlack.TEAM
            + "&team_domain=bench&channel_id=C0GENERAL&channel_name=general&user_id="
            + person
            + "&user_name="
            + person
            + "&command="
            + encoded("/desk")
            + "&text="
            + encoded("report device " + UUID.randomUUID() + " does not start urgency:high")
            + "&trigger_id="
            + UUID.randomUUID()
            + "&response_url="
            + encoded(responses);
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    String signature = HexFormat.of().formatHex(mac.doFinal(bytes("v0:" + timestamp + ":" + body)));
    String answer =
        line.post(
            "/slack/events",
            "Content-Type: application/x-www-form-urlencoded\r\nX-Slack-Request-Timestamp: "
                + timestamp
                + "\r\nX-Slack-Signature: v0="
                + signature
                + "\r\n",
            body);
    if (!answer.contains("INC-")) {
      throw new IOException("the answer names no ticket: " + answer);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
