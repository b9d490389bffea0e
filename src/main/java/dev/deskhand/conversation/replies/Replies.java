package dev.deskhand.conversation.replies;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences that many commands end in. */
public final class Replies {

  /** As long a command as a button of every platform carries. */
  private static final int LONGEST = 90;

  private Replies() {}

  public static List<Reply> one(Reply reply) {
    return List.of(reply);
  }

  public static List<Reply> no(String text, Action... instead) {
    return List.of(new Reply.Refusal(text, List.of(instead)));
  }

  /** The same, which one argument or input is to blame for. */
  public static List<Reply> about(String field, List<Reply> replies) {
    return replies.stream()
        .<Reply>map(reply -> reply instanceof Reply.Refusal no ? no.about(field) : reply)
        .toList();
  }

  /** The same for a ticket that does not exist and for one that is not this person's to see. */
  public static List<Reply> unknownTicket(String key) {
    return no(
        "There is no "
            + key
            + ", or it is not yours to see. Check the number, or search with: find WORDS");
  }

  public static List<Reply> notAllowed(String why, List<String> allowed) {
    return no(
        why
            + (allowed.isEmpty()
                ? ""
                : " What you can do now: " + String.join(", ", allowed) + "."));
  }

  public static String nearest(List<String> names) {
    return names.isEmpty() ? "" : " Did you mean " + String.join(" or ", names) + "?";
  }

  /**
   * What is answered to a page that a list has not, or no longer has: that it is not there, with a
   * button to the last one.
   *
   * @param words the command without its page
   * @param total how much is in the list
   * @param counted as far as is counted at most
   */
  public static List<Reply> noPage(String words, int page, int size, int total, int counted) {
    int last = Math.max(1, Math.ceilDiv(total, size));
    Action back =
        last == 1
            ? Action.of("First page", words)
            : Action.of("Last page", words + " page:" + last);
    return one(
        new Reply.Text(
            String.format(Locale.ROOT, "There is no page %,d", page)
                + (total >= counted
                    ? String.format(Locale.ROOT, "; only the first %,d are listed.", total)
                    : total > 0 ? String.format(Locale.ROOT, "; %,d in all.", total) : "."),
            List.of(),
            back.command().length() <= LONGEST ? List.of(back) : List.of()));
  }

  /** That a command needs a ticket of another kind. */
  public static List<Reply> wrongKind(String key, String wanted, String command) {
    return no("%s is not %s, and `%s` needs one.".formatted(key, wanted, command));
  }

  /** The same for a ticket of which all is shown at once. */
  public static List<Reply> onePage(String key, int page) {
    return one(
        new Reply.Text(
            "There is no page %d: all of %s stands on the first.".formatted(page, key),
            List.of(key),
            List.of(Action.of("Show " + key, "show " + key))));
  }

  /** The same for a list of incidents. */
  public static List<Reply> noPage(String words, Incidents.Page<?> page) {
    return noPage(words, page.number(), page.size(), page.total(), Incidents.Page.COUNTED);
  }

  /** Buttons to the pages before and after; {@code words} is the command without its page. */
  public static List<Action> pages(String words, int page, boolean next) {
    List<Action> actions = new ArrayList<>();
    if (page > 1) {
      actions.add(Action.of("Previous page", words + " page:" + (page - 1)));
    }
    if (next) {
      actions.add(Action.of("Next page", words + " page:" + (page + 1)));
    }
    return actions.stream().filter(action -> action.command().length() <= LONGEST).toList();
  }
}
