package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifest asks for what the code uses, and for nothing else. */
class SlackManifestTest {

  private static final Path CODE = Path.of("src/main/java/dev/deskhand/slack");
  private static final Pattern CALL = Pattern.compile("\\.call\\(\\s*\"([a-zA-Z.]+)\"");
  private static final Pattern EVENT = Pattern.compile("\\.event\\((\\w+)\\.class");

  /** The scopes that a method needs, by Slack's reference. */
  private static final Map<String, Set<String>> SCOPES_OF_METHODS =
      Map.ofEntries(
          Map.entry("auth.test", Set.of()),
          Map.entry("chat.postEphemeral", Set.of("chat:write")),
          Map.entry("chat.postMessage", Set.of("chat:write")),
          Map.entry("chat.update", Set.of("chat:write")),
          Map.entry(
              "conversations.history", Set.of("channels:history", "groups:history", "im:history")),
          Map.entry("conversations.join", Set.of("channels:join")),
          Map.entry("conversations.open", Set.of("im:write")),
          Map.entry(
              "conversations.replies", Set.of("channels:history", "groups:history", "im:history")),
          Map.entry("files.completeUploadExternal", Set.of("files:write")),
          Map.entry("files.getUploadURLExternal", Set.of("files:write")),
          Map.entry("users.info", Set.of("users:read")),
          Map.entry("views.open", Set.of()));

  /** The subscriptions that an event comes by, and their scopes. */
  private static final Map<String, Map<String, String>> EVENTS =
      Map.of(
          "AppMentionEvent", Map.of("app_mention", "app_mentions:read"),
          "MessageEvent", Map.of("message.im", "im:history"),
          "MessageFileShareEvent", Map.of("message.im", "im:history"));

  @Test
  void scopesAreThoseOfTheMethodsAndEventsInUse() throws IOException {
    Set<String> scopes = new TreeSet<>(Set.of("commands"));
    found(CALL)
        .forEach(
            method -> {
              assertThat(SCOPES_OF_METHODS).containsKey(method);
              scopes.addAll(SCOPES_OF_METHODS.getOrDefault(method, Set.of()));
            });
    found(EVENT).forEach(event -> scopes.addAll(EVENTS.getOrDefault(event, Map.of()).values()));
    assertThat(SlackManifest.SCOPES).containsExactlyElementsOf(scopes);
  }

  @Test
  void eventsAreThoseThatAreHandled() throws IOException {
    Set<String> events = new TreeSet<>();
    found(EVENT)
        .forEach(
            event -> {
              assertThat(EVENTS).containsKey(event);
              events.addAll(EVENTS.getOrDefault(event, Map.of()).keySet());
            });
    assertThat(SlackManifest.EVENTS).containsExactlyElementsOf(events);
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(CODE)) {
      files = listed.toList();
    }
    Set<String> found = new TreeSet<>();
    for (Path file : files) {
      found.addAll(
          pattern
              .matcher(Files.readString(file))
              .results()
              .map(result -> result.group(1))
              .collect(Collectors.toSet()));
    }
    assertThat(found).isNotEmpty();
    return found;
  }
}
