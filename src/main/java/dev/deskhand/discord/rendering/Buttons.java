package dev.deskhand.discord.rendering;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.platform.PressedMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.components.selections.SelectOption;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;

/** Actions as rows of components: at most five rows, of five buttons or one menu each. */
public final class Buttons {

  static final int ROWS = 5;
  private static final int IN_A_ROW = 5;
  private static final int OPTIONS = 25;
  private static final int OPTION_TEXT = 100;

  private Buttons() {}

  /** The actions of a reply as buttons; the most useful ones, if they are too many. */
  static List<ActionRow> rows(Reply reply) {
    Map<String, Button> buttons = new LinkedHashMap<>();
    for (Action action : reply.actions()) {
      buttons.putIfAbsent(
          action.command(), button(action, PressedMessage.of(reply, action.command())));
    }
    return rowsOf(buttons.values());
  }

  /** Actions under words. */
  public static List<ActionRow> rows(List<Action> actions) {
    return rows(new Reply.Text("", List.of(), actions));
  }

  /** The button that opens a form. */
  static ActionRow opening(Reply.Form form, String label) {
    return ActionRow.of(
        Button.of(ButtonStyle.PRIMARY, ComponentId.Open.of(form).toString(), cut(label, 80)));
  }

  /** Menus in which the rows of a list can be chosen, each for the first that it offers. */
  static List<ActionRow> menus(List<Reply.Row> rows, int most) {
    Map<String, SelectOption> options = new LinkedHashMap<>();
    boolean alike =
        rows.stream().flatMap(Buttons::first).map(Action::label).distinct().count() == 1;
    String placeholder = "Choose" + DiscordMarkdown.MORE;
    for (Reply.Row row : rows) {
      for (Action action : first(row).toList()) {
        placeholder = alike ? action.label() + DiscordMarkdown.MORE : placeholder;
        String title = (row.key() + " " + row.title()).strip();
        String detail = alike ? row.detail() : action.label();
        options.putIfAbsent(
            action.command(),
            SelectOption.of(
                    cut(title.isEmpty() ? action.label() : title, OPTION_TEXT), action.command())
                .withDescription(detail.isBlank() ? null : cut(detail, OPTION_TEXT)));
      }
    }
    List<SelectOption> all = List.copyOf(options.values());
    List<ActionRow> menus = new ArrayList<>();
    for (int from = 0; from < all.size() && menus.size() < most; from += OPTIONS) {
      menus.add(
          ActionRow.of(
              StringSelectMenu.create(new ComponentId.Menu(menus.size()).toString())
                  .setPlaceholder(cut(placeholder, OPTION_TEXT))
                  .addOptions(all.subList(from, Math.min(all.size(), from + OPTIONS)))
                  .build()));
    }
    return menus;
  }

  /** A text that is no markdown, cut. */
  static String cut(String text, int limit) {
    return DiscordMarkdown.shorten(text, limit);
  }

  private static Stream<Action> first(Reply.Row row) {
    return row.actions().stream().limit(1);
  }

  private static List<ActionRow> rowsOf(Collection<Button> buttons) {
    return buttons.isEmpty()
        ? List.of()
        : ActionRow.partitionOf(buttons.stream().limit(ROWS * IN_A_ROW).toList());
  }

  private static Button button(Action action, PressedMessage in) {
    ButtonStyle style =
        switch (action.style()) {
          case PLAIN -> ButtonStyle.SECONDARY;
          case PRIMARY -> ButtonStyle.PRIMARY;
          case DANGER -> ButtonStyle.DANGER;
        };
    return Button.of(
        style, new ComponentId.Press(action.command(), in).toString(), cut(action.label(), 80));
  }
}
