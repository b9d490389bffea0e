package dev.deskhand.people;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Relation;
import java.util.EnumSet;
import java.util.Set;

/** The one place that decides who may do what. */
public interface Permissions {

  /**
   * Whether this person may give this command.
   *
   * @param relations what the person is to the ticket that the command names; empty where it names
   *     none, or where they are nothing to it
   */
  Verdict may(Person person, CommandSpec command, Set<Relation> relations);

  /**
   * The same for a command on a ticket of that kind. Everybody is a {@link Relation#READER} of an
   * outage; nobody else has to say so.
   */
  default Verdict may(
      Person person, CommandSpec command, TicketKey.Kind kind, Set<Relation> relations) {
    if (kind != TicketKey.Kind.OUTAGE) {
      return may(person, command, relations);
    }
    Set<Relation> all = EnumSet.of(Relation.READER);
    all.addAll(relations);
    return may(person, command, all);
  }

  /**
   * Whether this person may give this command at all, on some ticket if it names one: what help
   * shows them.
   */
  boolean concerns(Person person, CommandSpec command);

  /** Puts a refused command on record; part of the caller's transaction. */
  void recordRefusal(Actor by, CommandSpec command, String subject, String why);

  /** Yes, or no and why. */
  sealed interface Verdict {
    /** They may. */
    record Allowed() implements Verdict {}

    /** They may not. */
    record Denied(String why) implements Verdict {}
  }
}
