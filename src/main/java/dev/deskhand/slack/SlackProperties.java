package dev.deskhand.slack;

import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the desk reaches Slack. It is on Slack only with a bot token.
 *
 * @param botToken {@code xoxb-…}, with which the desk speaks; blank for none
 * @param signingSecret with which Slack signs what it sends over HTTP; blank for none
 * @param appToken {@code xapp-…}, with which the desk connects by Socket Mode; blank for none
 * @param apiUrl the base of Slack's Web API, ending in a slash
 */
@ConfigurationProperties("deskhand.slack")
record SlackProperties(
    @DefaultValue("") String botToken,
    @DefaultValue("") String signingSecret,
    @DefaultValue("") String appToken,
    @DefaultValue("https://slack.com/api/") String apiUrl) {

  SlackProperties {
    botToken = botToken.strip();
    signingSecret = signingSecret.strip();
    appToken = appToken.strip();
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
    refuseUnreadable("SLACK_BOT_TOKEN", botToken);
    refuseUnreadable("SLACK_APP_TOKEN", appToken);
  }

  private static void refuseUnreadable(String name, String token) {
    if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          name + " holds a character that no token has; copy it anew");
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
    return "SlackProperties[botToken=%s, signingSecret=%s, appToken=%s, apiUrl=%s]"
        .formatted(hidden(botToken), hidden(signingSecret), hidden(appToken), apiUrl);
  }

  private static String hidden(String secret) {
    return secret.isEmpty() ? "none" : "***";
  }
}
