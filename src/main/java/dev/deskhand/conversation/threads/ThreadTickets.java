package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandParser;
import dev.deskhand.notifications.TicketThreads;
import dev.deskhand.notifications.TicketThreads.TicketThread;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which ticket is talked about where. */
@Component
public class ThreadTickets {

  private final TicketThreads threads;
  private final ThreadMessages messages;
  private final Tickets tickets;
  private final CommandParser parser;

  ThreadTickets(
      TicketThreads threads, ThreadMessages messages, Tickets tickets, CommandParser parser) {
    this.threads = threads;
    this.messages = messages;
    this.tickets = tickets;
    this.parser = parser;
  }

  /**
   * The ticket that the talk in a thread is about.
   *
   * @param side who reads along
   * @param thread the key of the ticket whose thread it is; another one if that goes on in this one
   */
  record Owner(Ticket ticket, TicketThreads.Side side, String thread) {}

  /**
   * What an utterance means where it was made; empty if it does not concern the desk. That costs
   * one read of an index and leaves no trace: the desk sits in busy channels.
   */
  public Optional<Command> meant(Origin origin, Command command) {
    Place place = origin.place();
    return switch (command) {
      case Command.ThreadMessage message ->
          !threads.at(place).isEmpty()
              ? Optional.of(message)
              : Optional.of(message.otherwise()).filter(said -> place.direct());
      case Command.MessageEdited edited ->
          messages
              .find(place, edited.message())
              .filter(known -> !known.words().equals(edited.text()))
              .map(known -> edited);
      case Command.MessageDeleted deleted ->
          messages.find(place, deleted.message()).map(known -> deleted);
      case Command.ThreadCommand ofThread ->
          Optional.of(
              owner(place)
                  .flatMap(owner -> TicketKey.parse(owner.ticket().key()))
                  .map(key -> parser.about(key, ofThread))
                  .orElse(ofThread.otherwise()));
      case Command.Call<?> call -> Optional.of(call);
      case Command.Ask ask -> Optional.of(ask);
      case Command.Home home -> Optional.of(home);
      case Command.FreeText free -> Optional.of(free);
      case Command.Misunderstood misunderstood -> Optional.of(misunderstood);
    };
  }

  /** Of several tickets in one thread, the newest that is still open; else the newest. */
  Optional<Owner> owner(Place place) {
    Optional<Owner> newest = Optional.empty();
    List<TicketThread> there = threads.at(place);
    for (TicketThread thread : there) {
      Optional<Owner> owner =
          find(thread.key())
              .flatMap(this::whereItGoesOn)
              .map(ticket -> new Owner(ticket, thread.side(), ownOr(thread.key(), ticket, there)));
      if (owner.isPresent() && (there.size() == 1 || isOpen(owner.get().ticket()))) {
        return owner;
      }
      newest = newest.isPresent() ? newest : owner;
    }
    return newest;
  }

  /** Whether a place is a ticket's thread. */
  public boolean isOf(Place place, TicketKey ticket) {
    return threads.at(place).stream().map(TicketThread::key).anyMatch(ticket.text()::equals);
  }

  /** Who wrote a message that is part of the talk about a ticket. */
  public Optional<Long> author(Place place, String message) {
    return messages.find(place, message).map(ThreadMessages.Heard::personId);
  }

  /** A ticket by its key. */
  Optional<Ticket> find(String key) {
    return TicketKey.parse(key).flatMap(tickets::find);
  }

  /** Where both were talked about, it is the thread of the one in which the other goes on. */
  private static String ownOr(String key, Ticket ticket, List<TicketThread> there) {
    return there.stream().anyMatch(thread -> thread.key().equals(ticket.key()))
        ? ticket.key()
        : key;
  }

  private Optional<Ticket> whereItGoesOn(Ticket ticket) {
    return ticket.goesOnIn().map(this::find).orElseGet(() -> Optional.of(ticket));
  }

  /** Whether people may talk about it still. */
  private static boolean isOpen(Ticket ticket) {
    return ticket.open() && ticket.talk().isPresent();
  }
}
