package dev.deskhand.discord.people;

import dev.deskhand.chat.MembershipStatus;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.PlatformSilentException;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.delivery.DiscordPlatform;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Mentions;
import net.dv8tion.jda.api.entities.User;
import org.jspecify.annotations.Nullable;

/**
 * Whom the desk listens to: members of the server that it serves; if it serves all, also those who
 * share none with it.
 */
public class GuildAccess {

  public static final String STRANGER =
      "This desk serves the members of one Discord server, and you are not in it. Please ask there"
          + " for an invitation.";

  private final DiscordProperties properties;
  private final GuildMembers memberships;

  public GuildAccess(DiscordProperties properties, GuildMembers memberships) {
    this.properties = properties;
    this.memberships = memberships;
  }

  /** Whether a server is served. */
  public boolean serves(Guild guild) {
    return properties.serves(guild.getId());
  }

  /**
   * Somebody as what came along says it: by their name in the server, if it says that they are in
   * it. {@link #admit} finds out about others.
   */
  public static Sender sender(User user, @Nullable Member member) {
    return member == null
        ? new Sender(
            DiscordPlatform.NAME, user.getId(), user.getEffectiveName(), MembershipStatus.UNKNOWN)
        : GuildMembers.sender(member);
  }

  /** The people whom a message names, without bots and its author. */
  public static List<Sender> mentioned(Mentions mentions, User author) {
    return mentions.getUsers().stream()
        .filter(user -> !user.isBot() && !user.equals(author))
        .map(
            user ->
                mentions.getMembers().stream()
                    .filter(member -> member.getIdLong() == user.getIdLong())
                    .findFirst()
                    .map(GuildMembers::sender)
                    .orElseGet(() -> sender(user, null)))
        .toList();
  }

  /**
   * Words with what Discord says of who speaks and whom they name; without those named who are in
   * no server of the desk's. Asks the database, and Discord about whom it has not said anything, so
   * it is not called on a thread of the gateway.
   *
   * @return empty if the desk does not serve who speaks
   * @throws PlatformSilentException if Discord does not say who speaks
   */
  public Optional<Origin> admit(Origin origin, User user, @Nullable Member member) {
    return speaker(user, member, origin.place().direct())
        .map(
            sender ->
                new Origin(
                    origin.eventId(),
                    sender,
                    origin.place(),
                    origin.at(),
                    origin.answering(),
                    origin.mentioned().stream()
                        .limit(Origin.MENTIONED)
                        .flatMap(named -> named(user.getJDA(), named))
                        .toList(),
                    origin.message()));
  }

  /**
   * Somebody who speaks, as Discord knows them.
   *
   * @param direct whether they speak to the desk alone
   * @return empty if the desk does not serve them
   * @throws PlatformSilentException if Discord does not say who they are
   */
  public Optional<Sender> speaker(User user, @Nullable Member member, boolean direct) {
    if (member != null) {
      memberships.seen(member);
      return Optional.of(GuildMembers.sender(member));
    }
    Sender sender = memberships.find(user.getJDA(), user.getId(), user.getEffectiveName());
    boolean refused =
        direct && sender.standing() == MembershipStatus.STRANGER && !properties.guildId().isEmpty();
    return refused ? Optional.empty() : Optional.of(sender);
  }

  private Stream<Sender> named(JDA jda, Sender named) {
    if (named.standing() != MembershipStatus.UNKNOWN) {
      return Stream.of(named);
    }
    try {
      return Stream.of(memberships.find(jda, named.userId(), named.name()))
          .filter(found -> found.standing() == MembershipStatus.MEMBER);
    } catch (PlatformSilentException e) {
      // what the desk knows of them goes on
      return Stream.of(named);
    }
  }
}
