package dev.deskhand.discord.standin;

import dev.deskhand.testing.OnlyMatch;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** A channel, thread or direct-message conversation, with what is seen in it. */
public final class StandInChannel {
  /** The kinds of channel that the desk meets, with Discord's number for each. */
  public enum Kind {
    TEXT(0),
    DIRECT(1),
    PUBLIC_THREAD(11),
    PRIVATE_THREAD(12),
    FORUM(15);

    final int code;

    Kind(int code) {
      this.code = code;
    }

    boolean isThread() {
      return this == PUBLIC_THREAD || this == PRIVATE_THREAD;
    }
  }

  /** What a thread can be: archived, locked, renamed. */
  record ThreadState(boolean archived, boolean locked, int autoArchiveMinutes) {
    static final ThreadState OPEN = new ThreadState(false, false, 1440);
  }

  private final World world;
  private final String id;
  private final Kind kind;
  private final @Nullable StandInGuild guild;
  private final @Nullable String parentId;
  private final String ownerId;
  private final AtomicLong lastWritten = new AtomicLong();
  private final ConcurrentSkipListMap<Long, StandInMessage> messages =
      new ConcurrentSkipListMap<>();
  private volatile String name;
  private volatile ThreadState threadState = ThreadState.OPEN;
  private volatile ArrayNode availableTags = Json.array();
  private volatile List<String> appliedTags = List.of();
  private volatile boolean deleted;
  private volatile boolean invitable = true;
  private final Set<String> threadMembers = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> denied = new ConcurrentHashMap<>();

  StandInChannel(
      World world,
      String id,
      Kind kind,
      String name,
      @Nullable StandInGuild guild,
      @Nullable String parentId,
      String ownerId) {
    this.world = world;
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.guild = guild;
    this.parentId = parentId;
    this.ownerId = ownerId;
  }

  public String id() {
    return id;
  }

  public Kind kind() {
    return kind;
  }

  public String name() {
    return name;
  }

  /** The guild it is in; empty for direct messages. */
  public Optional<StandInGuild> guild() {
    return Optional.ofNullable(guild);
  }

  /** The channel a thread hangs in; empty for others. */
  public Optional<String> parentId() {
    return Optional.ofNullable(parentId);
  }

  public boolean archived() {
    return threadState.archived();
  }

  public boolean locked() {
    return threadState.locked();
  }

  /**
   * The messages everyone here sees, oldest first: ephemeral and deleted ones are not among them.
   */
  public List<StandInMessage> messages() {
    return messages.values().stream().filter(message -> !message.ephemeral()).toList();
  }

  /** The messages this person sees here: everyone's and the ephemeral ones meant for them. */
  public List<StandInMessage> messagesSeenBy(DiscordPerson person) {
    return messages.values().stream()
        .filter(message -> !message.ephemeral() || Objects.equals(message.visibleTo(), person.id()))
        .toList();
  }

  /** What the bot has said here for everyone, oldest first. */
  public List<StandInMessage> botMessages() {
    return messages().stream()
        .filter(message -> message.fromBot() && !Messages.isNote(message))
        .toList();
  }

  /** Waits for a message from the bot for everyone here that passes the test; gives the newest. */
  public StandInMessage awaitBotMessage(Predicate<StandInMessage> test) {
    StandInMessage found =
        Waiting.forValue(
            "a message from the bot in " + this,
            () -> botMessages().reversed().stream().filter(test).findFirst());
    OnlyMatch.expect(
        "a message from the bot in " + this,
        () ->
            botMessages().stream()
                .filter(test)
                .map(message -> message.id() + " " + message.text())
                .toList());
    return found;
  }

  /** Waits for a message from the bot for everyone here whose readable text contains this. */
  public StandInMessage awaitBotMessage(String textPart) {
    return awaitBotMessage(message -> message.text().contains(textPart));
  }

