package dev.deskhand.slack.delivery;

import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.SlackError;
import dev.deskhand.slack.connection.SlackError.Remedy;
import dev.deskhand.slack.connection.TokenGuard;
import java.time.Duration;

/** What becomes of a message that Slack did not take. */
public final class DeliveryOutcomes {

  private static final Duration SOON = Duration.ofSeconds(5);

  /** An admin of the workspace has to act; then all that waits gets through. */
  private static final Duration UNTIL_ADMIN = Duration.ofMinutes(10);

  private DeliveryOutcomes() {}

  /** Whether an error leads to this. */
  public static boolean leadsTo(Remedy remedy, ApiResult<?> result) {
    return result instanceof ApiResult.Refused<?> refused
        && SlackError.remedy(refused.error()) == remedy;
  }

  public static Delivery delivery(ApiResult<?> result) {
    return switch (result) {
      case ApiResult.Done<?> done -> throw new IllegalArgumentException("nothing failed");
      case ApiResult.Busy<?> busy ->
          new Delivery.RateLimited(busy.after() == null ? SOON : busy.after(), busy.trouble());
      case ApiResult.Unclear<?> unclear -> new Delivery.Retry(unclear.settled(), unclear.reason());
      case ApiResult.Refused<?> refused -> refused(refused);
    };
  }

  /** The same for a message of which a part is there already. */
  static Delivery halfway(ApiResult<?> result) {
    return switch (delivery(result)) {
      case Delivery.RateLimited(Duration after, String reason) -> new Delivery.Retry(after, reason);
      case Delivery.Barred(Duration after, String reason) -> new Delivery.Retry(null, reason);
      case Delivery other -> other;
    };
  }

  private static Delivery refused(ApiResult.Refused<?> refused) {
    String reason = refused.reason();
    return switch (SlackError.remedy(refused.error())) {
      case WAIT -> new Delivery.RateLimited(SOON, reason);
      case HOLD -> new Delivery.Barred(TokenGuard.PAUSE, reason);
      // the rest of Slack works without a scope, which says nothing of when it is there
      case WAIT_FOR_ADMIN ->
          SlackError.MISSING_SCOPE.word().equals(refused.error())
              ? new Delivery.RateLimited(UNTIL_ADMIN, reason)
              : new Delivery.Barred(UNTIL_ADMIN, reason);
      case TRY_AGAIN -> new Delivery.Retry(null, reason);
      case POST_ANEW -> new Delivery.TargetGone(reason);
      case JOIN, SAY_PLAINLY, SET_ASIDE -> new Delivery.Rejected(reason);
    };
  }
}
