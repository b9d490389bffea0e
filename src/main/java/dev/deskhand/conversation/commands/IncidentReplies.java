package dev.deskhand.conversation.commands;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Changes an incident, and answers with how it is now or why it could not be changed. */
@Component
public class IncidentReplies {

  private final Incidents incidents;
  private final AllowedActions allowed;

  IncidentReplies(Incidents incidents, AllowedActions allowed) {
    this.incidents = incidents;
    this.allowed = allowed;
  }

  /** The answer to a change, which is carried out. */
  public List<Reply> change(Incident incident, IncidentChange change, CommandContext context) {
    return switch (incidents.change(incident.id(), change, context.actor())) {
      case Incidents.Outcome.Done done ->
          Replies.one(
              IncidentCards.card(done.incident(), IncidentTicket.reader(done.incident(), context)));
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no ->
          Replies.notAllowed(
              no.why(),
              allowed.those(
                  no.allowed(),
                  IncidentTicket.relations(no.incident(), context.person()),
                  context));
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }

  /**
   * Why a command is not possible in an incident's state; empty if it is.
   *
   * @param words the command as it is typed
   */
  public Optional<List<Reply>> refusedBeforehand(
      String words, Ticket ticket, CommandContext context) {
    return ticket instanceof IncidentTicket(Incident incident, _, _)
            && !incident.allowed().contains(words)
        ? Optional.of(
            Replies.notAllowed(
                incident.key()
                    + " is "
                    + IncidentCards.stateWords(incident)
                    + ", so `"
                    + words
                    + "` is not possible now.",
                allowed.those(incident.allowed().stream().sorted().toList(), ticket, context)))
        : Optional.empty();
  }

  /** How many there are in a list, in words. */
  public static String count(Incidents.Page<?> page) {
    return page.total() >= Incidents.Page.COUNTED ? "1,000 or more" : page.total() + " in all";
  }

  /** A constant as a form's choice has it. */
  public static String choice(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
