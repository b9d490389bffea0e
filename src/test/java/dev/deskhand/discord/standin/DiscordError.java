package dev.deskhand.discord.standin;

/** The errors that a bot must live with, with Discord's status, code and words. */
public enum DiscordError {
  UNAUTHORIZED(401, 0, "401: Unauthorized"),
  NOT_FOUND(404, 0, "404: Not Found"),
  UNKNOWN_CHANNEL(404, 10003, "Unknown Channel"),
  UNKNOWN_GUILD(404, 10004, "Unknown Guild"),
  UNKNOWN_MEMBER(404, 10007, "Unknown Member"),
  UNKNOWN_MESSAGE(404, 10008, "Unknown Message"),
  UNKNOWN_USER(404, 10013, "Unknown User"),
  UNKNOWN_WEBHOOK(404, 10015, "Unknown Webhook"),
  UNKNOWN_INTERACTION(404, 10062, "Unknown interaction"),
  ALREADY_ACKNOWLEDGED(400, 40060, "Interaction has already been acknowledged."),
  MISSING_ACCESS(403, 50001, "Missing Access"),
  EDIT_OF_ANOTHERS_MESSAGE(403, 50005, "Cannot edit a message authored by another user"),
  EMPTY_MESSAGE(400, 50006, "Cannot send an empty message"),
  DIRECT_MESSAGES_CLOSED(403, 50007, "Cannot send messages to this user"),
  MISSING_PERMISSIONS(403, 50013, "Missing Permissions"),
  INVALID_WEBHOOK_TOKEN(401, 50027, "Invalid Webhook Token"),
  THREAD_ALREADY_CREATED(400, 160004, "A thread has already been created for this message"),
  THREAD_LOCKED(400, 160005, "Thread is locked"),
  TOO_MANY_ACTIVE_THREADS(400, 160006, "Maximum number of active threads reached"),
  THREAD_ARCHIVED(400, 50083, "Thread is archived");

  private final int status;
  private final int code;
  private final String message;

  DiscordError(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  public int status() {
    return status;
  }

  public int code() {
    return code;
  }

  public String message() {
    return message;
  }

  RestAnswer answer() {
    return RestAnswer.refusal(status, code, message);
  }
}
