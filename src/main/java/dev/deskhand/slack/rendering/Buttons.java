package dev.deskhand.slack.rendering;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.section;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.OverflowMenuElement;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Buttons. The words that a press stands for are the button's value; its action id says what
 * becomes of the message when it is pressed.
 */
public final class Buttons {

  /** Every button of the desk. */
  public static final Pattern ANY = Pattern.compile("desk:.*");

  private static final String STAYS = "desk:press:";

  /** A card among other words cannot give way alone. */
  private static final Map<PressedMessage, String> KINDS =
      Map.of(
          PressedMessage.OWN_QUESTION,
          "desk:instead:",
          PressedMessage.OWN_CARD,
          "desk:card:",
          PressedMessage.SHARED_CARD,
          "desk:among:",
          PressedMessage.OTHER,
          STAYS);

  /** Opens a form; the value says with what in it. */
  private static final String FORM = "desk:form:";

  private static final int ROW = 5;
  private static final int MOST = 25;
  private static final int LABEL = 75;
  private static final int VALUE = 2_000;

  private Buttons() {}

  /** What was pressed, if the person alone sees it. */
  public static PressedMessage pressed(String actionId) {
    return KINDS.entrySet().stream()
        .filter(kind -> actionId.startsWith(kind.getValue()))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(PressedMessage.OTHER);
  }

  public static boolean opensForm(String actionId) {
    return actionId.startsWith(FORM);
  }

  /** How many rows the buttons under a reply take, with the one to see the rest. */
  public static int rows(Reply reply) {
    return (Math.min(reply.actions().size() + 1, MOST) + ROW - 1) / ROW;
  }

  /**
   * The buttons under a reply, and one to see the rest of it if it was cut.
   *
   * @param alone whether the message holds nothing else
   */
  public static List<LayoutBlock> of(Reply reply, boolean cut, boolean alone) {
    List<ButtonElement> buttons = new ArrayList<>();
    if (reply instanceof Reply.Form form) {
      String label = form.title().isBlank() ? "Open the form" : form.title();
      buttons.add(button(label, FormButton.of(form).write(), Action.Style.PRIMARY, FORM + 0));
    }
    List<Action> actions = reply.actions();
    for (Action action : actions.subList(0, Math.min(actions.size(), MOST))) {
      PressedMessage pressed = PressedMessage.of(reply, action.command());
      boolean among = pressed == PressedMessage.OWN_CARD && !alone;
      String kind = KINDS.get(among ? PressedMessage.SHARED_CARD : pressed);
      buttons.add(button(action.label(), action.command(), action.style(), kind + buttons.size()));
    }
    boolean whole = reply.keys().isEmpty() || reply instanceof Reply.Listing;
    String rest = whole ? "" : "show " + reply.keys().getFirst();
    if (cut
        && !rest.isEmpty()
        && buttons.size() < MOST
        && actions.stream().noneMatch(action -> action.command().equals(rest))) {
      buttons.add(button("Show all", rest, Action.Style.PLAIN, STAYS + buttons.size()));
    }
    return inRows(buttons);
  }

  /** A row of a list with its buttons: beside it if it is one, else below. */
  static LayoutBlock[] beside(TextObject text, List<Action> actions) {
    List<ButtonElement> buttons = new ArrayList<>();
    for (Action action : actions.subList(0, Math.min(actions.size(), ROW))) {
      buttons.add(button(action.label(), action.command(), action.style(), STAYS + buttons.size()));
    }
    if (buttons.size() == 1) {
      return new LayoutBlock[] {section(row -> row.text(text).accessory(buttons.getFirst()))};
    }
    return new LayoutBlock[] {section(row -> row.text(text)), inRows(buttons).getFirst()};
  }

  /** A row of a list in one block: its buttons are beside it, in a menu if they are several. */
  public static LayoutBlock menu(TextObject text, List<Action> actions) {
    if (actions.isEmpty()) {
      return section(row -> row.text(text));
    }
    if (actions.size() == 1) {
      return beside(text, actions)[0];
    }
    List<OptionObject> options =
        actions.stream()
            .limit(ROW)
            .map(
                action ->
                    OptionObject.builder()
                        .text(BlockRenderer.plain(SlackText.cut(action.label(), LABEL)))
                        .value(action.command())
                        .build())
            .toList();
    OverflowMenuElement menu =
        OverflowMenuElement.builder().actionId(STAYS + "menu").options(options).build();
    return section(row -> row.text(text).accessory(menu));
  }

  private static List<LayoutBlock> inRows(List<ButtonElement> buttons) {
    List<LayoutBlock> rows = new ArrayList<>();
    for (int i = 0; i < buttons.size(); i += ROW) {
      List<BlockElement> row =
          new ArrayList<>(buttons.subList(i, Math.min(buttons.size(), i + ROW)));
      rows.add(actions(each -> each.elements(row)));
    }
    return rows;
  }

  private static ButtonElement button(
      String label, String command, Action.Style style, String actionId) {
    String value = Text.firstUnits(command, VALUE);
    ButtonElement.ButtonElementBuilder button =
        ButtonElement.builder()
            .actionId(actionId)
            .text(BlockRenderer.plain(SlackText.cut(label, LABEL)))
            .value(value);
    return switch (style) {
      case PLAIN -> button.build();
      case PRIMARY -> button.style("primary").build();
      case DANGER -> button.style("danger").build();
    };
  }
}
