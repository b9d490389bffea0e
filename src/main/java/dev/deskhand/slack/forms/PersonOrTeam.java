package dev.deskhand.slack.forms;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question for a person or a team is two fields on Slack: a picker of people, and a search of
 * teams. One of them is to be filled in.
 */
public final class PersonOrTeam {

  /** The {@code block_id} of the search of teams; that of the picker is any field's. */
  private static final String TEAM = "team:";

  private PersonOrTeam() {}

  static String teamBlock(String input) {
    return TEAM + input;
  }

  /** The input whose teams are searched in this block, if it is such a block. */
  static Optional<String> inputOf(String blockId) {
    return blockId.startsWith(TEAM)
        ? Optional.of(blockId.substring(TEAM.length()))
        : Optional.empty();
  }

  /** What is wrong with what was entered, by block. */
  public static Map<String, String> problems(View view) {
    Map<String, String> problems = new HashMap<>();
    for (String team : teamBlocks(view)) {
      String input = inputOf(team).orElseThrow();
      String person = ModalRenderer.blockId(input);
      boolean hasPerson = isFilledIn(view, person);
      boolean hasTeam = isFilledIn(view, team);
      if (hasPerson && hasTeam) {
        problems.put(team, "Choose a person or a team, not both.");
      } else if (!hasPerson && !hasTeam) {
        problems.put(person, "Choose a person here, or a team below.");
      }
    }
    return problems;
  }

  private static List<String> teamBlocks(View view) {
    return view.getBlocks().stream()
        .filter(InputBlock.class::isInstance)
        .map(block -> String.valueOf(block.getBlockId()))
        .filter(block -> block.startsWith(TEAM))
        .toList();
  }

  static boolean isFilledIn(View view, String block) {
    ViewState state = view.getState();
    Map<String, ViewState.Value> values =
        state == null || state.getValues() == null ? null : state.getValues().get(block);
    return values != null && isFilledIn(values.get(ModalRenderer.VALUE));
  }

  private static boolean isFilledIn(ViewState.@Nullable Value value) {
    return value != null && (value.getSelectedUser() != null || value.getSelectedOption() != null);
  }
}
