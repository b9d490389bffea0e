package dev.deskhand.discord.standin;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Who and what there is: guilds, channels, people. Changes are told to the gateway. */
final class World {
  private final Snowflakes snowflakes = new Snowflakes();
  private final String botId = snowflakes.next();
  private final ObjectNode bot = WireFormat.user(botId, "Deskhand", true);
  private final List<StandInGuild> guilds = new CopyOnWriteArrayList<>();
  private final ConcurrentSkipListMap<Long, StandInChannel> channels =
      new ConcurrentSkipListMap<>();
  private final Map<String, ObjectNode> users = new ConcurrentHashMap<>();
  private final Set<String> closedToDirectMessages = ConcurrentHashMap.newKeySet();
  private final DiscordStandIn standIn;
  private final Consumer<GatewayEvent> gateway;

  World(DiscordStandIn standIn, Consumer<GatewayEvent> gateway) {
    this.standIn = standIn;
    this.gateway = gateway;
    bot.put("verified", true).put("mfa_enabled", false);
    users.put(botId, bot);
  }

  String newId() {
    return snowflakes.next();
  }

  /** The bot's user id, which is its application's id too. */
  String botId() {
    return botId;
  }

  ObjectNode bot() {
    return bot;
  }

  Set<String> closedToDirectMessages() {
    return closedToDirectMessages;
  }

  ObjectNode user(String id) {
    ObjectNode user = users.get(id);
    if (user == null) {
      throw new IllegalArgumentException("Nobody has the id " + id);
    }
    return user;
  }

  boolean knowsUser(String id) {
    return users.containsKey(id);
  }

  List<StandInGuild> guilds() {
    return guilds;
  }

  Optional<StandInGuild> guild(String id) {
    return guilds.stream().filter(guild -> guild.id().equals(id)).findFirst();
  }

  Collection<StandInChannel> channels() {
    return channels.values();
  }

  Optional<StandInChannel> channel(String id) {
    return Optional.ofNullable(channels.get(Long.valueOf(id))).filter(found -> !found.deleted());
  }

  synchronized StandInGuild foundGuild(String name) {
    StandInGuild guild = new StandInGuild(this, newId(), name);
    guild
        .roles()
        .add(
            new StandInGuild.Role(
                guild.id(), "@everyone", 0, WireFormat.EVERYONES_PERMISSIONS, false));
    StandInGuild.Role botRole =
        new StandInGuild.Role(newId(), "Deskhand", 1, WireFormat.BOTS_PERMISSIONS, true);
    guild.roles().add(botRole);
    guild.admit(bot, Set.of(botRole.id()));
    guilds.add(guild);
    gateway.accept(
        new GatewayEvent("GUILD_CREATE", WireFormat.guild(guild, this, true), GatewayEvent.GUILDS));
    return guild;
  }

  synchronized StandInGuild.Role role(StandInGuild guild, String name) {
    return role(guild, name, 0);
  }

  synchronized StandInGuild.Role role(StandInGuild guild, String name, long permissions) {
    return guild.roles().stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseGet(
            () -> {
              StandInGuild.Role role =
                  new StandInGuild.Role(newId(), name, guild.roles().size(), permissions, false);
              guild.roles().add(role);
              gateway.accept(
                  new GatewayEvent(
                      "GUILD_ROLE_CREATE",
                      Json.object("guild_id", guild.id(), "role", WireFormat.role(role)),
                      GatewayEvent.GUILDS));
              return role;
            });
  }

  /** Tells what a role may now do. */
  void changed(StandInGuild guild, StandInGuild.Role role) {
    gateway.accept(
        new GatewayEvent(
            "GUILD_ROLE_UPDATE",
            Json.object("guild_id", guild.id(), "role", WireFormat.role(role)),
            GatewayEvent.GUILDS));
  }

  synchronized StandInChannel openChannel(
      StandInGuild guild, StandInChannel.Kind kind, String name) {
    StandInChannel channel = add(kind, name, guild, null, botId, newId());
    gateway.accept(
        new GatewayEvent("CHANNEL_CREATE", WireFormat.channel(channel, this), GatewayEvent.GUILDS));
    return channel;
  }

