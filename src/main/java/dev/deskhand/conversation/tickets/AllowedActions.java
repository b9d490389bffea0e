package dev.deskhand.conversation.tickets;

import dev.deskhand.conversation.CommandContext;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Relation;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Of what a ticket's state allows, what this person may do. */
@Component
public class AllowedActions {

  /** The commands ask this in their turn, so the list of them comes later. */
  private final ObjectProvider<CommandRegistry> commands;

  private final Permissions permissions;

  AllowedActions(ObjectProvider<CommandRegistry> commands, Permissions permissions) {
    this.commands = commands;
    this.permissions = permissions;
  }

  /**
   * Leaves out what the person would be refused.
   *
   * @param words commands as they are typed, such as {@code outage update}
   */
  public List<String> those(List<String> words, Ticket ticket, CommandContext context) {
    return those(words, ticket.relations(context.person()), context);
  }

  /**
   * The same for somebody who is this to the ticket.
   *
   * @param words commands as they are typed, such as {@code outage update}
   */
  public List<String> those(List<String> words, Set<Relation> relations, CommandContext context) {
    CommandRegistry registry = commands.getObject();
    return words.stream()
        .filter(
            word ->
                registry.find(word).stream()
                    .allMatch(
                        command ->
                            allowed(permissions.may(context.person(), command.spec(), relations))))
        .toList();
  }

  /** Whether the person may give this command on this ticket. */
  public boolean may(CommandSpec command, Ticket ticket, CommandContext context) {
    return allowed(permissions.may(context.person(), command, ticket.relations(context.person())));
  }

  /** Whether somebody may know how the services are doing, and which outages there are. */
  public boolean seesServices(Person person) {
    return allowed(permissions.may(person, commands.getObject().spec("status"), Set.of()));
  }

  private static boolean allowed(Permissions.Verdict verdict) {
    return switch (verdict) {
      case Permissions.Verdict.Allowed yes -> true;
      case Permissions.Verdict.Denied no -> false;
    };
  }
}
