package dev.deskhand.slack.connection;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What the desk asks a workspace to let it do, and no more. The manifests, the check at start and
 * the table in docs/slack.md follow this list; a test holds it to the methods and events in use.
 */
public enum Scope {
  APP_MENTIONS_READ("app_mentions:read", "hearing mentions", "app_mention"),
  CHANNELS_HISTORY(
      "channels:history",
      "hearing what is said in a ticket's thread in a public channel, reading it after a downtime,"
          + " and looking whether a message arrived there when Slack's answer got lost",
      "conversations.history",
      "conversations.replies",
      "message.channels"),
  CHANNELS_JOIN(
      "channels:join",
      "entering a public channel to which it was told to post",
      "conversations.join"),
  CHAT_WRITE(
      "chat:write",
      "answering, and posting cards and updates",
      "chat.postEphemeral",
      "chat.postMessage",
      "chat.update"),
  COMMANDS("commands", "`/desk`"),
  FILES_WRITE(
      "files:write",
      "the picture of an outage summary",
      "files.completeUploadExternal",
      "files.getUploadURLExternal"),
  GROUPS_HISTORY(
      "groups:history",
      "the same as `channels:history` in private channels to which it was invited",
      "conversations.history",
      "conversations.replies",
      "message.groups"),
  IM_HISTORY(
      "im:history",
      "hearing direct messages, and reading them after a downtime",
      "conversations.history",
      "conversations.replies",
      "message.im"),
  IM_WRITE("im:write", "telling people how their tickets go on", "conversations.open"),
  REACTIONS_READ(
      "reactions:read", "opening an incident from a message by a reaction", "reaction_added"),
  USERGROUPS_READ(
      "usergroups:read",
      "giving roles to those who are in a user group",
      "subteam_members_changed",
      "subteam_updated",
      "usergroups.users.list"),
  USERS_READ(
      "users:read",
      "people's names and time zones, and whether they are members, guests or have left",
      "user_change",
      "users.info"),
  USERS_READ_EMAIL("users:read.email", "people's e-mail addresses", "users.info");

  /** What to do about one that is missing. */
  static final String REMEDY =
      "Paste the desk's manifest under App Manifest in the app's settings, or add the scope under"
          + " OAuth & Permissions, and install the app again";

  private final String word;
  private final String purpose;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> uses;

  Scope(String word, String purpose, String... uses) {
    this.word = word;
    this.purpose = purpose;
    this.uses = List.of(uses);
  }

  /** As Slack calls it. */
  public String word() {
    return word;
  }

  /** What the desk does with it, as docs/slack.md says it. */
  public String purpose() {
    return purpose;
  }

  /** The methods of the Web API and the events that need it. */
  public List<String> uses() {
    return uses;
  }

  /** Every scope by its word, in the order of the manifest. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Scope::word).toList();
  }

  /** Those that a workspace has not granted. */
  static List<Scope> missing(Collection<String> granted) {
    return Arrays.stream(values()).filter(scope -> !granted.contains(scope.word)).toList();
  }
}
