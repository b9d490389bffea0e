package dev.deskhand.notifications.notifiers;

import dev.deskhand.chat.Action;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the two sides of an incident read of what happens to it. */
final class IncidentMessages {

  private IncidentMessages() {}

  /** Whether the card looks different afterwards, or may. */
  static boolean changesCard(IncidentChange change) {
    return !(change instanceof IncidentChange.Note) && !isAboutPastWords(change);
  }

  static boolean isAboutPastWords(IncidentChange change) {
    return change instanceof IncidentChange.Amend || change instanceof IncidentChange.Withdraw;
  }

  /** Whether the assignee is told apart from the card's thread, if it was not they who did it. */
  static boolean isNewsToAssignee(Incident incident, IncidentChange change, boolean asker) {
    return change instanceof IncidentChange.Absorb
        || (change instanceof IncidentChange.MergeInto(Incident target, _)
            && !Objects.equals(target.assigneeId(), incident.assigneeId()))
        || (asker && !isAboutPastWords(change));
  }

  /**
   * What the agents read in the card's thread; empty for what the card itself shows, and for what
   * was said there.
   *
   * @param who who did it
   * @param asker whether that is the requester or the reporter
   */
  static Optional<String> forAgents(
      Incident incident, IncidentChange change, String who, boolean asker) {
    String requester = incident.requesterName();
    return switch (change) {
      case IncidentChange.Say(String text, _) ->
          Optional.of(
              asker
                  ? "%s wrote: %s".formatted(who, text)
                  : "%s replied to %s: %s".formatted(who, requester, text));
      case IncidentChange.Amend(String text, boolean internal) ->
          internal
              ? Optional.empty()
              : Optional.of(
                  asker
                      ? "%s edited what they wrote: %s".formatted(who, text)
                      : "%s edited their reply to %s: %s".formatted(who, requester, text));
      case IncidentChange.Withdraw(String which, boolean internal) ->
          internal
              ? Optional.empty()
              : Optional.of(
                  asker
                      ? "%s deleted %s.".formatted(who, which)
                      : "%s deleted %s to %s.".formatted(who, which, requester));
      case IncidentChange.Reopen(String why) when asker ->
          Optional.of(who + " reopened it: " + why);
      case IncidentChange.Cancel(String why) when asker ->
          Optional.of(who + " cancelled it" + because(why));
      case IncidentChange.MergeInto(Incident target, _) ->
          Optional.of("%s merged it into %s, where it goes on.".formatted(who, target.key()));
      case IncidentChange.Absorb(Incident merged) ->
          Optional.of("%s merged %s into it: %s".formatted(who, merged.key(), merged.title()));
      case IncidentChange.Relate(Incident other) ->
          Optional.of("%s related it to %s: %s".formatted(who, other.key(), other.title()));
      case IncidentChange.Reopen _,
          IncidentChange.Cancel _,
          IncidentChange.Take _,
          IncidentChange.AssignToPerson _,
          IncidentChange.AssignToTeam _,
          IncidentChange.Prioritise _,
          IncidentChange.Note _,
          IncidentChange.Wait _,
          IncidentChange.Resume _,
          IncidentChange.Resolve _,
          IncidentChange.Close _,
          IncidentChange.AttachToOutage _,
          IncidentChange.DetachFromOutage _ ->
          Optional.empty();
    };
  }

  /**
   * What the requester and the reporter read; empty for what is the desk's own business.
   *
   * @param readers the sentences that name who comes to read it by a merge
   * @param readsRelated whether they may know of the one to which it was related
   */
  static Optional<TicketFollower.Line> forRequester(
      Incident incident, IncidentChange change, String who, String readers, boolean readsRelated) {
    String key = incident.key();
    Action reply = Action.of("Reply…", "reply " + key);
    return switch (change) {
      case IncidentChange.Take _ -> line(incident, who + " works on it.", reply);
      case IncidentChange.Wait(var on, String why) ->
          switch (on) {
            case REQUESTER ->
                line(
                    incident,
                    who + " waits for your answer" + because(why),
                    Action.primary("Reply…", "reply " + key));
            case VENDOR -> line(incident, "it waits for the vendor" + because(why), reply);
            case PROBLEM ->
                line(incident, "it waits until its cause is found" + because(why), reply);
          };
      case IncidentChange.Say(String words, _) -> line(incident, who + " wrote: " + words, reply);
      case IncidentChange.Amend(String words, boolean internal) ->
          internal
              ? Optional.empty()
              : line(incident, who + " edited what they wrote: " + words, reply);
      case IncidentChange.Withdraw(String which, boolean internal) ->
          internal
              ? Optional.empty()
              : line(incident, "%s deleted %s.".formatted(who, which), reply);
      case IncidentChange.Resolve(String how) ->
          line(incident, who + " resolved it: " + how, reopen(incident));
      case IncidentChange.Close _ -> line(incident, who + " closed it.", reopen(incident));
      case IncidentChange.Reopen(String why) -> line(incident, who + " reopened it: " + why, reply);
      case IncidentChange.Cancel(String why) ->
          line(incident, who + " cancelled it" + because(why));
      case IncidentChange.AttachToOutage(String outageKey, boolean open) ->
          line(
              incident,
              open
                  ? "it is part of " + outageKey + ". You are told how that goes on."
                  : "it was part of " + outageKey + ", which is over.",
              Action.of("Show " + outageKey, "show " + outageKey));
      case IncidentChange.MergeInto(Incident target, Incident merged) ->
          line(
              incident,
              "%s merged it into %s, where it goes on.".formatted(who, target.key())
                  + leaves(merged.outage(), target.outage())
                  + readers,
              Action.of("Show " + target.key(), "show " + target.key()));
      case IncidentChange.Absorb(Incident merged) ->
          line(
              incident,
              "%s merged %s into it.".formatted(who, merged.key()),
              Action.of("Show " + key, "show " + key));
      case IncidentChange.Relate(Incident other) ->
          readsRelated
              ? line(
                  incident,
                  "it is related to " + other.key() + ".",
                  Action.of("Show " + other.key(), "show " + other.key()))
              : line(
                  incident,
                  other.requesterId() == incident.requesterId()
                      ? "it is related to another incident."
                      : "it is related to what somebody else reported.");
      case IncidentChange.DetachFromOutage(String outageKey) ->
          line(incident, "it is not part of " + outageKey + " after all.", reply);
      case IncidentChange.AssignToPerson _,
          IncidentChange.AssignToTeam _,
          IncidentChange.Prioritise _,
          IncidentChange.Note _,
          IncidentChange.Resume _ ->
          Optional.empty();
    };
  }

  /** Of two outages, the one in which it goes on stays part of its own. */
  private static String leaves(@Nullable String outage, @Nullable String kept) {
    return outage == null || kept == null || outage.equals(kept)
        ? ""
        : " It is not part of %s any more.".formatted(outage);
  }

  private static Action[] reopen(Incident incident) {
    return incident.allowed().contains("reopen")
        ? new Action[] {Action.of("Reopen…", "reopen " + incident.key())}
        : new Action[0];
  }

  private static Optional<TicketFollower.Line> line(
      Incident incident, String words, Action... actions) {
    return Optional.of(
        new TicketFollower.Line(incident.key(), incident.title(), words, List.of(actions)));
  }

  private static String because(@Nullable String why) {
    return why == null || why.isBlank() ? "." : ": " + why;
  }
}
