package dev.deskhand.platform;

import dev.deskhand.chat.Reply;
import dev.deskhand.language.Command;
import dev.deskhand.language.Visibility;
import java.util.List;
import java.util.Optional;

/**
 * Answers to people who changed a ticket by a button or a form, and see its card anyway: one line
 * instead of another card.
 */
public final class ShortConfirmation {

  private ShortConfirmation() {}

  /**
   * The same replies, in which a line stands for the card of the ticket that was changed. What
   * everybody sees says on its card who can read it, and stays one.
   */
  public static List<Reply> of(List<Reply> replies, Command command) {
    return replies.stream()
        .map(
            reply ->
                changed(reply, command)
                    .filter(card -> command.visibility() == Visibility.ONLY_YOU)
                    .<Reply>map(card -> line(card, command))
                    .orElse(reply))
        .toList();
  }

  /** The card of the ticket that the command changed, if a reply is that. */
  public static Optional<Reply.Card> changed(Reply reply, Command command) {
    return reply instanceof Reply.Card card
            && command instanceof Command.Call<?> call
            && call.definition().spec().changes()
            && call.ticket().filter(key -> key.text().equals(card.key())).isPresent()
        ? Optional.of(card)
        : Optional.empty();
  }

  private static Reply line(Reply.Card card, Command command) {
    String did = command.spec().map(spec -> spec.words() + " ").orElse("") + card.key();
    Reply.Standing standing = card.standing();
    String stands = standing == null ? "" : " It is " + standing.fact().value() + " now.";
    return new Reply.Text(
        "Done: %s (%s).%s".formatted(did, card.title(), stands), List.of(card.key()), List.of());
  }
}
