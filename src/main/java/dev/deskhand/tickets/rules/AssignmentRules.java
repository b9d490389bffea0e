package dev.deskhand.tickets.rules;

import dev.deskhand.people.Actor;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.rules.Decision.Allowed;
import dev.deskhand.tickets.rules.Decision.AlreadySo;
import dev.deskhand.tickets.rules.Decision.Refused;
import java.util.Objects;

/** Who has an incident. */
final class AssignmentRules {

  private AssignmentRules() {}

  static Decision take(String key, IncidentSnapshot facts, Actor by) {
    boolean theirs = Objects.equals(facts.holder().assigneeId(), by.personId());
    // one that was given to them and that they have not begun can still be taken up
    if (theirs && facts.state().open() && facts.state() != IncidentState.NEW) {
      return new AlreadySo(key + " is yours already.");
    }
    return new Allowed(
        facts
            .with(facts.holder().person(by.personId(), by.name()))
            .in(IncidentState.IN_PROGRESS, by.at()),
        "",
        false);
  }

  static Decision assign(String key, IncidentSnapshot facts, long personId, String name) {
    if (facts.state().open() && Objects.equals(facts.holder().assigneeId(), personId)) {
      return new AlreadySo("%s is assigned to %s already.".formatted(key, name));
    }
    return new Allowed(facts.with(facts.holder().person(personId, name)), "", false);
  }

  static Decision assign(String key, IncidentSnapshot facts, String team) {
    boolean theirs = team.equals(facts.holder().team()) && facts.holder().assigneeId() == null;
    if (facts.state().open() && theirs) {
      return new AlreadySo("%s is with %s already.".formatted(key, team));
    }
    if (team.isBlank() || team.length() > 200) {
      return new Refused("A team's name has 1 to 200 characters.");
    }
    return new Allowed(facts.with(new IncidentSnapshot.Holder(team, null, null)), "", false);
  }
}
