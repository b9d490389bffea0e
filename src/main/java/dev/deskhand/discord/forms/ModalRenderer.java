package dev.deskhand.discord.forms;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.ComponentId;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.Component;
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
import net.dv8tion.jda.api.entities.IMentionable;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.interactions.modals.ModalMapping;
import net.dv8tion.jda.api.modals.Modal;
import org.jspecify.annotations.Nullable;

/** Forms as modals, and back. */
public final class ModalRenderer {

  /** The most that one modal asks. */
  public static final int QUESTIONS = 5;

  private static final int TITLE = 45;
  private static final int LABEL = 45;
  private static final int SHORT_TEXT = 100;
  private static final int OPTIONS = 25;
  private static final int INTRO = 1_000;

  /** No id has twenty digits; most numbers of twenty are none that JDA can read. */
  private static final Pattern MENTION = Pattern.compile("@([0-9]{1,19})");

  private ModalRenderer() {}

  /** Whether a form has anything to ask: a modal must. */
  public static boolean fits(Reply.Form form) {
    return !form.inputs().isEmpty();
  }

  /** How many modals a form takes. */
  public static int pages(Reply.Form form) {
    return Math.ceilDiv(form.inputs().size(), QUESTIONS);
  }

  /**
   * The modal with which a form begins.
   *
   * @param inServer whether it is opened in a server, where people can be picked
   */
  public static Modal modal(Reply.Form form, boolean inServer) {
    return pages(form) == 1
        ? modal(
            new ComponentId.Fields(form.id(), form.command()),
            DiscordMarkdown.shorten(form.title(), TITLE),
            form.intro(),
            form.inputs(),
            inServer)
        : page(form, 1, inServer);
  }

  /**
   * One page of a form that has several.
   *
   * @param number from 1
   * @param inServer as above
   */
  public static Modal page(Reply.Form form, int number, boolean inServer) {
    String count = " (%d of %d)".formatted(number, pages(form));
    int from = (number - 1) * QUESTIONS;
    return modal(
        new ComponentId.Page(form.id(), number),
        DiscordMarkdown.shorten(form.title(), TITLE - count.length()) + count,
        form.intro(),
        form.inputs().subList(from, Math.min(form.inputs().size(), from + QUESTIONS)),
        inServer);
  }

  private static Modal modal(
      ComponentId id, String title, String intro, List<Reply.Input> inputs, boolean inServer) {
    long both = inputs.stream().filter(PersonOrTeam::isTwo).count();
    boolean split = inServer && inputs.size() + both <= QUESTIONS;
    Modal.Builder modal = Modal.create(id.toString(), title);
    if (!intro.isBlank() && inputs.size() + (split ? both : 0) < QUESTIONS) {
      modal.addComponents(
          TextDisplay.of(DiscordMarkdown.cut(DiscordMarkdown.escape(intro), INTRO)));
    }
    for (Reply.Input input : inputs) {
      modal.addComponents(
          split && PersonOrTeam.isTwo(input) ? PersonOrTeam.labels(input) : List.of(label(input)));
    }
    return modal.build();
  }

  /** The people whom somebody picked, without the bots. */
  public static List<Sender> people(List<ModalMapping> values) {
    return values.stream()
        .filter(value -> value.getType() == Component.Type.USER_SELECT)
        .flatMap(
            value ->
                value.getAsMentions().getMentions(MentionType.USER).stream()
                    .map(picked -> sender(picked, value.getAsMentions().getMembers())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The id in what was entered for a person; empty if it is none of Discord's. */
  public static Optional<String> userId(String value) {
    Matcher mention = MENTION.matcher(value);
    return mention.matches() ? Optional.of(mention.group(1)) : Optional.empty();
  }

  private static Optional<Sender> sender(IMentionable picked, List<Member> members) {
    return members.stream()
        .filter(member -> member.getId().equals(picked.getId()))
        .findFirst()
        .map(member -> new Picked(member.getUser(), member))
        .or(
            () ->
                picked instanceof User user
                    ? Optional.of(new Picked(user, null))
                    : Optional.empty())
        .filter(one -> !one.user().isBot())
        .map(one -> GuildAccess.sender(one.user(), one.member()));
  }

  private record Picked(User user, @Nullable Member member) {}

  /** What was entered, by the id of the field; see {@link PersonOrTeam} for fields in pairs. */
  public static Map<String, String> entered(List<ModalMapping> values) {
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

  static Label label(Reply.Input input) {
    String hint = hint(input);
    LabelChildComponent child =
        switch (input.kind()) {
          case LINE, NUMBER, DATE, PERSON_OR_TEAM -> text(input, TextInputStyle.SHORT, hint);
          case PARAGRAPH -> text(input, TextInputStyle.PARAGRAPH, hint);
          case CHOICE ->
              input.options().isEmpty() || input.options().size() > OPTIONS
                  ? text(input, TextInputStyle.SHORT, hint)
                  : choice(input);
          case PERSON -> person(input);
        };
    String label = DiscordMarkdown.shorten(input.label(), LABEL);
    boolean shown = child instanceof TextInput || hint.isEmpty();
    return shown
        ? Label.of(label, child)
        : Label.of(label, DiscordMarkdown.shorten(hint, SHORT_TEXT), child);
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
      case PERSON_OR_TEAM ->
          input.options().isEmpty()
              ? ""
              : input.options().stream()
                  .map(Reply.Option::value)
                  .collect(Collectors.joining(", ", "@ and a name, or one of ", ""));
      case LINE, PARAGRAPH, PERSON -> "";
    };
  }

  private static TextInput text(Reply.Input input, TextInputStyle style, String hint) {
    return TextInput.create(input.name(), style)
        .setRequired(input.required())
        .setPlaceholder(hint.isEmpty() ? null : DiscordMarkdown.shorten(hint, SHORT_TEXT))
        .setValue(
            input.value().isEmpty()
                ? null
                : DiscordMarkdown.shorten(input.value(), TextInput.MAX_VALUE_LENGTH))
        .build();
  }

  private static StringSelectMenu choice(Reply.Input input) {
    Map<String, SelectOption> options =
        input.options().stream()
            .collect(
                Collectors.toMap(
                    Reply.Option::value,
                    option ->
                        SelectOption.of(
                            DiscordMarkdown.shorten(option.label(), SHORT_TEXT), option.value()),
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
    userId(input.value()).ifPresent(id -> menu.setDefaultValues(DefaultValue.user(id)));
    return menu.build();
  }
}
