package dev.deskhand.people;

import dev.deskhand.chat.CommandName;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The one place that decides who may do what. */
public interface Permissions {

  /**
   * Whether this person may give this command.
   *
   * @param relations what the person is to the ticket that the command names; empty where it names
   *     none, or where they are nothing to it
   */
  Verdict may(Person person, CommandName command, Set<Relation> relations);

  /** Puts a refused command on record; part of the caller's transaction. */
  void recordRefusal(Actor by, CommandName command, String subject, String why);

  /** The refusals on one ticket, the latest first. */
  List<Refusal> refusals(String subject, int limit);

  /** What a person is to one ticket. */
  enum Relation {
    REQUESTER,
    ASSIGNEE,
    WATCHER,
    APPROVER
  }

  /** Yes, or no and why. */
  sealed interface Verdict {
    /** They may. */
    record Allowed() implements Verdict {}

    /** They may not. */
    record Denied(String why) implements Verdict {}
  }

  /** A command that was refused. */
  record Refusal(Instant at, String who, String place, String command, String why) {}
}
