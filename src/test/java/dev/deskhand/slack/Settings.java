package dev.deskhand.slack;

import dev.deskhand.slack.connection.SlackProperties;
import dev.deskhand.slack.standin.SlackStandIn;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of a desk that is connected to a stand-in, as Spring reads them. */
final class Settings {

  private Settings() {}

  static SlackProperties of(SlackStandIn slack) {
    return of(
        Map.of(
            "deskhand.slack.bot-token", SlackStandIn.BOT_TOKEN,
            "deskhand.slack.signing-secret", SlackStandIn.SIGNING_SECRET,
            "deskhand.slack.app-token", SlackStandIn.APP_TOKEN,
            "deskhand.slack.api-url", slack.apiUrl()));
  }

  static SlackProperties of(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("deskhand.slack", SlackProperties.class);
  }
}
