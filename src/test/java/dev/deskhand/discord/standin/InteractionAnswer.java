package dev.deskhand.discord.standin;

import java.util.List;

/** What the bot did first with an interaction. */
public sealed interface InteractionAnswer {
  /** Replied at once with a message. */
  record Replied(String messageId, boolean ephemeral) implements InteractionAnswer {}

  /** Shows "is thinking": a message is to come, and who will see it is settled. */
  record Deferred(String messageId, boolean ephemeral) implements InteractionAnswer {}

  /** Acknowledged a component and may change its message later. */
  record DeferredUpdate(String messageId) implements InteractionAnswer {}

  /** Changed the message that the component is in. */
  record Updated(String messageId) implements InteractionAnswer {}

  /** Offered these completions. */
  record Completed(List<Choice> choices) implements InteractionAnswer {
    public Completed {
      choices = List.copyOf(choices);
    }
  }

  /** Opened a form. */
  record Opened(StandInModal modal) implements InteractionAnswer {}

  /** A completion: what is shown and what is sent. */
  record Choice(String name, String value) {}
}
