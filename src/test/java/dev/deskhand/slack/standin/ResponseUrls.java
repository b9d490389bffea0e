package dev.deskhand.slack.standin;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that Slack gives out with commands and presses: five uses within thirty minutes.
 */
final class ResponseUrls {

  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int USES = 5;

  /** Where an answer goes. {@code messageTs} is the message that was pressed, if one was. */
  record Grant(
      String channel,
      String user,
      @Nullable String messageTs,
      @Nullable String threadTs,
      Instant issued) {}

  private final Workspace workspace;
  private final Map<String, Grant> grants = new LinkedHashMap<>();
  private final Map<String, Integer> used = new LinkedHashMap<>();

  ResponseUrls(Workspace workspace) {
    this.workspace = workspace;
  }

  synchronized String grant(
      String channel, String user, @Nullable String messageTs, @Nullable String threadTs) {
    String id = workspace.nextId("R");
    grants.put(id, new Grant(channel, user, messageTs, threadTs, workspace.now()));
    return id;
  }

  /** What was granted, without using it up. */
  synchronized Grant find(String id) {
    Grant grant = grants.get(id);
    if (grant == null) {
      throw new Refusal("expired_url");
    }
    return grant;
  }

  synchronized Grant use(String id) {
    Grant grant = grants.get(id);
    if (grant == null || Duration.between(grant.issued(), workspace.now()).compareTo(LIFE) > 0) {
      throw new Refusal("expired_url");
    }
    if (used.merge(id, 1, Integer::sum) > USES) {
      throw new Refusal("used_url");
    }
    return grant;
  }
}
