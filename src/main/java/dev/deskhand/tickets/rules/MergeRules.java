package dev.deskhand.tickets.rules;

import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.rules.Decision.Allowed;
import dev.deskhand.tickets.rules.Decision.AlreadySo;
import dev.deskhand.tickets.rules.Decision.Refused;
import java.time.Instant;
import java.util.Locale;

/** Which incidents can be merged or related, and what can be done to one that was merged. */
final class MergeRules {

  /** As many as a card names. */
  private static final int MOST_RELATED = 50;

  private MergeRules() {}

  /** The requester of both reads what was said in either, so they must be the same person. */
  static Decision merge(IncidentSnapshot facts, Incident merged, Incident target, Instant at) {
    String key = merged.key();
    String other = target.key();
    if (other.equals(key)) {
      return new Refused(key + " cannot be merged into itself.");
    }
    if (key.equals(target.mergedInto())) {
      return new Refused(
          "%s was merged into %s: the other way round, neither would go on.".formatted(other, key));
    }
    if (target.mergedInto() != null) {
      return new Refused(
          "%1$s was merged into %2$s: merge %3$s into %2$s."
              .formatted(other, target.mergedInto(), key));
    }
    if (target.requesterId() != merged.requesterId()) {
      return new Refused(
          ("%2$s is of another person, %3$s, and each would read what the other wrote. Relate them"
                  + " instead: relate %1$s %2$s; or make both part of one outage: outage attach"
                  + " OUT-… %1$s %2$s.")
              .formatted(key, other, target.requesterName()));
    }
    String readIn = target.sharedIn();
    if (readIn != null && !readIn.equals(merged.sharedIn())) {
      return new Refused(readByMore(merged, other));
    }
    if (!target.state().open()) {
      return new Refused(
          "%s is %s and takes nothing in%s."
              .formatted(
                  other,
                  target.state().name().toLowerCase(Locale.ROOT),
                  target.allowed().contains("reopen") ? ": reopen it first" : ""));
    }
    IncidentSnapshot closed = facts.in(IncidentState.CLOSED, at);
    return new Allowed(
        closed.with(closed.subject().partOf(null)).with(closed.progress().goingOnIn(target.id())),
        other,
        false);
  }

  /** What is written to the one that ends is told where the other is followed. */
  private static String readByMore(Incident merged, String other) {
    return ("%2$s is talked about in a thread that others read, and they would read what is written"
            + " to %1$s. %3$s: relate %1$s %2$s.")
        .formatted(
            merged.key(),
            other,
            merged.sharedIn() == null
                ? "Merge them the other way round: merge %s into %s; or relate them"
                    .formatted(other, merged.key())
                : "Relate them instead");
  }

  /** Of two outages, it stays part of its own. */
  static Decision absorb(IncidentSnapshot facts, Incident merged) {
    return new Allowed(
        facts.subject().outage() == null
            ? facts.with(facts.subject().partOf(merged.outage()))
            : facts,
        merged.key(),
        false);
  }

  /**
   * In whatever states they are: what was solved helps with what is not. Whose the one is need not
   * know of the other, so its key is for agents.
   */
  static Decision relate(String key, IncidentSnapshot facts, Incident other) {
    if (other.key().equals(key)) {
      return new Refused(key + " cannot be related to itself.");
    }
    if (other.mergedInto() != null) {
      return new Refused(
          "%1$s was merged into %2$s: relate %3$s to %2$s."
              .formatted(other.key(), other.mergedInto(), key));
    }
    if (other.related().stream().map(Incident::key).anyMatch(key::equals)) {
      return new AlreadySo("%s and %s are related already.".formatted(key, other.key()));
    }
    return other.related().size() >= MOST_RELATED
        ? new Refused(
            "%s is related to %d others; it takes no more.".formatted(other.key(), MOST_RELATED))
        : new Allowed(facts, other.key(), true);
  }

  /** Whatever is done to one that was merged belongs to where it goes on. */
  static Decision afterwards(String key, String target, IncidentChange change) {
    String is = "%s was merged into %s".formatted(key, target);
    return switch (change) {
      case IncidentChange.MergeInto(Incident again, _) ->
          again.key().equals(target)
              ? new AlreadySo(is + " already.")
              : new Refused(is + ", so it is merged no more: merge " + target + ".");
      case IncidentChange other ->
          new Refused(
              "%s, where it goes on: `%s` is for %s now."
                  .formatted(is, IncidentRules.verb(other), target));
    };
  }
}
