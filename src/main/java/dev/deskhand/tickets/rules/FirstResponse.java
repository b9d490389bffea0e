package dev.deskhand.tickets.rules;

import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentChange.Absorb;
import dev.deskhand.tickets.IncidentChange.Amend;
import dev.deskhand.tickets.IncidentChange.AssignToPerson;
import dev.deskhand.tickets.IncidentChange.AssignToTeam;
import dev.deskhand.tickets.IncidentChange.AttachToOutage;
import dev.deskhand.tickets.IncidentChange.Cancel;
import dev.deskhand.tickets.IncidentChange.Close;
import dev.deskhand.tickets.IncidentChange.DetachFromOutage;
import dev.deskhand.tickets.IncidentChange.MergeInto;
import dev.deskhand.tickets.IncidentChange.Note;
import dev.deskhand.tickets.IncidentChange.Prioritise;
import dev.deskhand.tickets.IncidentChange.Relate;
import dev.deskhand.tickets.IncidentChange.Reopen;
import dev.deskhand.tickets.IncidentChange.Resolve;
import dev.deskhand.tickets.IncidentChange.Resume;
import dev.deskhand.tickets.IncidentChange.Say;
import dev.deskhand.tickets.IncidentChange.Take;
import dev.deskhand.tickets.IncidentChange.Wait;
import dev.deskhand.tickets.IncidentChange.Withdraw;
import dev.deskhand.tickets.Reporters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What answers a requester: a public word, question or resolution by somebody of the desk, or that
 * it is taken up. Sorting it (priority, team, assignee) and talking about it among agents does not.
 */
public final class FirstResponse {

  private FirstResponse() {}

  /**
   * Whether a public change answers the requester. Who may make it has been decided: of those who
   * may speak, all but who asks are of the desk. An agent who reported it for somebody speaks for
   * them, until the work is theirs.
   *
   * @param text the words that go with it
   */
  public static boolean isGivenBy(
      IncidentChange change,
      String text,
      Reporters askers,
      @Nullable Long assigneeId,
      long personId) {
    if (personId == askers.requesterId()) {
      return false;
    }
    boolean asks = askers.include(personId) && !Objects.equals(assigneeId, personId);
    return switch (change) {
      case Take _, Resolve _ -> true;
      case Wait _ -> !text.isBlank();
      case Say _, Cancel _, Reopen _ -> !asks && !text.isBlank();
      case AssignToPerson _,
          AssignToTeam _,
          Prioritise _,
          Note _,
          Amend _,
          Withdraw _,
          Resume _,
          Close _,
          AttachToOutage _,
          DetachFromOutage _,
          MergeInto _,
          Absorb _,
          Relate _ ->
          false;
    };
  }
}
