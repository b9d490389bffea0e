package dev.deskhand.notifications.notifiers;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.OutboxDraft;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody follows a ticket of theirs.
 *
 * @param at the place
 * @param personId who is alone with the desk there; null for a thread that others read too
 * @param card whether the ticket's card is there, and what is told stands in its thread; otherwise
 *     each message comes by itself
 */
record TicketFollower(Address at, @Nullable Long personId, boolean card) {

  boolean shared() {
    return personId == null;
  }

  boolean isOf(long person) {
    return personId != null && personId == person;
  }

  /**
   * The ticket's card.
   *
   * @param as as whom it is read
   * @param reported where it was reported, as {@link Place#label()} writes it; null if that was at
   *     another time
   */
  List<OutboxDraft> shows(String key, CardReader as, @Nullable String reported) {
    if (!card) {
      return List.of();
    }
    return List.of(
        shared()
            ? OutboxDraft.card(at, key, as)
            : OutboxDraft.ownCard(at, key, as, reported == null ? "" : channelOf(reported)));
  }

  /** The channel in a place on this platform; empty if the place is elsewhere. */
  private String channelOf(String place) {
    return Address.read(place)
        .filter(address -> address.platform().equals(at.platform()))
        .map(
            address ->
                switch (address) {
                  case Address.Channel(_, String channel) -> channel;
                  case Address.Thread(_, String channel, _) -> channel;
                  case Address.Person _ -> "";
                })
        .orElse("");
  }

  OutboxDraft says(Line line) {
    if (!card) {
      return OutboxDraft.message(at, line.alone());
    }
    return shared()
        ? OutboxDraft.message(at, line.amongOthers())
        : OutboxDraft.underCard(at, line.key(), line.underCard());
  }

  /**
   * Something that is told of a ticket.
   *
   * @param title what the ticket is about
   * @param words a sentence
   * @param actions what can be done then
   */
  record Line(String key, String title, String words, List<Action> actions) {
    Line {
      actions = List.copyOf(actions);
    }

    /** A message that says by itself what it is about. */
    Reply.Text alone() {
      return new Reply.Text("%s (%s): %s".formatted(key, title, words), List.of(key), actions);
    }

    /** In a thread, where several tickets may be talked about. */
    Reply.Text amongOthers() {
      return new Reply.Text("%s: %s".formatted(key, words), List.of(key), pressing());
    }

    /** In the thread of the ticket's own card. */
    Reply.Text underCard() {
      String sentence = words.startsWith("it ") ? "It" + words.substring(2) : words;
      return new Reply.Text(sentence, List.of(key), pressing());
    }

    /** In a thread one answers by writing there; a button for it is for what is urgent. */
    private List<Action> pressing() {
      return actions.stream()
          .filter(
              action ->
                  !action.command().startsWith("reply ") || action.style() == Action.Style.PRIMARY)
          .toList();
    }
  }
}