  /** A thread; one that starts from a message has the message's id. */
  synchronized StandInChannel openThread(
      StandInChannel parent, StandInChannel.Kind kind, String name, String ownerId, String id) {
    StandInChannel thread = add(kind, name, parent.guild().orElseThrow(), parent.id(), ownerId, id);
    thread.threadMembers().add(ownerId);
    gateway.accept(
        new GatewayEvent(
            "THREAD_CREATE",
            WireFormat.channel(thread, this).put("newly_created", true),
            GatewayEvent.GUILDS));
    return thread;
  }

  /** The one conversation between the bot and this person. */
  synchronized StandInChannel directChannel(String userId) {
    return channels().stream()
        .filter(
            channel ->
                channel.kind() == StandInChannel.Kind.DIRECT && channel.ownerId().equals(userId))
        .findFirst()
        .orElseGet(
            () -> add(StandInChannel.Kind.DIRECT, "dm-" + userId, null, null, userId, newId()));
  }

  synchronized DiscordPerson join(
      StandInGuild guild, String userId, String name, String... roleNames) {
    return enter(
        guild,
        users.computeIfAbsent(userId, ignored -> WireFormat.user(userId, name, false)),
        name,
        roleNames);
  }

  /** A bot that is in no guild. */
  String newBot(String name) {
    String id = newId();
    users.put(id, WireFormat.user(id, name, true));
    return id;
  }

  synchronized DiscordPerson joinBot(StandInGuild guild, String userId, String name) {
    return enter(
        guild, users.computeIfAbsent(userId, ignored -> WireFormat.user(userId, name, true)), name);
  }

  /** Keeps what is new about somebody in a guild. */
  synchronized void change(StandInGuild guild, StandInGuild.Membership membership) {
    tellOf("GUILD_MEMBER_UPDATE", guild, WireFormat.member(guild.keep(membership), true));
  }

  synchronized void leave(StandInGuild guild, ObjectNode user) {
    guild.members().remove(Json.text(user, "id"));
    tellOf("GUILD_MEMBER_REMOVE", guild, Json.object("user", user));
  }

  private void tellOf(String type, StandInGuild guild, ObjectNode data) {
    gateway.accept(
        new GatewayEvent(type, data.put("guild_id", guild.id()), GatewayEvent.GUILD_MEMBERS));
  }

  private DiscordPerson enter(
      StandInGuild guild, ObjectNode user, String name, String... roleNames) {
    Set<String> roleIds = new LinkedHashSet<>();
    Arrays.stream(roleNames).forEach(roleName -> roleIds.add(role(guild, roleName).id()));
    StandInGuild.Membership membership = guild.admit(user, roleIds);
    tellOf("GUILD_MEMBER_ADD", guild, WireFormat.member(membership, true));
    StandInChannel first =
        guild.channels().stream()
            .filter(channel -> channel.kind() == StandInChannel.Kind.TEXT)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("The guild has no text channel yet"));
    return new DiscordPerson(standIn, Json.text(user, "id"), name, first);
  }

  /** Whether somebody has all of these permissions in a channel. */
  boolean may(String userId, StandInChannel channel, long permissions) {
    StandInGuild guild = channel.guild().orElseThrow();
    StandInGuild.Membership member = guild.members().get(userId);
    if (member == null) {
      return false;
    }
    long granted =
        guild.roles().stream()
            .filter(role -> role.id().equals(guild.id()) || member.roleIds().contains(role.id()))
            .mapToLong(StandInGuild.Role::permissions)
            .reduce(0, (one, other) -> one | other);
    long denied =
        Stream.concat(Stream.of(userId), member.roleIds().stream())
            .mapToLong(id -> channel.denied().getOrDefault(id, 0L))
            .reduce(0, (one, other) -> one | other);
    long left = granted & ~denied;
    return (left & permissions) == permissions;
  }

  void tell(GatewayEvent event) {
    gateway.accept(event);
  }

  private StandInChannel add(
      StandInChannel.Kind kind,
      String name,
      @Nullable StandInGuild guild,
      @Nullable String parentId,
      String ownerId,
      String id) {
    StandInChannel channel = new StandInChannel(this, id, kind, name, guild, parentId, ownerId);
    channels.put(Long.valueOf(id), channel);
    return channel;
  }
}
