package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A server ("guild") that the bot has been invited to. */
public final class StandInGuild {
  /** A role; the guild's first one is {@code @everyone}, whose id is the guild's own. */
  public record Role(String id, String name, int position, long permissions, boolean managed) {
    Role with(long other) {
      return new Role(id, name, position, other, managed);
    }
  }

  /** Someone in the guild, what they are called there (if not as everywhere), and their roles. */
  record Membership(ObjectNode user, @Nullable String nick, Set<String> roleIds) {}

  private final World world;
  private final String id;
  private final String name;
  private final List<Role> roles = new CopyOnWriteArrayList<>();
  private final Map<String, Membership> members = new ConcurrentHashMap<>();

  StandInGuild(World world, String id, String name) {
    this.world = world;
    this.id = id;
    this.name = name;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** The role with this name, made when there is none. */
  public Role role(String roleName) {
    return world.role(this, roleName);
  }

  /** The role with this name, made with these permissions, as bits, when there is none. */
  public Role role(String roleName, long permissions) {
    return world.role(this, roleName, permissions);
  }

  /** Makes a text channel. A running bot is told. */
  public StandInChannel textChannel(String channelName) {
    return world.openChannel(this, StandInChannel.Kind.TEXT, channelName);
  }

  /** Makes a forum. A running bot is told. */
  public StandInChannel forum(String channelName) {
    return world.openChannel(this, StandInChannel.Kind.FORUM, channelName);
  }

  /** Someone who joins with these roles (by name). They speak in the first text channel. */
  public DiscordPerson member(String userId, String memberName, String... roleNames) {
    return world.join(this, userId, memberName, roleNames);
  }

  /**
   * Leaves the bot these permissions alone, as bits: those of an invitation, in a guild in which
   * {@code @everyone} may do nothing. A running bot is told.
   */
  public void invite(long permissions) {
    roles.replaceAll(role -> role.with(role.managed() ? permissions : 0));
    roles.forEach(role -> world.changed(this, role));
  }

  /** Gives somebody a role (by name). A running bot is told. */
  public void give(DiscordPerson person, String roleName) {
    Set<String> roleIds = new LinkedHashSet<>(membership(person).roleIds());
    roleIds.add(role(roleName).id());
    world.change(this, new Membership(person.user(), membership(person).nick(), roleIds));
  }

  /** Takes a role from somebody. A running bot is told. */
  public void take(DiscordPerson person, String roleName) {
    Set<String> roleIds = new LinkedHashSet<>(membership(person).roleIds());
    roleIds.remove(role(roleName).id());
    world.change(this, new Membership(person.user(), membership(person).nick(), roleIds));
  }

  /** Calls somebody something else in this guild. A running bot is told. */
  public void call(DiscordPerson person, String nick) {
    world.change(this, new Membership(person.user(), nick, membership(person).roleIds()));
  }

  /** Has somebody leave. A running bot is told. */
  public void leave(DiscordPerson person) {
    world.leave(this, person.user());
  }

  /** Another bot that is in this guild. */
  public DiscordPerson bot(String userId, String botName) {
    return world.joinBot(this, userId, botName);
  }

  private Membership membership(DiscordPerson person) {
    Membership membership = members.get(person.id());
    if (membership == null) {
      throw new IllegalArgumentException(person.name() + " is not in " + name);
    }
    return membership;
  }

  Membership keep(Membership membership) {
    members.put(Json.text(membership.user(), "id"), membership);
    return membership;
  }

  List<Role> roles() {
    return roles;
  }

  Map<String, Membership> members() {
    return members;
  }

  List<StandInChannel> channels() {
    List<StandInChannel> own = new ArrayList<>();
    for (StandInChannel channel : world.channels()) {
      if (channel.guild().filter(this::equals).isPresent() && !channel.deleted()) {
        own.add(channel);
      }
    }
    return own;
  }

  Membership admit(ObjectNode user, Set<String> roleIds) {
    return keep(new Membership(user, null, Set.copyOf(roleIds)));
  }
}
