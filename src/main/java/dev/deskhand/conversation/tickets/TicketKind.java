package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.people.Person;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of ticket: all that the conversation asks of it without knowing which it is. */
public interface TicketKind {

  /** How its keys begin. */
  TicketKey.Kind kind();

  /** The ticket of that key. */
  Optional<Ticket> find(String key);

  /** Those of these ids in a list, by id; one statement for all. */
  Map<Long, Reply.Row> rows(Collection<Long> ids);

  /** The keys of those about which people may be talking now, and when each last changed. */
  Map<String, Instant> changedLately(int atMost);

  /**
   * What a person is offered where a key of this kind is wanted.
   *
   * @param typed what they have typed of it
   */
  Stream<Reply.Option> suggestions(Person person, String typed);
}
