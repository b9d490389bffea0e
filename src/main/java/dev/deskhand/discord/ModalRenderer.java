package dev.deskhand.discord;

import dev.deskhand.chat.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.label.LabelChildComponent;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu.DefaultValue;
import net.dv8tion.jda.api.components.selections.EntitySelectMenu.SelectTarget;
import net.dv8tion.jda.api.components.selections.SelectOption;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;

/** Forms as modals, and back. */
final class ModalRenderer {

  /** The most that one modal asks. */
  static final int QUESTIONS = 5;

  private static final int TITLE = 45;
  private static final int LABEL = 45;
  private static final int SHORT_TEXT = 100;
  private static final int OPTIONS = 25;
  private static final int INTRO = 1_000;
  private static final Pattern MENTION = Pattern.compile("@([0-9]{1,20})");

  private ModalRenderer() {}

  /** Whether a form fits into one modal. */
  static boolean fits(Reply.Form form) {
    return !form.inputs().isEmpty() && form.inputs().size() <= QUESTIONS && ComponentId.fits(form);
  }

  static Modal modal(Reply.Form form) {
    Modal.Builder modal =
        Modal.create(
            new ComponentId.Fields(form.id(), form.command()).toString(),
            Markup.cut(form.title(), TITLE));
    if (!form.intro().isBlank() && form.inputs().size() < QUESTIONS) {
      modal.addComponents(TextDisplay.of(Markup.cut(Markup.escape(form.intro()), INTRO)));
    }
    form.inputs().forEach(input -> modal.addComponents(label(input)));
    return modal.build();
  }

  /** What was entered, by the name of the input. */
  static Map<String, String> entered(List<ModalMapping> values) {
    Map<String, String> entered = new HashMap<>();
    for (ModalMapping value : values) {
      switch (value.getType()) {
        case TEXT_INPUT -> entered.put(value.getCustomId(), value.getAsString());
        case STRING_SELECT ->
            entered.put(value.getCustomId(), String.join(",", value.getAsStringList()));
        case USER_SELECT, MENTIONABLE_SELECT ->
            entered.put(
                value.getCustomId(),
                value.getAsMentions().getMentions(MentionType.USER).stream()
                    .map(user -> "@" + user.getId())
                    .collect(Collectors.joining(",")));
        // nothing that the desk asks for
        default -> {}
      }
    }
    return entered;
  }

  private static Label label(Reply.Input input) {
    String hint = hint(input);
    LabelChildComponent child =
        switch (input.kind()) {
          case LINE, NUMBER, DATE -> text(input, TextInputStyle.SHORT, hint);
          case PARAGRAPH -> text(input, TextInputStyle.PARAGRAPH, hint);
          case CHOICE ->
              input.options().isEmpty() || input.options().size() > OPTIONS
                  ? text(input, TextInputStyle.SHORT, hint)
                  : choice(input);
          case PERSON -> person(input);
        };
    String label = Markup.cut(input.label(), LABEL);
    boolean shown = child instanceof TextInput || hint.isEmpty();
    return shown ? Label.of(label, child) : Label.of(label, Markup.cut(hint, SHORT_TEXT), child);
  }

  private static String hint(Reply.Input input) {
    if (!input.hint().isBlank()) {
      return input.hint();
    }
    return switch (input.kind()) {
      case DATE -> "2026-03-31";
      case NUMBER -> "A number";
      case CHOICE ->
          input.options().size() <= OPTIONS
              ? ""
              : input.options().stream()
                  .map(Reply.Option::value)
                  .collect(Collectors.joining(", ", "One of ", ""));
      case LINE, PARAGRAPH, PERSON -> "";
    };
  }

  private static TextInput text(Reply.Input input, TextInputStyle style, String hint) {
    return TextInput.create(input.name(), style)
        .setRequired(input.required())
        .setPlaceholder(hint.isEmpty() ? null : Markup.cut(hint, SHORT_TEXT))
        .setValue(
            input.value().isEmpty() ? null : Markup.cut(input.value(), TextInput.MAX_VALUE_LENGTH))
        .build();
  }

  private static StringSelectMenu choice(Reply.Input input) {
    Map<String, SelectOption> options =
        input.options().stream()
            .collect(
                Collectors.toMap(
                    Reply.Option::value,
                    option ->
                        SelectOption.of(Markup.cut(option.label(), SHORT_TEXT), option.value()),
                    (first, second) -> first,
                    java.util.LinkedHashMap::new));
    StringSelectMenu.Builder menu =
        StringSelectMenu.create(input.name())
            .addOptions(options.values())
            .setRequired(input.required());
    options.keySet().stream()
        .filter(
            value ->
                value.equals(input.value().toLowerCase(Locale.ROOT)) || value.equals(input.value()))
        .findFirst()
        .ifPresent(menu::setDefaultValues);
    return menu.build();
  }

  private static EntitySelectMenu person(Reply.Input input) {
    EntitySelectMenu.Builder menu =
        EntitySelectMenu.create(input.name(), SelectTarget.USER).setRequired(input.required());
    Matcher mention = MENTION.matcher(input.value());
    if (mention.matches()) {
      menu.setDefaultValues(DefaultValue.user(mention.group(1)));
    }
    return menu.build();
  }
}
