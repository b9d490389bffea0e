package dev.deskhand.slack;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether the desk has what it needs to be on Slack: a bot token, and the signing secret. */
final class SlackConfigured extends SpringBootCondition {

  private static final String TOKEN = "deskhand.slack.bot-token";
  private static final String SECRET = "deskhand.slack.signing-secret";

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
    if (!StringUtils.hasText(settings.getProperty(TOKEN))) {
      return "Slack is off: SLACK_BOT_TOKEN is not set";
    }
    return StringUtils.hasText(settings.getProperty(SECRET))
        ? ""
        : "Slack is off: SLACK_BOT_TOKEN is set, but SLACK_SIGNING_SECRET is not";
  }
}
