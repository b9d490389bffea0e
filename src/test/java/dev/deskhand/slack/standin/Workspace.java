package dev.deskhand.slack.standin;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who and what is in the workspace. Every method is one step that nobody sees half done. */
final class Workspace {

  static final String TEAM_ID = "T0DESK";
  static final String TEAM_DOMAIN = "standin";
  static final String APP_ID = "A0DESK";
  static final String BOT_ID = "B0DESK";
  static final String DESK = "U0DESK";

  private final Clock clock;
  private final Map<String, SlackUser> users = new LinkedHashMap<>();
  private final Map<String, SlackChannel> channels = new LinkedHashMap<>();
  private final Map<String, Set<String>> groups = new LinkedHashMap<>();
  private final Map<String, NavigableMap<String, SlackMessage>> messages = new LinkedHashMap<>();
  private final Map<String, SlackFile> files = new LinkedHashMap<>();
  private long lastMicros;
  private int numbers;

  public Workspace(Clock clock) {
    this.clock = clock;
    users.put(
        DESK,
        new SlackUser(
            DESK, "deskhand", "Deskhand", "desk@example.com", true, false, false, TEAM_ID));
  }

  Instant now() {
    return clock.instant();
  }

  /** A message id: the time in seconds with six digits, later than every one before it. */
  synchronized String nextTs() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    lastMicros = Math.max(lastMicros + 1, micros);
    return "%010d.%06d".formatted(lastMicros / 1_000_000, lastMicros % 1_000_000);
  }

  /** An id that nothing else here has, such as {@code F0001}. */
  synchronized String nextId(String prefix) {
    return "%s%04d".formatted(prefix, ++numbers);
  }

  synchronized SlackUser put(SlackUser user) {
    users.put(user.id(), user);
    return user;
  }

  public synchronized SlackUser user(String id) {
    SlackUser user = users.get(id);
    if (user == null) {
      throw new Refusal("user_not_found");
    }
    return user;
  }

  synchronized List<SlackUser> users() {
    return List.copyOf(users.values());
  }

  synchronized void group(String id, Set<String> members) {
    groups.put(id, Set.copyOf(members));
  }

  synchronized Set<String> group(String id) {
    Set<String> members = groups.get(id);
    if (members == null) {
      throw new Refusal("no_such_subteam");
    }
    return members;
  }

  synchronized SlackChannel put(SlackChannel channel) {
    channels.put(channel.id(), channel);
    return channel;
  }

  synchronized void change(String channel, UnaryOperator<SlackChannel> how) {
    put(how.apply(channel(channel)));
  }

  /** The channel or DM with this id; a person's id stands for their DM with the desk. */
  synchronized SlackChannel channel(String id) {
    if (users.containsKey(id)) {
      return direct(id);
    }
    SlackChannel channel = channels.get(id);
    if (channel == null) {
      throw new Refusal("channel_not_found");
    }
    return channel;
  }

  synchronized SlackChannel direct(String person) {
    SlackUser user = user(person);
    if (user.bot()) {
      throw new Refusal("cannot_dm_bot");
    }
    if (user.deactivated()) {
      throw new Refusal("user_disabled");
    }
    return channels.computeIfAbsent(
        "D" + person.substring(1),
        id ->
            new SlackChannel(
                id, "directmessage", SlackChannel.Kind.DIRECT, Set.of(person, DESK), false));
  }

  synchronized List<SlackChannel> channels() {
    return List.copyOf(channels.values());
  }

  synchronized SlackMessage put(SlackMessage message) {
    in(message.channel()).put(message.ts(), message);
    return message;
  }

  synchronized Optional<SlackMessage> message(String channel, String ts) {
    return Optional.ofNullable(in(channel).get(ts));
  }

  synchronized SlackMessage change(String channel, String ts, UnaryOperator<SlackMessage> how) {
    SlackMessage old = message(channel, ts).orElseThrow(() -> new Refusal("message_not_found"));
    return put(how.apply(old));
  }

  synchronized SlackMessage delete(String channel, String ts) {
    SlackMessage gone = in(channel).remove(ts);
    if (gone == null) {
      throw new Refusal("message_not_found");
    }
    return gone;
  }

  /** Oldest first, those for one person included. */
  synchronized List<SlackMessage> messages(String channel) {
    return List.copyOf(in(channel).values());
  }

  /** Channels and people stay; a later message has none of the old ids. */
  synchronized void forgetMessages() {
    messages.clear();
  }

  synchronized List<SlackMessage> allMessages() {
    return messages.values().stream()
        .map(Map::values)
        .flatMap(Collection::stream)
        .sorted(java.util.Comparator.comparing(SlackMessage::ts))
        .toList();
  }

  synchronized void put(SlackFile file) {
    files.put(file.id(), file);
  }

  synchronized @Nullable SlackFile file(String id) {
    return files.get(id);
  }

  synchronized List<SlackFile> files() {
    return new ArrayList<>(files.values());
  }

  private NavigableMap<String, SlackMessage> in(String channel) {
    return messages.computeIfAbsent(channel, none -> new TreeMap<>());
  }
}
