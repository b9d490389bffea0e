package dev.deskhand.slack.inbound;

import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.MarkdownBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.RichTextListElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextQuoteElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import dev.deskhand.slack.rendering.SlackText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of a message that stand in its blocks, in Slack's own way of writing. */
final class BlockWords {

  private BlockWords() {}

  /** Empty if there are none that the desk can read. */
  static String of(@Nullable List<LayoutBlock> blocks) {
    return lines(blocks, BlockWords::words);
  }

  private static String words(LayoutBlock block) {
    return switch (block) {
      case RichTextBlock text -> lines(text.getElements(), BlockWords::rich);
      case SectionBlock section ->
          Stream.concat(Stream.ofNullable(section.getText()), all(section.getFields()))
              .map(BlockWords::text)
              .collect(Collectors.joining("\n"));
      case HeaderBlock header -> header.getText() == null ? "" : text(header.getText());
      case ContextBlock context ->
          lines(context.getElements(), each -> each instanceof TextObject text ? text(text) : "");
      case MarkdownBlock markdown ->
          SlackText.escape(Objects.requireNonNullElse(markdown.getText(), ""));
      default -> "";
    };
  }

  private static String text(TextObject text) {
    String words = Objects.requireNonNullElse(text.getText(), "");
    return text instanceof MarkdownTextObject ? words : SlackText.escape(words);
  }

  private static String rich(Object element) {
    return switch (element) {
      case RichTextSectionElement section -> inline(section.getElements());
      case RichTextQuoteElement quote -> inline(quote.getElements());
      case RichTextPreformattedElement code -> inline(code.getElements());
      case RichTextListElement list -> lines(list.getElements(), each -> "- " + rich(each));
      default -> "";
    };
  }

  private static String inline(@Nullable List<?> elements) {
    return all(elements).map(BlockWords::part).collect(Collectors.joining());
  }

  private static String part(Object element) {
    return switch (element) {
      case RichTextSectionElement.Text text ->
          SlackText.escape(Objects.requireNonNullElse(text.getText(), ""));
      case RichTextSectionElement.Link link ->
          link.getText() == null
              ? "<%s>".formatted(link.getUrl())
              : "<%s|%s>".formatted(link.getUrl(), SlackText.escape(link.getText()));
      case RichTextSectionElement.User user -> "<@%s>".formatted(user.getUserId());
      case RichTextSectionElement.Channel channel -> "<#%s>".formatted(channel.getChannelId());
      case RichTextSectionElement.UserGroup group ->
          "<!subteam^%s>".formatted(group.getUsergroupId());
      case RichTextSectionElement.Broadcast all -> "<!%s>".formatted(all.getRange());
      case RichTextSectionElement.Emoji emoji -> ":%s:".formatted(emoji.getName());
      case RichTextSectionElement.Date date ->
          SlackText.escape(Objects.requireNonNullElse(date.getFallback(), ""));
      default -> "";
    };
  }

  private static <T> String lines(
      @Nullable List<T> things, java.util.function.Function<T, String> words) {
    return all(things).map(words).filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
  }

  private static <T> Stream<T> all(@Nullable List<T> things) {
    return things == null ? Stream.empty() : things.stream().filter(Objects::nonNull);
  }
}