  /** Threads and forum posts that hang in this channel, oldest first, archived ones too. */
  public List<StandInChannel> threads() {
    return world.channels().stream()
        .filter(channel -> id.equals(channel.parentId) && !channel.deleted)
        .toList();
  }

  /** Takes permissions from the bot here, as bits; 0 gives them back. A running bot is told. */
  public void denyBot(long permissions) {
    deny(world.botId(), permissions);
  }

  /** Hides a channel from somebody, with all that hangs in it. A running bot is told. */
  public void hideFrom(DiscordPerson person) {
    deny(person.id(), WireFormat.VIEW_CHANNEL);
  }

  /** Hides a channel from those with a role. A running bot is told. */
  public void hideFrom(StandInGuild.Role role) {
    deny(role.id(), WireFormat.VIEW_CHANNEL);
  }

  /** Shows a channel again to those from whom it was hidden. A running bot is told. */
  public void show() {
    denied.keySet().removeIf(id -> !id.equals(world.botId()));
    denyBot(denied.getOrDefault(world.botId(), 0L));
  }

  private void deny(String userId, long permissions) {
    denied.put(userId, permissions);
    world.tell(
        new GatewayEvent("CHANNEL_UPDATE", WireFormat.channel(this, world), GatewayEvent.GUILDS));
  }

  /** Who is in a thread. */
  public Set<String> threadMembers() {
    return threadMembers;
  }

  /** Whether everybody in a private thread may add others. */
  public boolean invitable() {
    return invitable;
  }

  void invitable(boolean whether) {
    invitable = whether;
  }

  /** Whether somebody sees it: in a private thread, those in it and moderators of threads. */
  public boolean isSeenBy(DiscordPerson person) {
    return isSeenBy(person.id());
  }

  boolean isSeenBy(String userId) {
    if (kind == Kind.DIRECT) {
      return ownerId.equals(userId);
    }
    if (kind.isThread()) {
      StandInChannel parent = world.channel(parentId().orElseThrow()).orElse(null);
      return parent != null
          && parent.isSeenBy(userId)
          && (kind != Kind.PRIVATE_THREAD
              || threadMembers.contains(userId)
              || world.may(userId, parent, WireFormat.MANAGE_THREADS));
    }
    return world.may(userId, this, WireFormat.VIEW_CHANNEL);
  }

  /** Deletes it, as an admin would. A running bot is told. */
  public void vanish() {
    delete();
    world.tell(
        new GatewayEvent(
            kind.isThread() ? "THREAD_DELETE" : "CHANNEL_DELETE",
            WireFormat.channel(this, world),
            GatewayEvent.GUILDS));
  }

  Map<String, Long> denied() {
    return denied;
  }

  /** The names of a forum post's tags. */
  public List<String> tags() {
    ArrayNode offered = world.channel(parentId().orElseThrow()).orElseThrow().availableTags();
    return Json.children(offered).stream()
        .filter(tag -> appliedTags.contains(Json.text(tag, "id")))
        .map(tag -> Json.text(tag, "name"))
        .toList();
  }

  ArrayNode availableTags() {
    return availableTags;
  }

  void offer(ArrayNode tags) {
    availableTags = tags;
  }

  List<String> appliedTags() {
    return appliedTags;
  }

  void apply(List<String> tags) {
    appliedTags = List.copyOf(tags);
  }

  ConcurrentSkipListMap<Long, StandInMessage> store() {
    return messages;
  }

  void written(long message) {
    lastWritten.accumulateAndGet(message, Math::max);
  }

  /** The id of the last message that was written here, also if it was deleted; 0 if none was. */
  long lastWritten() {
    return lastWritten.get();
  }

  String ownerId() {
    return ownerId;
  }

  ThreadState threadState() {
    return threadState;
  }

  void rename(String newName) {
    name = newName;
  }

  void become(ThreadState state) {
    threadState = state;
  }

  void delete() {
    deleted = true;
  }

  boolean deleted() {
    return deleted;
  }

  @Override
  public String toString() {
    return kind + " #" + name + " (" + id + ")";
  }
}
