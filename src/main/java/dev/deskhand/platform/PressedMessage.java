package dev.deskhand.platform;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody pressed a button of, or filled in a form of, which decides how they are answered.
 * Their own view of a ticket's card gives way to the changed one; under a card that others see, one
 * line says what was done; anywhere else the answer stands by itself.
 */
public enum PressedMessage {
  /** The card of the ticket that is pressed, which this person alone sees. */
  OWN_CARD,

  /** That card where others see it, or see to it that it follows its ticket. */
  SHARED_CARD,

  /** A question, or a page of a list, which this person alone sees. */
  OWN_QUESTION,

  /** A window over all else, which shows one answer at a time. */
  WINDOW,

  /** Anything else, or nothing: a row of a list, another ticket's card, typed words. */
  OTHER;

  private static final Pattern PAGE = Pattern.compile(".* page:\\d+");

  /**
   * What a button stands in, if its message holds nothing but this reply.
   *
   * @param command the words that the button stands for
   */
  public static PressedMessage of(Reply reply, String command) {
    if (reply instanceof Reply.Choices || PAGE.matcher(command).matches()) {
      return OWN_QUESTION;
    }
    Optional<String> about =
        Arrays.stream(command.split(" ", -1))
            .flatMap(word -> TicketKey.parse(word).stream())
            .map(TicketKey::text)
            .findFirst();
    return reply instanceof Reply.Card card && about.filter(card.key()::equals).isPresent()
        ? OWN_CARD
        : OTHER;
  }

  /** The same where others see it, too. */
  public PressedMessage shared() {
    return switch (this) {
      case OWN_CARD, SHARED_CARD -> SHARED_CARD;
      case OWN_QUESTION, OTHER -> OTHER;
      case WINDOW -> WINDOW;
    };
  }

  /**
   * The same by where it stands: what is said in a ticket's thread belongs to the card above it.
   */
  public PressedMessage in(Place place, Command command, Conversation desk) {
    return this == OTHER
            && place.thread() != null
            && isForOne(command)
            && command.spec().filter(CommandSpec::changes).isPresent()
            && command.ticket().filter(key -> desk.isThreadOf(place, key)).isPresent()
        ? SHARED_CARD
        : this;
  }

  /**
   * What is shown of an answer. What everybody sees says on its card who can read it, and stays
   * one.
   */
  public List<Reply> shown(Command command, List<Reply> replies) {
    return this == SHARED_CARD && isForOne(command)
        ? replies.stream()
            .map(reply -> isChanged(reply, command) ? line((Reply.Card) reply, command) : reply)
            .toList()
        : replies;
  }

  /**
   * The same for a press that may have come too late: before a refusal stands the person's own card
   * as its ticket is now.
   *
   * @param desk answers what somebody asks in these words
   */
  public List<Reply> shown(
      Command command, List<Reply> replies, Function<String, List<Reply>> desk) {
    if (this != OWN_CARD || !Reply.refused(replies) || !isForOne(command)) {
      return shown(command, replies);
    }
    Stream<Reply> now =
        command.ticket().stream()
            .flatMap(key -> desk.apply("show " + key).stream())
            .filter(Reply.Card.class::isInstance)
            .limit(1)
            .map(card -> ((Reply.Card) card).only(moment -> false));
    return Stream.concat(now, replies.stream()).toList();
  }

  /**
   * Whether the message gives way to what is shown, the first reply of it where only one has room.
   * Where it cannot, the answer stands below.
   */
  public boolean givesWay(Place place, Command command, List<Reply> shown) {
    boolean alone = place.direct() || isForOne(command);
    return !shown.isEmpty()
        && switch (this) {
          case OWN_CARD -> alone && isChanged(shown.getFirst(), command);
          case OWN_QUESTION -> alone && !Reply.refused(shown);
          case WINDOW -> !Reply.refused(shown) && !isShow(command);
          case SHARED_CARD, OTHER -> false;
        };
  }

  /** Another ticket is looked at, and then this one again. */
  private static boolean isShow(Command command) {
    return command.spec().filter(spec -> spec.words().equals("show")).isPresent();
  }

  private static boolean isForOne(Command command) {
    return command.visibility() == Visibility.ONLY_YOU;
  }

  /** Whether this is the card of the ticket that the command changes. */
  private static boolean isChanged(Reply reply, Command command) {
    return reply instanceof Reply.Card card
        && command.spec().filter(CommandSpec::changes).isPresent()
        && command.ticket().filter(key -> key.text().equals(card.key())).isPresent();
  }

  private static Reply line(Reply.Card card, Command command) {
    String did = command.spec().map(spec -> spec.words() + " ").orElse("") + card.key();
    Reply.Standing standing = card.standing();
    String stands = standing == null ? "" : " It is " + standing.fact().value() + " now.";
    return new Reply.Text(
        "Done: %s (%s).%s".formatted(did, card.title(), stands), List.of(card.key()), List.of());
  }
}
