package dev.deskhand.slack.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The errors that Slack documents for posting and editing messages and for what the desk needs to
 * do that, and what each leads to. A constant's name is Slack's word.
 */
public enum SlackError {
  // too much at once
  RATELIMITED(Remedy.WAIT),
  RATE_LIMITED(Remedy.WAIT),
  MESSAGE_LIMIT_EXCEEDED(Remedy.WAIT),

  // Slack has a bad day
  INTERNAL_ERROR(Remedy.TRY_AGAIN),
  FATAL_ERROR(Remedy.TRY_AGAIN),
  SERVICE_UNAVAILABLE(Remedy.TRY_AGAIN),
  REQUEST_TIMEOUT(Remedy.TRY_AGAIN),
  ROLLUP_ERROR(Remedy.TRY_AGAIN),
  UPDATE_FAILED(Remedy.TRY_AGAIN),
  TEAM_ADDED_TO_ORG(Remedy.TRY_AGAIN),
  EXTERNAL_CHANNEL_MIGRATING(Remedy.TRY_AGAIN),
  STREAMING_STATE_CONFLICT(Remedy.TRY_AGAIN),

  // the token is not good any more
  TOKEN_REVOKED(Remedy.HOLD),
  TOKEN_EXPIRED(Remedy.HOLD),
  ACCOUNT_INACTIVE(Remedy.HOLD),
  INVALID_AUTH(Remedy.HOLD),
  NOT_AUTHED(Remedy.HOLD),
  NOT_ALLOWED_TOKEN_TYPE(Remedy.HOLD),
  TWO_FACTOR_SETUP_REQUIRED(Remedy.HOLD),
  ACCESSLIMITED(Remedy.HOLD),
  TEAM_ACCESS_NOT_GRANTED(Remedy.HOLD),

  // the token is good, but the workspace lets the app not do it
  MISSING_SCOPE(Remedy.WAIT_FOR_ADMIN),
  EKM_ACCESS_DENIED(Remedy.WAIT_FOR_ADMIN, "the workspace's admins have suspended posting"),
  ORG_LOGIN_REQUIRED(Remedy.WAIT_FOR_ADMIN, "the workspace is being migrated"),
  ENTERPRISE_IS_RESTRICTED(Remedy.WAIT_FOR_ADMIN, "the app may not be used in the organisation"),
  APP_ACCESS_RESTRICTED(Remedy.WAIT_FOR_ADMIN, "the workspace restricts the app"),

  // where it was to go
  NOT_IN_CHANNEL(Remedy.JOIN, "invite the app to the channel"),
  CHANNEL_NOT_FOUND(
      Remedy.SET_ASIDE, "there is no such channel, or it is private and the app is not in it"),
  IS_ARCHIVED(Remedy.SET_ASIDE, "the channel is archived"),
  IS_INACTIVE(Remedy.SET_ASIDE, "the channel is frozen, archived or deleted"),
  TEAM_NOT_FOUND(Remedy.SET_ASIDE, "the channel belongs to a workspace that is no more"),
  NO_PERMISSION(Remedy.SET_ASIDE, "invite the app to the channel"),
  ACCESS_DENIED(Remedy.SET_ASIDE, "the app has no access there"),
  RESTRICTED_ACTION(Remedy.SET_ASIDE, "the workspace lets the app not post there"),
  RESTRICTED_ACTION_READ_ONLY_CHANNEL(Remedy.SET_ASIDE, "the channel is read-only"),
  RESTRICTED_ACTION_THREAD_ONLY_CHANNEL(Remedy.SET_ASIDE, "the channel takes threads only"),
  RESTRICTED_ACTION_THREAD_LOCKED(Remedy.SET_ASIDE, "an admin has locked the thread"),
  MESSAGES_TAB_DISABLED(Remedy.SET_ASIDE, "switch on the Messages tab of the app's App Home"),
  SLACK_CONNECT_FILE_LINK_SHARING_BLOCKED(
      Remedy.SET_ASIDE, "files may not be shared with other organisations"),
  SLACK_CONNECT_CANVAS_SHARING_BLOCKED(
      Remedy.SET_ASIDE, "canvases may not be shared with other organisations"),
  SLACK_CONNECT_LISTS_SHARING_BLOCKED(
      Remedy.SET_ASIDE, "lists may not be shared with other organisations"),
  METHOD_NOT_SUPPORTED_FOR_CHANNEL_TYPE(Remedy.SET_ASIDE, "invite the app to the channel"),
  TOO_MANY_MEMBERS(Remedy.SET_ASIDE, "the channel is full"),

