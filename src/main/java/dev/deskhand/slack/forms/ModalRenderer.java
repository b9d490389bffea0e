package dev.deskhand.slack.forms;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.OptionGroupObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.DatePickerElement;
import com.slack.api.model.block.element.ExternalSelectElement;
import com.slack.api.model.block.element.NumberInputElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.block.element.UsersSelectElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.SlackText;
import dev.deskhand.text.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Forms as modals. */
public final class ModalRenderer {

  /** The {@code callback_id} of every form. */
  public static final String FORM = "desk:form";

  /** The {@code action_id} of every field; its {@code block_id} names the input. */
  public static final String VALUE = "value";

  private static final String FIELD = "field:";
  private static final int TITLE = 24;
  private static final int TEXT = 3_000;
  private static final int LABEL = 300;
  private static final int BLOCKS = 100;
  private static final int OPTION = 75;
  private static final int OPTION_VALUE = 150;
  private static final int GROUP = 100;

  /** Of these there are many everywhere, so they are always searched. */
  private static final String SERVICE = "service";

  /** All options of a form together: a view may hold 250,000 bytes. */
  private static final int OPTIONS = 700;

  private static final Pattern USER = Pattern.compile("@?([UW][A-Z0-9]+)");

  private ModalRenderer() {}

  /** The modal of a form; empty if its command is too long for Slack to carry. */
  public static Optional<View> modal(Reply.Form form, FormState state) {
    return state
        .write()
        .map(
            metadata -> {
              List<LayoutBlock> blocks = new ArrayList<>();
              if (!form.intro().isBlank()) {
                String intro = SlackText.cut(form.intro(), TEXT);
                blocks.add(section(each -> each.text(BlockRenderer.plain(intro))));
              }
              if (state.link() != null) {
                blocks.add(link(state.link()));
              }
              int options = optionsEach(form);
              form.inputs().stream()
                  .flatMap(asked -> fields(asked, options).stream())
                  .limit(BLOCKS - 3)
                  .forEach(blocks::add);
              return View.builder()
                  .type("modal")
                  .callbackId(FORM)
                  .privateMetadata(metadata)
                  .title(title(form.title()))
                  .submit(submit(form.submit()))
                  .close(ViewClose.builder().type(PlainTextObject.TYPE).text("Cancel").build())
                  .blocks(blocks)
                  .build();
            });
  }

  /** A modal as it was sent, with a refusal on top. What was entered stays entered. */
  public static View refused(View sent, FormState next, String why) {
    List<LayoutBlock> blocks = new ArrayList<>();
    String text = SlackText.cut("🚫 " + why, TEXT);
    blocks.add(section(each -> each.blockId("refusal").text(BlockRenderer.plain(text))));
    sent.getBlocks().stream()
        .filter(block -> !"refusal".equals(block.getBlockId()))
        .forEach(blocks::add);
    return View.builder()
        .type("modal")
        .callbackId(FORM)
        .privateMetadata(next.write().orElseThrow())
        .title(sent.getTitle())
        .submit(sent.getSubmit())
        .close(sent.getClose())
        .blocks(blocks)
        .build();
  }

  public static ViewTitle title(String text) {
    String shown = text.isBlank() ? "Form" : text;
    return ViewTitle.builder()
        .type(PlainTextObject.TYPE)
        .text(SlackText.cut(shown, TITLE))
        .emoji(true)
        .build();
  }

  private static ViewSubmit submit(String text) {
    String shown = text.isBlank() ? "Send" : text;
    return ViewSubmit.builder()
        .type(PlainTextObject.TYPE)
        .text(SlackText.cut(shown, TITLE))
        .emoji(true)
        .build();
  }

  private static LayoutBlock link(String message) {
    String text = SlackText.cut("The report will link to the message: " + message, TEXT);
    return context(each -> each.blockId("link").elements(List.of(BlockRenderer.markdown(text))));
  }

  private static int optionsEach(Reply.Form form) {
    long choices =
        form.inputs().stream().filter(asked -> asked.kind() == Reply.InputKind.CHOICE).count();
    return Math.min(GROUP, OPTIONS / (int) Math.max(1, choices));
  }

  private static List<LayoutBlock> fields(Reply.Input asked, int options) {
    boolean either = asked.kind() == Reply.InputKind.PERSON_OR_TEAM && !asked.options().isEmpty();
    LayoutBlock first =
        field(
            asked,
            blockId(asked.name()),
            label(asked),
            asked.required() && !either,
            element(asked, options));
    return either
        ? List.of(
            first,
            field(
                asked,
                PersonOrTeam.teamBlock(asked.name()),
                "Or a team",
                false,
                search(option(asked))))
        : List.of(first);
  }

