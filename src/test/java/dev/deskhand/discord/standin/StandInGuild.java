package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ObjectNode;

/** A server ("guild") that the bot has been invited to. */
public final class StandInGuild {
  /** A role; the guild's first one is {@code @everyone}, whose id is the guild's own. */
  public record Role(String id, String name, int position, long permissions, boolean managed) {}

  /** Someone in the guild and the roles they have in it. */
  record Membership(ObjectNode user, Set<String> roleIds) {}

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
    Membership membership = new Membership(user, new LinkedHashSet<>(roleIds));
    members.put(Json.text(user, "id"), membership);
    return membership;
  }
}