  // whom it was for
  USER_NOT_FOUND(Remedy.SET_ASIDE, "there is no such person in the workspace"),
  USERS_NOT_FOUND(Remedy.SET_ASIDE, "there is no such person in the workspace"),
  USER_NOT_VISIBLE(Remedy.SET_ASIDE, "the app may not see this person"),
  USER_DISABLED(Remedy.SET_ASIDE, "the person's account is deactivated"),
  CANNOT_DM_BOT(Remedy.SET_ASIDE, "a bot takes no direct messages"),

  // what it was to change or hang on is not there any more
  MESSAGE_NOT_FOUND(Remedy.POST_ANEW),
  CANT_UPDATE_MESSAGE(Remedy.POST_ANEW),
  EDIT_WINDOW_CLOSED(Remedy.POST_ANEW),
  THREAD_NOT_FOUND(Remedy.POST_ANEW),
  CANNOT_REPLY_TO_MESSAGE(Remedy.POST_ANEW),
  RESTRICTED_ACTION_NON_THREADABLE_CHANNEL(Remedy.POST_ANEW),

  // how it looks
  INVALID_BLOCKS(Remedy.SAY_PLAINLY),
  INVALID_BLOCKS_FORMAT(Remedy.SAY_PLAINLY),
  MSG_BLOCKS_TOO_LONG(Remedy.SAY_PLAINLY),
  MSG_TOO_LONG(Remedy.SAY_PLAINLY),
  BLOCK_MISMATCH(Remedy.SAY_PLAINLY),
  INVALID_ATTACHMENTS(Remedy.SAY_PLAINLY),
  TOO_MANY_ATTACHMENTS(Remedy.SAY_PLAINLY),
  TOO_MANY_CONTACT_CARDS(Remedy.SAY_PLAINLY),
  ATTACHMENT_PAYLOAD_LIMIT_EXCEEDED(Remedy.SAY_PLAINLY),
  INVALID_ARGUMENTS(Remedy.SAY_PLAINLY),

  // a fault of the desk's
  NO_TEXT,
  INVALID_ARG_NAME,
  INVALID_ARRAY_ARG,
  INVALID_CHARSET,
  INVALID_FORM_DATA,
  INVALID_POST_TYPE,
  MISSING_POST_TYPE,
  INVALID_METADATA_FORMAT,
  INVALID_METADATA_SCHEMA,
  METADATA_TOO_LARGE,
  METADATA_MUST_BE_SENT_FROM_APP,
  MARKDOWN_TEXT_CONFLICT,
  AS_USER_NOT_SUPPORTED,
  CANT_BROADCAST_MESSAGE,
  NO_DUAL_BROADCAST_CONTENT_UPDATE,
  DUPLICATE_CHANNEL_NOT_FOUND,
  DUPLICATE_MESSAGE_NOT_FOUND,
  MISSING_FILE_DATA,
  SEND_ON_BEHALF_NOT_ALLOWED,
  AGENT_PROMPT_DISPLAY_NOT_ALLOWED,
  DRAFT_ALREADY_DELETED,
  DRAFT_ALREADY_SENT,
  DRAFT_HAS_CONFLICT,
  DRAFT_NOT_FOUND,
  DEPRECATED_ENDPOINT,
  METHOD_DEPRECATED,
  UNKNOWN_METHOD;

  /** What is done about an error. */
  public enum Remedy {
    /** Nothing was done; the same call later. */
    WAIT,
    /** It may have been done; look, and try again after a while. */
    TRY_AGAIN,
    /** Call nothing at all until the token is good. */
    HOLD,
    /** Try again now and then, since an admin has to act and then all that waits gets through. */
    WAIT_FOR_ADMIN,
    /** Join the channel, and try once more. */
    JOIN,
    /** Post it as a new message. */
    POST_ANEW,
    /** Say it in plain words, split if need be. */
    SAY_PLAINLY,
    /** Keep it where an admin sees the reason. */
    SET_ASIDE
  }

  private static final Map<String, SlackError> WORDS =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(SlackError::word, Function.identity()));

  private final Remedy remedy;
  private final String advice;

  SlackError(Remedy remedy, String advice) {
    this.remedy = remedy;
    this.advice = advice;
  }

  SlackError(Remedy remedy) {
    this(remedy, "");
  }

  SlackError() {
    this(Remedy.SET_ASIDE, "a fault of the desk's, please report it");
  }

  /** The error with this word, if Slack documents it. */
  public static Optional<SlackError> of(String word) {
    return Optional.ofNullable(WORDS.get(word));
  }

  /** What a word leads to. What is not documented is set aside, where somebody reads it. */
  public static Remedy remedy(String word) {
    return of(word).map(error -> error.remedy).orElse(Remedy.SET_ASIDE);
  }

  /** Slack's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it means, or what an admin does about it, in a few words; may be empty. */
  public String advice() {
    return advice;
  }
}