  private static LayoutBlock field(
      Reply.Input asked, String blockId, String label, boolean required, BlockElement element) {
    String hint = SlackText.cut(asked.hint(), LABEL);
    return input(
        each ->
            each.blockId(blockId)
                .label(BlockRenderer.plain(label))
                .hint(hint.isBlank() ? null : BlockRenderer.plain(hint))
                .optional(!required)
                .element(element));
  }

  private static String label(Reply.Input asked) {
    return SlackText.cut(asked.label().isBlank() ? asked.name() : asked.label(), LABEL);
  }

  static String blockId(String input) {
    return FIELD + input;
  }

  /** The input that a block asks for; empty for a block that asks for none. */
  public static Optional<String> inputOf(String blockId) {
    return blockId.startsWith(FIELD)
        ? Optional.of(blockId.substring(FIELD.length()))
        : PersonOrTeam.inputOf(blockId);
  }

  private static BlockElement element(Reply.Input asked, int options) {
    return switch (asked.kind()) {
      case LINE -> words(asked, false);
      case PARAGRAPH -> words(asked, true);
      case CHOICE -> choice(asked, options);
      case PERSON, PERSON_OR_TEAM -> person(asked);
      case DATE -> date(asked);
      case NUMBER -> number(asked);
    };
  }

  private static BlockElement words(Reply.Input asked, boolean several) {
    String value = asked.value();
    String fits = Text.firstUnits(value, TEXT);
    return PlainTextInputElement.builder()
        .actionId(VALUE)
        .multiline(several)
        .maxLength(TEXT)
        .initialValue(fits.isEmpty() ? null : fits)
        .build();
  }

  private static BlockElement person(Reply.Input asked) {
    var user = USER.matcher(asked.value().strip());
    return UsersSelectElement.builder()
        .actionId(VALUE)
        .initialUser(user.matches() ? user.group(1) : null)
        .build();
  }

  private static BlockElement date(Reply.Input asked) {
    return DatePickerElement.builder()
        .actionId(VALUE)
        .initialDate(isDate(asked.value()) ? asked.value() : null)
        .build();
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static BlockElement number(Reply.Input asked) {
    return NumberInputElement.builder()
        .actionId(VALUE)
        .decimalAllowed(true)
        .initialValue(isNumber(asked.value()) ? asked.value() : null)
        .build();
  }

  private static boolean isNumber(String text) {
    try {
      return new BigDecimal(text).scale() < 20;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What cannot be chosen is typed: the desk names the nearest ones to a misspelt one. */
  private static BlockElement choice(Reply.Input asked, int most) {
    Map<String, OptionObject> options = new LinkedHashMap<>();
    asked.options().stream()
        .filter(option -> !option.value().isEmpty())
        .forEach(option -> options.putIfAbsent(option.value(), option(option)));
    if (options.isEmpty() || !options.keySet().stream().allMatch(ModalRenderer::canBeChosen)) {
      return words(asked, false);
    }
    OptionObject chosen = options.get(asked.value());
    return options.size() > most || asked.name().equals(SERVICE)
        ? search(chosen)
        : StaticSelectElement.builder()
            .actionId(VALUE)
            .initialOption(chosen)
            .options(List.copyOf(options.values()))
            .build();
  }

  /** More options than a select takes, in groups that say what they hold; Slack searches all. */
  static List<OptionGroupObject> groups(List<OptionObject> all) {
    List<OptionGroupObject> groups = new ArrayList<>();
    for (int i = 0; i < all.size(); i += GROUP) {
      List<OptionObject> some = all.subList(i, Math.min(all.size(), i + GROUP));
      String label =
          SlackText.cut(shown(some.getFirst()), 35)
              + " – "
              + SlackText.cut(shown(some.getLast()), 35);
      groups.add(
          OptionGroupObject.builder().label(BlockRenderer.plain(label)).options(some).build());
    }
    return groups;
  }

  private static String shown(OptionObject option) {
    return option.getText().getText();
  }

  private static BlockElement search(@Nullable OptionObject chosen) {
    return ExternalSelectElement.builder()
        .actionId(VALUE)
        .placeholder(BlockRenderer.plain("Type to search"))
        .minQueryLength(0)
        .initialOption(chosen)
        .build();
  }

  private static @Nullable OptionObject option(Reply.Input asked) {
    return asked.options().stream()
        .filter(option -> option.value().equals(asked.value()) && canBeChosen(option.value()))
        .findFirst()
        .map(ModalRenderer::option)
        .orElse(null);
  }

  /** Whether Slack can hand back this value of an option. */
  public static boolean canBeChosen(String value) {
    return !value.isEmpty() && value.length() <= OPTION_VALUE;
  }

  /** What an option says, as Slack takes it. */
  public static String shown(Reply.Option option) {
    return SlackText.cut(option.label().isBlank() ? option.value() : option.label(), OPTION);
  }

  private static OptionObject option(Reply.Option option) {
    return OptionObject.builder()
        .text(BlockRenderer.plain(shown(option)))
        .value(option.value())
        .build();
  }
}
