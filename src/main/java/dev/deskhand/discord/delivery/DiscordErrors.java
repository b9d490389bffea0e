package dev.deskhand.discord.delivery;

import dev.deskhand.chat.ChatPlatform.Delivery;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.exceptions.MissingAccessException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Discord's errors mean for a message. */
public final class DiscordErrors {

  public static final int ALREADY_ACKNOWLEDGED = 40_060;

  private static final Logger log = LoggerFactory.getLogger(DiscordErrors.class);

  private DiscordErrors() {}

  /** Says in one line what went wrong where nobody can be told. */
  public static void log(Throwable error) {
    log.warn("Discord: {}", words(error));
  }

  /** Says what went wrong if asking again cannot help, and goes on; otherwise it is thrown. */
  public static void unlessLasting(RuntimeException error) {
    if (!lasting(error)) {
      throw error;
    }
    log(error);
  }

  /** What became of a delivery that failed. */
  static Delivery delivery(RuntimeException error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return switch (cause) {
      case ErrorResponseException refused -> refused(refused);
      case MissingAccessException denied ->
          new Delivery.Rejected(
              "The desk does not see the channel; give it the permission \"View Channel\" there");
      case InsufficientPermissionException denied ->
          new Delivery.Rejected(
              "The desk lacks the permission \"%s\" there"
                  .formatted(denied.getPermission().getName()));
      case CancellationException stopped -> later("the connection to Discord was closed");
      case RejectedExecutionException stopped -> later("the connection to Discord was closed");
      case RateLimitedException limited ->
          new Delivery.Retry(Duration.ofMillis(limited.getRetryAfter()), "Discord's rate limit");
      case IllegalArgumentException wrong -> new Delivery.Rejected(words(wrong));
      case RuntimeException other when other.getCause() instanceof TimeoutException ->
          later("Discord did not answer in time");
      default -> later(words(cause));
    };
  }

  /** Whether Discord does not know the token any more. */
  public static boolean tokenRefused(Throwable error) {
    Throwable cause = error instanceof CompletionException ? error.getCause() : error;
    return cause instanceof ErrorResponseException refused && refused.getResponse().code == 401;
  }

  /** Whether asking again cannot help. */
  public static boolean lasting(RuntimeException error) {
    return switch (delivery(error)) {
      case Delivery.Rejected never -> true;
      case Delivery.TargetGone gone -> true;
      case Delivery.Retry later -> tokenRefused(error);
      case Delivery.Delivered delivered -> false;
      case Delivery.OtherInstance elsewhere -> false;
      case Delivery.RateLimited paced -> false;
      case Delivery.Barred barred -> false;
    };
  }

  private static Delivery refused(ErrorResponseException refused) {
    ErrorResponse kind = refused.getErrorResponse();
    int status = refused.getResponse().code;
    return switch (kind) {
      case UNKNOWN_MESSAGE -> new Delivery.TargetGone("the message was deleted");
      case UNKNOWN_CHANNEL ->
          new Delivery.Rejected("The channel was deleted, or the desk does not see it");
      case MISSING_ACCESS ->
          new Delivery.Rejected(
              "The desk does not see the channel; give it the permission \"View Channel\" there");
      case MISSING_PERMISSIONS ->
          new Delivery.Rejected(
              "The desk lacks a permission there: it has to send messages and links");
      case CANNOT_SEND_TO_USER ->
          new Delivery.Rejected(
              "This person accepts no direct messages from the desk; they can allow them in their"
                  + " privacy settings of the server");
      case THREAD_LOCKED, ILLEGAL_OPERATION_ARCHIVED_THREAD ->
          new Delivery.Rejected(
              "The thread is locked; unlock it, or give the desk the permission \"Manage Threads\""
                  + " there");
      case MAX_ACTIVE_THREADS, MAX_ANNOUNCEMENT_THREADS ->
          new Delivery.Rejected(
              "Discord allows this server no more active threads; archive some of them");
      case UNKNOWN_USER -> new Delivery.Rejected("There is no such person on Discord any more");
      default -> byStatus(refused, status);
    };
  }

  private static Delivery byStatus(ErrorResponseException refused, int status) {
    if (status == 401) {
      // the desk asks no more; what waits goes out once it is connected with another token
      return later("Discord refuses the token");
    }
    boolean wrong = status >= 400 && status < 500 && status != 408 && status != 429;
    return wrong ? new Delivery.Rejected(words(refused)) : later(words(refused));
  }

  private static Delivery later(String reason) {
    return new Delivery.Retry(null, reason);
  }

  /** What went wrong, in a few words for whoever runs the desk. */
  public static String words(Throwable error) {
    if (error instanceof ErrorResponseException refused) {
      Exception unheard = refused.getResponse().getException();
      return unheard == null
          ? refused.getErrorCode() + " " + refused.getMeaning()
          : "no answer from Discord: " + unheard.getMessage();
    }
    if (error instanceof TimeoutException) {
      return "no answer from Discord in time";
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }
}
