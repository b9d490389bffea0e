package dev.deskhand.slack.inbound;

import com.slack.api.model.Attachment;
import com.slack.api.model.File;
import com.slack.api.model.block.LayoutBlock;
import dev.deskhand.platform.MessageParts;
import dev.deskhand.slack.rendering.SlackText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person says in a message, in Slack's own way of writing, wherever Slack puts it: as its
 * text, in blocks where the text is empty, and what is forwarded along in an attachment.
 */
final class MessageWords {

  private static final Pattern PERSON = Pattern.compile("<@([A-Z0-9]+)(\\|[^<>]*)?>");

  private MessageWords() {}

  /** Null where Slack gave no text and there is nothing else. */
  static @Nullable String of(
      @Nullable String text,
      @Nullable List<LayoutBlock> blocks,
      @Nullable List<Attachment> attachments) {
    String own = text == null || text.isBlank() ? BlockWords.of(blocks) : text;
    String words =
        MessageParts.together(
            own,
            forwards(attachments, own).map(MessageWords::words).collect(Collectors.joining("\n")));
    return words.isEmpty() ? text : words;
  }

  /** The files of a message, and of what it forwards. */
  static List<File> files(
      @Nullable String text, @Nullable List<File> files, @Nullable List<Attachment> attachments) {
    return Stream.concat(
            all(files),
            forwards(attachments, Objects.requireNonNullElse(text, ""))
                .flatMap(forward -> all(forward.getFiles())))
        .toList();
  }

  /**
   * Slack shows messages that are linked to in the same way as such that are forwarded, of which
   * the text holds no link. The thread that a message is in, which Slack adds to the link, is no
   * difference.
   */
  private static Stream<Attachment> forwards(
      @Nullable List<Attachment> attachments, String besides) {
    return all(attachments)
        .filter(Attachment::isMsgUnfurl)
        .filter(
            shown -> link(shown).filter(link -> besides.contains(withoutQuery(link))).isEmpty());
  }

  private static String words(Attachment forward) {
    String said =
        Stream.of(
                forward.getText(),
                all(forward.getMessageBlocks())
                    .map(Attachment.MessageBlock::getMessage)
                    .filter(Objects::nonNull)
                    .map(message -> BlockWords.of(message.getBlocks()))
                    .collect(Collectors.joining("\n")),
                BlockWords.of(forward.getBlocks()),
                forward.getFallback())
            .filter(words -> words != null && !words.isBlank())
            .findFirst()
            .orElse("");
    return MessageParts.forwarded(
        Stream.of(forward.getAuthorName(), forward.getAuthorSubname())
            .filter(name -> name != null && !name.isBlank())
            .findFirst()
            .map(SlackText::escape)
            .orElse(null),
        // whom it mentions, whoever forwards it does not
        PERSON.matcher(said).replaceAll("@$1"),
        link(forward).map(link -> "<" + SlackText.escape(link) + ">").orElse(null));
  }

  private static Optional<String> link(Attachment shown) {
    return Stream.of(shown.getFromUrl(), shown.getOriginalUrl())
        .filter(link -> link != null && link.startsWith("https://"))
        .findFirst();
  }

  private static String withoutQuery(String link) {
    int query = link.indexOf('?');
    return SlackText.escape(query < 0 ? link : link.substring(0, query));
  }

  private static <T> Stream<T> all(@Nullable List<T> things) {
    return things == null ? Stream.empty() : things.stream().filter(Objects::nonNull);
  }
}
