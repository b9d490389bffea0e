package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import java.util.ArrayList;
import java.util.List;

/** Sentences that many commands end in. */
final class Answers {

  private Answers() {}

  static List<Reply> one(Reply reply) {
    return List.of(reply);
  }

  static List<Reply> no(String text, Action... instead) {
    return List.of(new Reply.Refusal(text, List.of(instead)));
  }

  /** The same, which one argument or input is to blame for. */
  static List<Reply> about(String field, List<Reply> replies) {
    return replies.stream()
        .<Reply>map(reply -> reply instanceof Reply.Refusal no ? no.about(field) : reply)
        .toList();
  }

  /** The same for a ticket that does not exist and for one that is not this person's to see. */
  static List<Reply> unknownTicket(String key) {
    return no(
        "There is no "
            + key
            + ", or it is not yours to see. Check the number, or search with: find WORDS");
  }

  static List<Reply> notAllowed(String why, List<String> allowed) {
    return no(
        why
            + (allowed.isEmpty()
                ? ""
                : " What you can do now: " + String.join(", ", allowed) + "."));
  }

  static String nearest(List<String> names) {
    return names.isEmpty() ? "" : " Did you mean " + String.join(" or ", names) + "?";
  }

  /** Buttons to the pages before and after; {@code words} is the command without its page. */
  static List<Action> pages(String words, int page, boolean next) {
    List<Action> actions = new ArrayList<>();
    if (page > 1) {
      actions.add(Action.of("Previous page", words + " page:" + (page - 1)));
    }
    if (next) {
      actions.add(Action.of("Next page", words + " page:" + (page + 1)));
    }
    return actions.stream().filter(action -> action.command().length() <= 90).toList();
  }
}
