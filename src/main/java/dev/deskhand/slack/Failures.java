package dev.deskhand.slack;

import dev.deskhand.chat.ChatPlatform.Delivery;
import java.time.Duration;
import java.util.Set;

/** What becomes of a message that Slack did not take. */
final class Failures {

  /** An admin of the workspace has to act; then all that waits gets through. */
  private static final Duration LOCKED_OUT = Duration.ofMinutes(10);

  private static final Set<String> ABOUT_BLOCKS =
      Set.of(
          "invalid_blocks",
          "invalid_blocks_format",
          "msg_blocks_too_long",
          "msg_too_long",
          "invalid_arguments");

  private Failures() {}

  static boolean isAboutBlocks(String error) {
    return ABOUT_BLOCKS.contains(error);
  }

  static Delivery delivery(ApiResult<?> result) {
    return switch (result) {
      case ApiResult.Done<?> done -> throw new IllegalArgumentException("nothing failed");
      case ApiResult.Busy<?>(Duration after) -> new Delivery.Later(after, "Slack asks to wait");
      case ApiResult.Unclear<?>(String reason) -> new Delivery.Later(null, reason);
      case ApiResult.Refused<?> refused -> refused(refused);
    };
  }

  private static Delivery refused(ApiResult.Refused<?> refused) {
    String error = refused.error();
    if (SlackHealth.isLockedOut(error) || error.equals("missing_scope")) {
      return new Delivery.Later(LOCKED_OUT, refused.trouble());
    }
    return switch (error) {
      case "message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found" ->
          new Delivery.Gone(error);
      default -> new Delivery.Never(refused.trouble() + explained(error));
    };
  }

  private static String explained(String error) {
    return switch (error) {
      case "channel_not_found" ->
          ": there is no such channel, or it is private and the app is not in it";
      case "not_in_channel" -> ": invite the app to the channel";
      case "is_archived" -> ": the channel is archived";
      case "user_not_found", "users_not_found" -> ": there is no such person in the workspace";
      case "user_disabled" -> ": the person's account is deactivated";
      case "cannot_dm_bot" -> ": a bot takes no direct messages";
      case "restricted_action", "restricted_action_read_only_channel" ->
          ": the workspace lets the app not post there";
      case "msg_too_long", "invalid_blocks", "msg_blocks_too_long" ->
          ": the message breaks one of Slack's limits, which is a fault of the desk";
      default -> "";
    };
  }
}
