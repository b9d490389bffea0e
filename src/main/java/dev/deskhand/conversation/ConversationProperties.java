package dev.deskhand.conversation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the desk converses.
 *
 * @param timeZone the zone in which a day of a figure begins and ends
 * @param rememberEvents for how long a repeated event is recognised; Slack repeats within 6
 *     minutes, Discord within the life of a gateway session
 * @param replyPrefix how a message in a ticket's thread among agents starts that is for the
 *     requester
 * @param rememberTalk for how long the desk knows which message in a ticket's thread became what:
 *     an edit or deletion after that is not noticed
 */
@Validated
@ConfigurationProperties("deskhand.conversation")
public record ConversationProperties(
    @DefaultValue("UTC") ZoneId timeZone,
    @DefaultValue("30d") Duration rememberEvents,
    @DefaultValue(">>") @NotBlank @Size(max = 20) String replyPrefix,
    @DefaultValue("90d") Duration rememberTalk) {}
