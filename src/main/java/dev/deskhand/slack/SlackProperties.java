package dev.deskhand.slack;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the desk reaches Slack. It is on Slack only with a bot token.
 *
 * @param botToken {@code xoxb-…}, with which the desk speaks; blank for none
 * @param signingSecret with which Slack signs what it sends; blank for none
 * @param apiUrl the base of Slack's Web API, ending in a slash
 */
@ConfigurationProperties("deskhand.slack")
record SlackProperties(
    @DefaultValue("") String botToken,
    @DefaultValue("") String signingSecret,
    @DefaultValue("https://slack.com/api/") String apiUrl) {

  SlackProperties {
    botToken = botToken.strip();
    signingSecret = signingSecret.strip();
    apiUrl = apiUrl.strip();
    if (apiUrl.isEmpty()) {
      apiUrl = "https://slack.com/api/";
    }
    if (!apiUrl.endsWith("/")) {
      apiUrl += "/";
    }
    if (!isHttp(apiUrl)) {
      throw new IllegalArgumentException("SLACK_API_URL is no http or https address: " + apiUrl);
    }
    if (botToken.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "SLACK_BOT_TOKEN holds a character that no token has; copy it anew");
    }
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = new URI(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Says whether there are secrets, never what they are. */
  @Override
  public String toString() {
    return "SlackProperties[botToken=%s, signingSecret=%s, apiUrl=%s]"
        .formatted(
            botToken.isEmpty() ? "none" : "***", signingSecret.isEmpty() ? "none" : "***", apiUrl);
  }
}
