package dev.deskhand.conversation.threads;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.notifications.TicketThreads;
import dev.deskhand.notifications.TicketThreads.TicketThread;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks the services which tickets are open, and then where they are talked about. */
@Component
class OpenTicketThreadsReader implements OpenTicketThreads {

  private static final int MOST = 1_000;

  private final Tickets tickets;
  private final TicketThreads threads;
  private final ThreadMessages messages;

  OpenTicketThreadsReader(Tickets tickets, TicketThreads threads, ThreadMessages messages) {
    this.tickets = tickets;
    this.threads = threads;
    this.messages = messages;
  }

  @Override
  public List<Place> open(String platform, int atMost) {
    List<String> keys =
        tickets
            .kinds()
            .flatMap(kind -> kind.changedLately(atMost).entrySet().stream())
            .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
            .limit(atMost)
            .map(Map.Entry::getKey)
            .toList();
    Map<String, List<Place>> places = threads.of(platform, keys);
    return keys.stream()
        .flatMap(key -> places.getOrDefault(key, List.of()).stream())
        .distinct()
        .limit(atMost)
        .toList();
  }

  @Override
  public List<String> taken(Place place, String after) {
    List<String> own = threads.at(place).stream().map(TicketThread::key).toList();
    return messages.after(place, after, own, MOST);
  }
}
