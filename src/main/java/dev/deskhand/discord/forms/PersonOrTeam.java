package dev.deskhand.discord.forms;

import dev.deskhand.chat.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import net.dv8tion.jda.api.components.label.Label;

/**
 * A question for a person or a team is two fields in a server: a picker of people, and a menu of
 * teams. One of them is to be filled in. In a direct conversation the picker would offer nobody but
 * its two parties, so the question is a line of text there.
 */
public final class PersonOrTeam {

  /** Begins the id of the menu of teams; that of the picker is any field's. */
  private static final String TEAM = "team:";

  private PersonOrTeam() {}

  /** Whether a question can be two fields: there have to be teams. */
  static boolean isTwo(Reply.Input input) {
    return input.kind() == Reply.InputKind.PERSON_OR_TEAM && !input.options().isEmpty();
  }

  /** The two fields. */
  static List<Label> labels(Reply.Input input) {
    return List.of(
        part(input, input.name(), "Person", Reply.InputKind.PERSON),
        part(input, TEAM + input.name(), "Team, instead of a person", Reply.InputKind.CHOICE));
  }

  private static Label part(Reply.Input input, String id, String label, Reply.InputKind kind) {
    return ModalRenderer.label(
        new Reply.Input(id, label, kind, false, "", input.options(), input.value()));
  }

  /**
   * What was entered, by question.
   *
   * @param fields what was entered, by field
   * @param shown what stood there before, by question; asked for if both fields are filled in, of
   *     which the one that was changed counts then
   * @return empty if both were changed
   */
  public static Optional<Map<String, String>> joined(
      Map<String, String> fields, Supplier<Map<String, String>> shown) {
    Map<String, String> joined = new HashMap<>(fields);
    for (String field : fields.keySet()) {
      if (field.startsWith(TEAM)) {
        String team = Objects.requireNonNull(joined.remove(field));
        String question = field.substring(TEAM.length());
        String person = joined.getOrDefault(question, "");
        if (!team.isBlank() && !person.isBlank()) {
          String before = shown.get().getOrDefault(question, "");
          if (!person.equals(before) && !team.equals(before)) {
            return Optional.empty();
          }
          joined.put(question, person.equals(before) ? team : person);
        } else {
          joined.put(question, person.isBlank() ? team : person);
        }
      }
    }
    return Optional.of(joined);
  }
}
