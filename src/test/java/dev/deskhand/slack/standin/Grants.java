package dev.deskhand.slack.standin;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of the bot token. Until some are granted, it has all, and Slack does not list them.
 */
public final class Grants {

  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry("chat.delete", "chat:write"),
          Map.entry("chat.postEphemeral", "chat:write"),
          Map.entry("chat.postMessage", "chat:write"),
          Map.entry("chat.update", "chat:write"),
          Map.entry("conversations.join", "channels:join"),
          Map.entry("conversations.open", "im:write"),
          Map.entry("files.completeUploadExternal", "files:write"),
          Map.entry("files.getUploadURLExternal", "files:write"),
          Map.entry("reactions.add", "reactions:write"),
          Map.entry("usergroups.list", "usergroups:read"),
          Map.entry("usergroups.users.list", "usergroups:read"),
          Map.entry("users.info", "users:read"),
          Map.entry("users.list", "users:read"));

  private volatile @Nullable Set<String> scopes;

  /** The token has these and no others. */
  public void only(Collection<String> granted) {
    scopes = new TreeSet<>(granted);
  }

  /** The token has every one. */
  public void all() {
    scopes = null;
  }

  /** As in Slack's header {@code x-oauth-scopes}. */
  Optional<String> listed() {
    return Optional.ofNullable(scopes).map(granted -> String.join(",", granted));
  }

  /** The scope that a call of this method lacks. */
  Optional<String> lacking(String method) {
    Set<String> granted = scopes;
    return granted == null
        ? Optional.empty()
        : Optional.ofNullable(NEEDED.get(method)).filter(scope -> !granted.contains(scope));
  }
}
