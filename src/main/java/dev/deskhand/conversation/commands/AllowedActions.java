package dev.deskhand.conversation.commands;

import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.CommandName;
import dev.deskhand.people.Permissions;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Of what a ticket's state allows, what this person may do. */
@Component
public class AllowedActions {

  private final Permissions permissions;

  AllowedActions(Permissions permissions) {
    this.permissions = permissions;
  }

  /**
   * Leaves out what the person would be refused.
   *
   * @param words commands as they are typed, such as {@code outage update}
   */
  public List<String> those(List<String> words, AnyTicket subject, CommandContext asked) {
    return words.stream()
        .filter(
            word ->
                Arrays.stream(CommandName.values())
                    .filter(name -> name.words().equals(word))
                    .allMatch(name -> may(name, subject, asked)))
        .toList();
  }

  /** Whether the person may give this command on this ticket. */
  boolean may(CommandName name, AnyTicket subject, CommandContext asked) {
    return switch (permissions.may(asked.person(), name, subject.relations(asked.person()))) {
      case Permissions.Verdict.Allowed yes -> true;
      case Permissions.Verdict.Denied no -> false;
    };
  }
}
