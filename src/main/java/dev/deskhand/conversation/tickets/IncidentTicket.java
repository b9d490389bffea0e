package dev.deskhand.conversation.tickets;

import dev.deskhand.cards.CardReader;
import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.Relation;
import dev.deskhand.language.Role;
import dev.deskhand.people.Person;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Viewer;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentValues;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An incident.
 *
 * @param said how it is talked about
 */
public record IncidentTicket(Incident incident, Incidents incidents, TicketTalk said)
    implements Ticket {

  private static final String KEPT_FROM_REQUESTER = "(internal, not for its requester)";

  /** What a person is to an incident. */
  public static Set<Relation> relations(Incident incident, Person person) {
    EnumSet<Relation> relations = EnumSet.noneOf(Relation.class);
    if (incident.requesterId() == person.id()) {
      relations.add(Relation.REQUESTER);
    }
    if (incident.reporterId() == person.id() || incident.alsoReportedBy().contains(person.id())) {
      relations.add(Relation.WATCHER);
    }
    if (incident.assigneeId() != null && incident.assigneeId() == person.id()) {
      relations.add(Relation.ASSIGNEE);
    }
    return relations;
  }

  /** For whom a card of an incident is made. */
  public static CardReader reader(Incident incident, CommandContext context) {
    if (context.agent()) {
      return CardReader.AGENT;
    }
    if (incident.requesterId() == context.person().id()) {
      return CardReader.REQUESTER;
    }
    return incident.isAskedBy(context.person().id()) ? CardReader.REPORTER : CardReader.ONLOOKER;
  }

  @Override
  public String key() {
    return incident.key();
  }

  @Override
  public Set<Relation> relations(Person person) {
    return relations(incident, person);
  }

  @Override
  public boolean open() {
    return incident.state().open();
  }

  @Override
  public boolean showsInternal(Person person) {
    return person.is(Role.AGENT) && !hidesInternalFrom(person);
  }

  /**
   * Whether what agents say among themselves of it is kept from somebody: it never reaches its
   * requester, not even one who is an agent or an admin too.
   */
  private boolean hidesInternalFrom(Person person) {
    return incident.requesterId() == person.id();
  }

  @Override
  public Reply.Row row() {
    return IncidentCards.row(incident);
  }

  @Override
  public List<Reply> show(int page, CommandContext context) {
    Page<RecordEntry> history =
        incidents.history(
            incident.id(), showsInternal(context.person()) ? Viewer.AGENT : Viewer.REQUESTER, page);
    if (history.isPastEnd()) {
      return Replies.noPage("show " + incident.key(), history);
    }
    CardReader reader = reader(incident, context);
    Reply.Card card =
        IncidentCards.card(incident, reader, history.items(), related(reader, context.person()));
    List<Action> pages = Replies.pages("show " + incident.key(), page, history.hasNext());
    return pages.isEmpty()
        ? Replies.one(card)
        : List.of(card, new Reply.Choices("The history goes on.", pages));
  }

  /** Those whose ticket it is may see what is theirs, too, and of others not so much as the key. */
  private List<Long> related(CardReader reader, Person person) {
    return switch (reader) {
      case AGENT, ONLOOKER -> incident.related();
      case APPROVER -> List.of();
      case REQUESTER, REPORTER ->
          incident.related().isEmpty()
              ? List.of()
              : incidents.byIds(incident.related()).stream()
                  .filter(other -> !relations(other, person).isEmpty())
                  .map(Incident::id)
                  .sorted()
                  .toList();
    };
  }

  /** Of one's own it tells that something internal was said, by whom and when, and not what. */
  @Override
  public AuditTrail audit(int page, Person reader) {
    Page<RecordEntry> history =
        incidents.history(
            incident.id(),
            hidesInternalFrom(reader) ? Viewer.AUDITING_REQUESTER : Viewer.AGENT,
            page);
    return new AuditTrail(
        history.items().stream().map(entry -> row(entry, reader)).toList(),
        history.total(),
        history.hasNext());
  }

  private Reply.Row row(RecordEntry entry, Person reader) {
    String of = entry.subject().key();
    return AuditTrail.row(
        entry,
        entry.verb().words() + (of.equals(key()) ? "" : " of " + of),
        AuditTrail.change(entry.before(), entry.after(), IncidentValues::inWords),
        hidesInternalFrom(reader) && entry.internal() ? KEPT_FROM_REQUESTER : entry.words());
  }

  @Override
  public Optional<TicketTalk> talk() {
    return Optional.of(said);
  }

  @Override
  public Optional<String> goesOnIn() {
    return Optional.ofNullable(incident.mergedInto());
  }
}
