package dev.deskhand.conversation.commands.desk;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.status.Outage;
import dev.deskhand.tickets.Incident;
import java.util.List;

/** What is said to somebody who reports what may be known already. */
final class KnownIssues {

  private KnownIssues() {}

  /** That it may be part of an open outage. */
  static Reply outage(Incident incident, Outage outage, boolean canAttach) {
    Action show = Action.of("Show " + outage.key(), "show " + outage.key());
    return new Reply.Text(
        "This looks like the open outage "
            + outage.key()
            + ": "
            + OutageCards.title(outage)
            + "."
            + (canAttach
                ? " Attach the incident to it, and its requester will be told how it goes on."
                : ""),
        List.of(incident.key(), outage.key()),
        canAttach
            ? List.of(
                Action.primary(
                    "Attach to " + outage.key(), "attach " + incident.key() + " " + outage.key()),
                show)
            : List.of(show));
  }

  /** That the same person may have reported it before. */
  static Reply incident(Incident incident, Incident known) {
    return new Reply.Text(
        "This looks like "
            + known.key()
            + ", which is still open: "
            + known.title()
            + ". If it is the same, attach it: your words are added there and "
            + incident.key()
            + " is cancelled.",
        List.of(incident.key(), known.key()),
        List.of(
            Action.primary(
                "Attach to " + known.key(), "attach " + incident.key() + " " + known.key()),
            Action.of("Show " + known.key(), "show " + known.key())));
  }
}
