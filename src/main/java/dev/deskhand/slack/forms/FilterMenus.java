package dev.deskhand.slack.forms;

import static com.slack.api.model.block.Blocks.actions;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.view.ViewState;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.SlackText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form of choices alone as a row of menus, of which each choice counts at once. The block's id
 * holds the form's command, and what is chosen: Slack keeps what somebody chose for as long as the
 * block has the same id, whatever the desk shows there.
 */
public final class FilterMenus {

  private static final String BLOCK = "filter:";
  private static final String FIELD = "desk:field:";

  /** An option for no choice; Slack wants a value. */
  private static final String NONE = "*";

  private static final int LABEL = 75;
  private static final int VALUE = 150;
  private static final int ROW = 5;
  private static final int LIST = 100;
  private static final int PLACEHOLDER = 150;
  private static final int BLOCK_ID = 255;

  private FilterMenus() {}

  /** Whether a form can be shown so. */
  public static boolean suit(Reply.Form form) {
    return !form.inputs().isEmpty()
        && form.inputs().size() <= ROW
        && form.inputs().stream()
            .allMatch(
                input -> input.kind() == Reply.InputKind.CHOICE && !input.options().isEmpty());
  }

  public static LayoutBlock row(Reply.Form form) {
    List<BlockElement> menus = form.inputs().stream().map(FilterMenus::menu).toList();
    int chosen = form.inputs().stream().map(Reply.Input::value).toList().hashCode();
    String id = BLOCK + form.command() + ":" + Integer.toHexString(chosen);
    return actions(
        row -> row.blockId(id.length() > BLOCK_ID ? null : id).elements(List.copyOf(menus)));
  }

  private static BlockElement menu(Reply.Input input) {
    List<OptionObject> options =
        input.options().stream()
            .filter(option -> option.value().length() <= VALUE)
            .map(FilterMenus::option)
            .toList();
    StaticSelectElement.StaticSelectElementBuilder menu =
        StaticSelectElement.builder()
            .actionId(FIELD + input.name())
            .placeholder(BlockRenderer.plain(SlackText.cut(input.label(), PLACEHOLDER)))
            .initialOption(
                options.stream()
                    .filter(option -> option.getValue().equals(stored(input.value())))
                    .findFirst()
                    .orElse(null));
    return options.size() <= LIST
        ? menu.options(options).build()
        : menu.optionGroups(ModalRenderer.groups(options)).build();
  }

  private static OptionObject option(Reply.Option option) {
    String label = option.label().isBlank() ? option.value() : option.label();
    return OptionObject.builder()
        .text(BlockRenderer.plain(SlackText.cut(label, LABEL)))
        .value(stored(option.value()))
        .build();
  }

  private static String stored(String value) {
    return value.isEmpty() ? NONE : value;
  }

  /** The command of the form that a block is; empty if it is none. */
  public static Optional<String> commandOf(@Nullable String blockId) {
    int end = blockId == null ? -1 : blockId.lastIndexOf(':');
    return blockId != null && blockId.startsWith(BLOCK) && end > BLOCK.length()
        ? Optional.of(blockId.substring(BLOCK.length(), end))
        : Optional.empty();
  }

  /** What is chosen in the menus of a block, by input. */
  public static Map<String, String> chosen(@Nullable ViewState state, String blockId) {
    Map<String, String> chosen = new HashMap<>();
    if (state == null || state.getValues() == null) {
      return chosen;
    }
    state
        .getValues()
        .getOrDefault(blockId, Map.of())
        .forEach(
            (action, value) -> {
              if (action.startsWith(FIELD) && value.getSelectedOption() != null) {
                String option =
                    Objects.requireNonNullElse(value.getSelectedOption().getValue(), NONE);
                chosen.put(action.substring(FIELD.length()), option.equals(NONE) ? "" : option);
              }
            });
    return chosen;
  }
}
