package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandName;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is offered to somebody: nothing that they would be refused. */
@Component
public class ActionFilter {

  /** The longer ones first, so that each is found by all of its words. */
  private static final List<CommandName> NAMES =
      Arrays.stream(CommandName.values())
          .sorted(Comparator.comparingInt((CommandName name) -> -name.words().length()))
          .toList();

  private final Permissions permissions;

  ActionFilter(Permissions permissions) {
    this.permissions = permissions;
  }

  /** Whether somebody may know how the services are doing, and which outages there are. */
  public boolean seesServices(Person person) {
    return allowed(permissions.may(person, CommandName.STATUS, Set.of()));
  }

  /** The same replies without the buttons that are not this person's to press. */
  public List<Reply> fitting(List<Reply> replies, Person person) {
    return replies.stream().map(reply -> fitting(reply, person)).toList();
  }

  private Reply fitting(Reply reply, Person person) {
    return switch (reply) {
      case Reply.Text text ->
          new Reply.Text(text.text(), text.keys(), those(text.actions(), person));
      case Reply.Card card ->
          new Reply.Card(
              card.key(),
              card.title(),
              card.tone(),
              card.facts(),
              card.body(),
              card.timeline(),
              those(card.actions(), person),
              card.ended());
      case Reply.Choices choices ->
          new Reply.Choices(choices.text(), those(choices.actions(), person));
      case Reply.Listing listing ->
          new Reply.Listing(
              listing.title(),
              listing.rows().stream()
                  .map(
                      row ->
                          new Reply.Row(
                              row.key(), row.title(), row.detail(), those(row.actions(), person)))
                  .toList(),
              those(listing.actions(), person));
      case Reply.Refusal refusal ->
          new Reply.Refusal(refusal.text(), those(refusal.actions(), person), refusal.field());
      case Reply.Form form -> form;
      case Reply.Picture picture -> picture;
    };
  }

  private List<Action> those(List<Action> actions, Person person) {
    return actions.stream().filter(action -> may(action.command(), person)).toList();
  }

  private boolean may(String words, Person person) {
    String lower = words.toLowerCase(Locale.ROOT);
    Optional<CommandName> name =
        NAMES.stream()
            .filter(each -> lower.equals(each.words()) || lower.startsWith(each.words() + " "))
            .findFirst();
    return name.isEmpty()
        || (permissions.concerns(person, name.get())
            && (!namesOutage(words)
                || allowed(
                    permissions.may(person, CommandName.SHOW, TicketKey.Kind.OUTAGE, Set.of()))));
  }

  private static boolean namesOutage(String words) {
    return Arrays.stream(words.split(" ", -1))
        .filter(word -> word.indexOf('-') > 0)
        .flatMap(word -> TicketKey.parse(word).stream())
        .anyMatch(key -> key.kind() == TicketKey.Kind.OUTAGE);
  }

  private static boolean allowed(Permissions.Verdict verdict) {
    return switch (verdict) {
      case Permissions.Verdict.Allowed yes -> true;
      case Permissions.Verdict.Denied no -> false;
    };
  }
}
