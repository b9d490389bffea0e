package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.language.Relation;
import dev.deskhand.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a command is about that names no ticket. */
public record NoTicket() implements Ticket {

  @Override
  public String key() {
    return "";
  }

  @Override
  public Set<Relation> relations(Person person) {
    return Set.of();
  }

  @Override
  public boolean open() {
    return false;
  }

  @Override
  public Reply.Row row() {
    throw new IllegalStateException("No ticket has no row");
  }

  @Override
  public List<Reply> show(int page, CommandContext context) {
    throw new IllegalStateException("No ticket can be shown");
  }

  @Override
  public AuditTrail audit(int page, Person reader) {
    throw new IllegalStateException("No ticket has no record");
  }

  @Override
  public Optional<TicketTalk> talk() {
    return Optional.empty();
  }
}
