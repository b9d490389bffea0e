package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.connection.Scope;
import dev.deskhand.slack.inbound.EventSubscription;
import dev.deskhand.slack.inbound.Shortcut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifest asks for what the code uses, and for nothing else. */
class SlackManifestTest {

  private static final Path CODE = Path.of("src/main/java/dev/deskhand/slack");
  private static final Pattern CALL = Pattern.compile("\\.call\\(\\s*\"([a-zA-Z.]+)\"");
  private static final Pattern EVENT = Pattern.compile("\\.event\\(\\s*(\\w+)\\.class");
  private static final Pattern SHORTCUT =
      Pattern.compile("Shortcut\\(\\s*Shortcut\\.(\\w+)\\.callbackId");

  /** The scopes that a method needs, by Slack's reference. */
  private static final Map<String, Set<String>> SCOPES_OF_METHODS =
      Map.ofEntries(
          Map.entry("auth.test", Set.of()),
          Map.entry("chat.getPermalink", Set.of()),
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
          Map.entry("usergroups.users.list", Set.of("usergroups:read")),
          // without the second, it leaves out the address
          Map.entry("users.info", Set.of("users:read", "users:read.email")),
          Map.entry("views.open", Set.of()),
          Map.entry("views.publish", Set.of()),
          Map.entry("views.push", Set.of()),
          Map.entry("views.update", Set.of()));

  /** The scopes that a subscription needs, by Slack's reference. */
  private static final Map<String, Set<String>> SCOPES_OF_EVENTS =
      Map.ofEntries(
          Map.entry("app_home_opened", Set.of()),
          Map.entry("app_mention", Set.of("app_mentions:read")),
          Map.entry("message.channels", Set.of("channels:history")),
          Map.entry("message.groups", Set.of("groups:history")),
          Map.entry("message.im", Set.of("im:history")),
          Map.entry("reaction_added", Set.of("reactions:read")),
          Map.entry("subteam_members_changed", Set.of("usergroups:read")),
          Map.entry("subteam_updated", Set.of("usergroups:read")),
          Map.entry("team_join", Set.of("users:read")),
          Map.entry("user_change", Set.of("users:read")));

  @Test
  void scopesAreThoseOfTheMethodsAndEventsInUse() throws IOException {
    Map<String, Set<String>> needed = new TreeMap<>(Map.of("commands", new TreeSet<>()));
    found(CALL).forEach(method -> add(needed, method, SCOPES_OF_METHODS));
    EventSubscription.words().forEach(event -> add(needed, event, SCOPES_OF_EVENTS));

    assertThat(Scope.words()).containsExactlyElementsOf(needed.keySet());
    assertThat(Scope.values())
        .allSatisfy(
            scope ->
                assertThat(scope.uses())
                    .as(scope.word())
                    .containsExactlyElementsOf(needed.getOrDefault(scope.word(), Set.of())));
  }

  private static void add(
      Map<String, Set<String>> needed, String use, Map<String, Set<String>> scopes) {
    assertThat(scopes).as("the scopes of %s, by Slack's reference", use).containsKey(use);
    scopes
        .getOrDefault(use, Set.of())
        .forEach(scope -> needed.computeIfAbsent(scope, none -> new TreeSet<>()).add(use));
  }

  @Test
  void eventsAreThoseThatAreHandled() throws IOException {
    Set<String> expected =
        Arrays.stream(EventSubscription.values())
            .flatMap(subscription -> subscription.events().stream())
            .map(Class::getSimpleName)
            .collect(Collectors.toSet());
    assertThat(found(EVENT)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(EventSubscription.words()).isSorted();
  }

  @Test
  void shortcutsAreThoseThatAreHandled() throws IOException {
    assertThat(all(SHORTCUT))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Shortcut.values()).map(Shortcut::name).toList());
  }

  @Test
  void theManualSaysWhatEachScopeIsFor() throws IOException {
    String manual = Files.readString(Path.of("docs/slack.md"));
    assertThat(Scope.values())
        .allSatisfy(
            scope ->
                assertThat(manual)
                    .contains("| `%s` | %s |".formatted(scope.word(), scope.purpose())));
    assertThat(
            Pattern.compile("(?m)^\\| `([a-z_]+:[a-z_:.]+|commands)` \\|")
                .matcher(manual)
                .results()
                .map(row -> row.group(1)))
        .containsExactlyElementsOf(Scope.words());
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    Set<String> found = all(pattern);
    assertThat(found).isNotEmpty();
    return found;
  }

  private static Set<String> all(Pattern pattern) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.walk(CODE)) {
      files = listed.filter(Files::isRegularFile).toList();
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
    return found;
  }
}
