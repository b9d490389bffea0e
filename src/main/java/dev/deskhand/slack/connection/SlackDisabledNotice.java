package dev.deskhand.slack.connection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says at start that the desk is not on Slack, and why. */
@Component
class SlackDisabledNotice implements ApplicationListener<ApplicationReadyEvent> {

  private static final Logger log = LoggerFactory.getLogger(SlackDisabledNotice.class);

  private final Environment environment;

  SlackDisabledNotice(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    String missing = SlackConfigured.missing(environment);
    if (missing.contains("but")) {
      log.warn(missing);
    } else if (!missing.isEmpty()) {
      log.info(missing);
    }
  }
}
