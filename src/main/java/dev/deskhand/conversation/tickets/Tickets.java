package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.TicketKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tickets of every kind. */
@Component
public class Tickets {

  private final Map<TicketKey.Kind, TicketKind> kinds = new EnumMap<>(TicketKey.Kind.class);

  /**
   * @throws IllegalStateException if a kind has none, or more than one, who knows it
   */
  Tickets(List<TicketKind> kinds) {
    for (TicketKind kind : kinds) {
      if (this.kinds.put(kind.kind(), kind) != null) {
        throw new IllegalStateException("Two know the tickets of " + kind.kind());
      }
    }
    for (TicketKey.Kind kind : TicketKey.Kind.values()) {
      of(kind);
    }
  }

  /** The ticket of that key. */
  public Optional<Ticket> find(TicketKey key) {
    return of(key.kind()).find(key.text());
  }

  /** All kinds. */
  public Stream<TicketKind> kinds() {
    return kinds.values().stream();
  }

  /** One kind. */
  public TicketKind of(TicketKey.Kind kind) {
    TicketKind known = kinds.get(kind);
    if (known == null) {
      throw new IllegalStateException("Nobody knows the tickets of " + kind);
    }
    return known;
  }
}
