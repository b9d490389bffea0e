package dev.deskhand.conversation.tickets;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.Relation;
import dev.deskhand.people.Person;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An outage. It is announced to everyone, so everyone may read it. */
public record OutageTicket(Outage outage, Outages outages) implements Ticket {

  @Override
  public String key() {
    return outage.key();
  }

  @Override
  public Set<Relation> relations(Person person) {
    return Set.of(Relation.READER);
  }

  @Override
  public boolean open() {
    return outage.open();
  }

  @Override
  public Reply.Row row() {
    return OutageCards.row(outage);
  }

  /** Which incidents are part of it tells whom it affects. */
  @Override
  public List<Reply> show(int page, CommandContext context) {
    if (page > 1) {
      return Replies.onePage(key(), page);
    }
    return Replies.one(
        context.agent()
            ? OutageCards.card(
                outage, outages.timeline(outage.id()), outages.incidents(outage.id()), true)
            : OutageCards.card(outage, outages.announcements(outage.id()), List.of(), false));
  }

  @Override
  public AuditTrail audit(int page, Person reader) {
    return AuditTrail.of(
        outages.timeline(outage.id()).stream()
            .map(
                entry ->
                    AuditTrail.row(
                        entry, entry.verb().words(), OutageCards.change(entry), entry.words()))
            .toList(),
        page);
  }

  @Override
  public Optional<TicketTalk> talk() {
    return Optional.empty();
  }
}
