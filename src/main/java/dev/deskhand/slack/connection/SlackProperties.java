package dev.deskhand.slack.connection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the desk reaches Slack. It is on Slack only with a bot token.
 *
 * @param botToken {@code xoxb-…}, with which the desk speaks; blank for none
 * @param signingSecret with which Slack signs what it sends over HTTP; blank for none
 * @param appToken {@code xapp-…}, with which the desk connects by Socket Mode; blank for none
 * @param reaction the names of the emoji that make an incident of the message they are put on,
 *     without colons
 * @param apiUrl the base of Slack's Web API, ending in a slash
 * @param limits how much is asked of Slack
 * @param timeouts how long Slack is waited for
 */
@Validated
@ConfigurationProperties("deskhand.slack")
public record SlackProperties(
    @DefaultValue("") String botToken,
    @DefaultValue("") String signingSecret,
    @DefaultValue("") String appToken,
    @DefaultValue("https://slack.com/api/") String apiUrl,
    @DefaultValue({"ticket", "admission_tickets"}) List<String> reaction,
    @DefaultValue @Valid Limits limits,
    @DefaultValue Timeouts timeouts) {

  /**
   * How much is asked of Slack.
   *
   * @param postsPerChannel messages per second and channel; Slack allows 1
   * @param tierFactor by how much Slack's rate tiers are multiplied, for a workspace to which Slack
   *     gave more
   * @param readTimeout how long an answer may take
   */
  public record Limits(
      @DefaultValue("1") @Min(1) @Max(100_000) int postsPerChannel,
      @DefaultValue("1") @Min(1) @Max(100_000) int tierFactor,
      @DefaultValue("10s") Duration readTimeout) {

    public Limits {
      if (!readTimeout.isPositive()) {
        throw new IllegalArgumentException(
            "deskhand.slack.limits.read-timeout must be more than nothing: " + readTimeout);
      }
    }
  }

  /**
   * How long Slack is waited for.
   *
   * @param body how long the body of a request may take, which Slack sends at once
   * @param reconnect how often the connection by Socket Mode is looked after, and how long after a
   *     first failure it is tried again; doubled after each further one
   */
  public record Timeouts(
      @DefaultValue("4s") Duration body, @DefaultValue("5s") Duration reconnect) {

    public Timeouts {
      if (!body.isPositive() || !reconnect.isPositive()) {
        throw new IllegalArgumentException(
            "deskhand.slack.timeouts must be more than nothing: %s, %s".formatted(body, reconnect));
      }
    }
  }

  public SlackProperties {
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

  /** The names of those emoji as Slack sends them. */
  public Set<String> reactions() {
    return reaction.stream()
        .map(name -> name.replace(":", "").strip())
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
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
    return "SlackProperties[botToken=%s, signingSecret=%s, appToken=%s, apiUrl=%s, limits=%s]"
        .formatted(hidden(botToken), hidden(signingSecret), hidden(appToken), apiUrl, limits);
  }

  private static String hidden(String secret) {
    return secret.isEmpty() ? "none" : "***";
  }
}
