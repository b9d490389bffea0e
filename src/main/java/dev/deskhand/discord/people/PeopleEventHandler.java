package dev.deskhand.discord.people;

import java.util.Optional;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.member.GenericGuildMemberEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberJoinEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberRemoveEvent;
import net.dv8tion.jda.api.events.guild.member.GuildMemberUpdateEvent;
import net.dv8tion.jda.api.events.role.RoleDeleteEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import org.jspecify.annotations.Nullable;

/** What Discord says about people of its own accord. */
public class PeopleEventHandler {

  private final GuildMembers memberships;
  private final RoleSync holders;

  public PeopleEventHandler(GuildMembers memberships, RoleSync holders) {
    this.memberships = memberships;
    this.holders = holders;
  }

  /**
   * Takes in what an event says, so that what the same people say next is heard with it in mind.
   *
   * @return what is to be written down of it, after what earlier ones asked for; empty if nothing
   *     is
   */
  public Optional<Runnable> task(GenericEvent event) {
    switch (event) {
      case GenericGuildMemberEvent change -> memberships.forget(change.getUser());
      case GuildMemberRemoveEvent left -> memberships.forget(left.getUser());
      default -> {}
    }
    @Nullable Runnable task =
        switch (event) {
          case GuildMemberJoinEvent joined -> () -> memberships.changed(joined.getMember());
          case GuildMemberUpdateEvent updated -> () -> memberships.changed(updated.getMember());
          case GuildMemberRemoveEvent left ->
              () -> memberships.left(left.getGuild(), left.getUser());
          case RoleDeleteEvent deleted -> () -> holders.deleted(deleted.getRole().getId());
          case GuildJoinEvent invited -> () -> holders.read(invited.getGuild());
          case GuildAvailableEvent back -> () -> holders.read(back.getGuild());
          case GuildLeaveEvent lost -> () -> holders.lost(lost.getGuild());
          // what happened while a session was down is told by nobody
          case ReadyEvent ready -> () -> holders.read(ready.getJDA());
          case SessionRecreateEvent recreated -> () -> holders.read(recreated.getJDA());
          default -> null;
        };
    return Optional.ofNullable(task);
  }
}
