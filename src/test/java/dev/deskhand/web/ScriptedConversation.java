package dev.deskhand.web;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Spoken;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers what a test told it to, each event once unless it refuses it, and remembers what it was
 * given.
 */
final class ScriptedConversation implements Conversation {

  record Heard(Origin origin, Command command) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final Set<String> events = new HashSet<>();
  private final Map<String, String> threads = new HashMap<>();
  private List<Reply> answer = List.of(new Reply.Text("Understood."));

  @Override
  public Command read(Utterance utterance) {
    return Spoken.PARSER.parse(utterance);
  }

  @Override
  public synchronized List<Reply> handle(Origin origin, Command command) {
    if (!events.add(origin.eventId())) {
      return List.of();
    }
    heard.add(new Heard(origin, command));
    if (answer.stream().allMatch(Reply.Refusal.class::isInstance)) {
      events.remove(origin.eventId());
    }
    return answer;
  }

  @Override
  public synchronized boolean isThreadOf(Place place, TicketKey ticket) {
    return ticket.text().equals(threads.get(String.valueOf(place.thread())));
  }

  /** Has a message be the card of a ticket. */
  synchronized void card(String message, String key) {
    threads.put(message, key);
  }

  synchronized void answers(Reply... replies) {
    answer = List.of(replies);
  }

  List<Heard> heard() {
    return heard;
  }

  synchronized void reset() {
    heard.clear();
    events.clear();
    threads.clear();
    answer = List.of(new Reply.Text("Understood."));
  }
}
