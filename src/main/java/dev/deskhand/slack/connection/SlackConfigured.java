package dev.deskhand.slack.connection;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether the desk has what it needs to be on Slack: a bot token, and a way in. */
public final class SlackConfigured extends SpringBootCondition {

  private static final String TOKEN = "deskhand.slack.bot-token";
  private static final String SECRET = "deskhand.slack.signing-secret";
  private static final String APP_TOKEN = "deskhand.slack.app-token";

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    String missing = missing(context.getEnvironment());
    return new ConditionOutcome(
        missing.isEmpty(),
        ConditionMessage.of(missing.isEmpty() ? "Slack is configured" : missing));
  }

  /** Why the desk is not on Slack; empty if it is. */
  static String missing(PropertyResolver settings) {
    if (!has(settings, TOKEN)) {
      return "Slack is off: SLACK_BOT_TOKEN is not set";
    }
    return has(settings, SECRET) || has(settings, APP_TOKEN)
        ? ""
        : "Slack is off: SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (for Socket Mode) nor"
            + " SLACK_SIGNING_SECRET (for HTTP) is";
  }

  private static boolean has(PropertyResolver settings, String name) {
    return StringUtils.hasText(settings.getProperty(name));
  }

  /** A way in is open if the desk is on Slack and has the secret of that way. */
  private abstract static class Way extends SpringBootCondition {
    private final String secret;

    Way(String secret) {
      this.secret = secret;
    }

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean open = has(context.getEnvironment(), TOKEN) && has(context.getEnvironment(), secret);
      return new ConditionOutcome(open, secret + (open ? " is set" : " is not set"));
    }
  }

  /** Slack sends to the desk's address. */
  public static final class OverHttp extends Way {
    OverHttp() {
      super(SECRET);
    }
  }

  /** The desk connects to Slack. */
  public static final class BySocketMode extends Way {
    BySocketMode() {
      super(APP_TOKEN);
    }
  }
}
