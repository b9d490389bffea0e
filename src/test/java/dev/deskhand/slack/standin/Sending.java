package dev.deskhand.slack.standin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a request is sent, where it is not sent as usual.
 *
 * @param eventId the {@code event_id} to use; a new one where null
 * @param retryNum the number of this retry by Slack; 0 for a first delivery
 * @param retryReason Slack's reason, such as {@code http_timeout}
 * @param forged signed with a secret that is not the app's
 * @param unsigned without the two signature headers
 * @param age how long before now the request says it was signed; negative for the future
 * @param unchecked a form is sent even if Slack would hold it back for an empty required field
 */
public record Sending(
    @Nullable String eventId,
    int retryNum,
    String retryReason,
    boolean forged,
    boolean unsigned,
    Duration age,
    boolean unchecked) {

  /** As Slack does on a good day. */
  public static final Sending USUAL = new Sending(null, 0, "", false, false, Duration.ZERO, false);

  public Sending withEventId(String id) {
    return new Sending(id, retryNum, retryReason, forged, unsigned, age, unchecked);
  }

  public Sending asRetry(int number, String reason) {
    return new Sending(eventId, number, reason, forged, unsigned, age, unchecked);
  }

  public Sending withForgedSignature() {
    return new Sending(eventId, retryNum, retryReason, true, unsigned, age, unchecked);
  }

  public Sending withoutSignature() {
    return new Sending(eventId, retryNum, retryReason, forged, true, age, unchecked);
  }

  public Sending signedBefore(Duration howLong) {
    return new Sending(eventId, retryNum, retryReason, forged, unsigned, howLong, unchecked);
  }

  public Sending evenIfIncomplete() {
    return new Sending(eventId, retryNum, retryReason, forged, unsigned, age, true);
  }
}
