package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandDefinition;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What is offered to somebody: nothing that they would be refused. */
@Component
public class ActionFilter {

  private final Permissions permissions;
  private final CommandRegistry commands;

  ActionFilter(Permissions permissions, CommandRegistry commands) {
    this.permissions = permissions;
    this.commands = commands;
  }

  /** The same replies without the buttons that are not this person's to press. */
  public List<Reply> fitting(List<Reply> replies, Person person) {
    return replies.stream().map(reply -> fitting(reply, person)).toList();
  }

  private Reply fitting(Reply reply, Person person) {
    return switch (reply) {
      case Reply.Text text ->
          new Reply.Text(text.text(), text.keys(), those(text.actions(), person));
      case Reply.Card card -> card.with(those(card.actions(), person));
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
    return commands
        .begins(words)
        .map(CommandDefinition::spec)
        .map(
            spec ->
                permissions.concerns(person, spec)
                    && (!namesOutage(words)
                        || allowed(
                            permissions.may(
                                person, commands.spec("show"), TicketKey.Kind.OUTAGE, Set.of()))))
        .orElse(true);
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
