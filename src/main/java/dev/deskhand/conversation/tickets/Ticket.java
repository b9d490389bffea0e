package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.language.Relation;
import dev.deskhand.people.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A ticket of some kind. What only some kinds can do, the commands on them know. */
public interface Ticket {

  /** Its key, as people and the record of refusals have it. */
  String key();

  /** What a person is to it. */
  Set<Relation> relations(Person person);

  /** Whether there is work on it still. */
  boolean open();

  /**
   * Whether what is said of it among agents is for somebody; nothing is, unless a kind has such.
   */
  default boolean showsInternal(Person person) {
    return false;
  }

  /** It in a list. */
  Reply.Row row();

  /** It with what happened to it, page by page. */
  List<Reply> show(int page, CommandContext context);

  /** One page of its whole record, as somebody who audits it may read it. */
  AuditTrail audit(int page, Person reader);

  /** The key of another ticket to which all belongs that is said in its thread. */
  default Optional<String> goesOnIn() {
    return Optional.empty();
  }

  /** What is said in its thread; empty for a kind that is not talked about in threads. */
  Optional<TicketTalk> talk();
}
