package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.roles;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.commands.OutageReplies;
import dev.deskhand.conversation.commands.Replies;
import dev.deskhand.conversation.commands.RequestReplies;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.language.Relation;
import dev.deskhand.language.Role;
import dev.deskhand.tickets.HistoryEntry;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows a ticket. */
@Component
@Order(60)
final class ShowCommand implements DeskCommand<ShowCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of("show", CommandGroup.DESK, "Shows a ticket with its history", "show INC-12")
          .takes(Param.key("the ticket", "inc", "req", "out"), Param.page())
          // managers follow a figure to its evidence; admins see it all in the audit anyway
          .permits(
              roles(Role.AGENT, Role.MANAGER, Role.ADMIN)
                  .relations(
                      Relation.REQUESTER,
                      Relation.ASSIGNEE,
                      Relation.WATCHER,
                      Relation.APPROVER,
                      Relation.READER))
          .with(Trait.READS);

  record Arguments(TicketKey key, int page) implements OnTicket {}

  private final Incidents incidents;
  private final RequestReplies requests;
  private final OutageReplies outages;

  ShowCommand(Incidents incidents, RequestReplies requests, OutageReplies outages) {
    this.incidents = incidents;
    this.requests = requests;
    this.outages = outages;
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, AnyTicket ticket, CommandContext context) {
    return switch (ticket) {
      case AnyTicket.OfIncident of -> incident(of, given.page(), context);
      case AnyTicket.OfRequest of when given.page() > 1 -> onePage(given, of);
      case AnyTicket.OfRequest(var request) -> requests.show(request, context);
      case AnyTicket.OfOutage of when given.page() > 1 -> onePage(given, of);
      case AnyTicket.OfOutage(var outage) -> outages.show(outage, context);
      case AnyTicket.None none -> Replies.unknownTicket(given.key().text());
    };
  }

  private List<Reply> incident(AnyTicket.OfIncident ticket, int page, CommandContext context) {
    Incident incident = ticket.incident();
    boolean internal = context.agent() && !ticket.hidesInternalFrom(context.person());
    Page<HistoryEntry> history = incidents.history(incident.id(), internal, page);
    if (history.isPastEnd()) {
      return Replies.noPage("show " + incident.key(), history);
    }
    Reply.Card card =
        IncidentCards.card(incident, IncidentReplies.reader(incident, context), history.items());
    List<Action> pages = Replies.pages("show " + incident.key(), page, history.hasNext());
    return pages.isEmpty()
        ? Replies.one(card)
        : List.of(card, new Reply.Choices("The history goes on.", pages));
  }

  private static List<Reply> onePage(Arguments given, AnyTicket ticket) {
    return Replies.one(
        new Reply.Text(
            "There is no page %d: all of %s stands on the first."
                .formatted(given.page(), ticket.key()),
            List.of(ticket.key()),
            List.of(Action.of("Show " + ticket.key(), "show " + ticket.key()))));
  }
}
