package dev.deskhand.slack.forms;

import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Command;
import dev.deskhand.slack.rendering.SlackText;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with what was entered into a form, by the block that is to say so. */
public final class FieldProblems {

  private static final int LONGEST = 1_000;

  private final View view;

  public FieldProblems(View view) {
    this.view = view;
  }

  /** What the desk's answer says is wrong; empty if it is about no field of this form. */
  public Map<String, String> of(List<Reply> replies, Command command, String form) {
    Map<String, String> problems = new HashMap<>();
    for (Reply reply : replies) {
      if (reply instanceof Reply.Refusal refusal) {
        Optional<String> block = block(refusal.field());
        if (block.isPresent()) {
          problems.put(block.get(), cut(refusal.text()));
        } else if (command instanceof Command.Misunderstood) {
          problems.putAll(somewhere(refusal.text()));
        }
      } else if (reply instanceof Reply.Form again && again.command().equals(form)) {
        again
            .problems()
            .forEach(
                (input, problem) ->
                    block(input).ifPresent(block -> problems.put(block, cut(problem))));
      }
    }
    return problems;
  }

  /** At the field that the reason names, or at the first one; empty if the form has no field. */
  public Map<String, String> somewhere(String why) {
    List<InputBlock> fields = fields();
    if (fields.isEmpty()) {
      return Map.of();
    }
    InputBlock field =
        fields.stream().filter(each -> isAbout(each, why)).findFirst().orElseGet(fields::getFirst);
    return Map.of(field.getBlockId(), cut(why));
  }

  private Optional<String> block(@Nullable String input) {
    if (input == null) {
      return Optional.empty();
    }
    List<String> blocks =
        fields().stream()
            .map(InputBlock::getBlockId)
            .filter(block -> ModalRenderer.inputOf(block).filter(input::equals).isPresent())
            .toList();
    return blocks.stream()
        .filter(block -> PersonOrTeam.isFilledIn(view, block))
        .findFirst()
        .or(() -> blocks.stream().findFirst());
  }

  private List<InputBlock> fields() {
    return view.getBlocks().stream()
        .filter(InputBlock.class::isInstance)
        .map(InputBlock.class::cast)
        .toList();
  }

  private static String cut(String why) {
    return SlackText.head(why, LONGEST);
  }

  private static boolean isAbout(InputBlock field, String why) {
    String lower = why.toLowerCase(Locale.ROOT);
    return names(lower, ModalRenderer.inputOf(field.getBlockId()).orElse(""))
        || names(lower, field.getLabel() == null ? "" : field.getLabel().getText());
  }

  private static boolean names(String sentence, String word) {
    String lower = word.toLowerCase(Locale.ROOT).strip();
    return !lower.isEmpty()
        && Pattern.compile("(?<!\\p{L})" + Pattern.quote(lower) + "(?!\\p{L})")
            .matcher(sentence)
            .find();
  }
}
