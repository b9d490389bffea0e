package dev.deskhand.discord;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the desk remembers of the cards that it has shown, for tests of the adapter alone. */
final class ShownCards {

  private final Set<String> ended = new HashSet<>();

  /** A card of the ticket INC-7 that stands so: {@code waiting for the vendor}. */
  static Reply.Card card(String state, int priority, boolean over) {
    Reply.State value =
        Stream.of(Reply.State.values())
            .filter(
                each -> state.startsWith(each.name().toLowerCase(Locale.ROOT).replace('_', ' ')))
            .findFirst()
            .orElseThrow();
    return new Reply.Card(
        "INC-7",
        "The lift beeps",
        over ? Reply.Tone.DONE : Reply.Tone.NEUTRAL,
        List.of(),
        "",
        List.of(),
        over ? List.of() : List.of(Action.of("Cancel…", "cancel INC-7")),
        new Reply.Standing(value, new Reply.Fact("State", state), priority, over));
  }

  /** Whether the card that is edited, or under which something is said, says that work is over. */
  boolean ended(@Nullable MessageRef edits, @Nullable MessageRef under) {
    return (edits != null && ended.contains(edits.message()))
        || (under != null && ended.contains(under.message()));
  }

  /** A delivery has been tried. */
  Delivery noted(Reply reply, Delivery delivery) {
    if (reply instanceof Reply.Card card && delivery instanceof Delivery.Delivered(MessageRef at)) {
      if (card.ended()) {
        ended.add(at.message());
      } else {
        ended.remove(at.message());
      }
    }
    return delivery;
  }
}
