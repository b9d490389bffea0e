package dev.deskhand.conversation;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the desk converses.
 *
 * @param timeZone the zone in which a day of a figure begins and ends
 * @param rememberEvents for how long a repeated event is recognised; Slack repeats within 6
 *     minutes, Discord within the life of a gateway session
 */
@ConfigurationProperties("deskhand.conversation")
record ConversationProperties(
    @DefaultValue("UTC") ZoneId timeZone, @DefaultValue("30d") Duration rememberEvents) {}
