package dev.deskhand.slack.rendering;

import static com.slack.api.model.block.Blocks.context;
import static com.slack.api.model.block.Blocks.divider;
import static com.slack.api.model.block.Blocks.header;
import static com.slack.api.model.block.Blocks.section;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import dev.deskhand.chat.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Replies as Slack shows them: blocks, with everything that people wrote as plain text. */
public final class BlockRenderer {

  /** In place, as many messages as a response URL takes beside the direct answer. */
  private static final int IN_PLACE = 5;

  /** By itself; the longest text that the desk takes is less, however it is escaped. */
  private static final int POSTED = 10;

  private static final int HEADER = 150;
  private static final int SECTION = 3_000;
  private static final int FIELDS = 10;
  private static final int FIELD = 500;
  private static final int FALLBACK = 3_000;
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private BlockRenderer() {}

  /** A reply as one message; what does not fit is cut, with a button to see the rest. */
  public static RenderedMessage one(Reply reply) {
    return flow(List.of(reply), 1).getFirst();
  }

  /**
   * A reply as new messages: what does not fit into one goes on in the next. A card is one message,
   * since it is edited later.
   */
  public static List<RenderedMessage> posted(Reply reply) {
    return reply instanceof Reply.Card ? List.of(one(reply)) : flow(List.of(reply), POSTED);
  }

  /** The same in plain words, for when Slack does not take the blocks. */
  public static List<String> postedPlainly(Reply reply) {
    return reply instanceof Reply.Card ? List.of(plainly(reply)) : inPlainParts(reply);
  }

  private static List<String> inPlainParts(Reply reply) {
    List<String> parts = new ArrayList<>();
    String rest = SlackText.escape(reply.plainText()).strip();
    while (!rest.isEmpty()) {
      int end = end(rest);
      parts.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    return parts.isEmpty() ? List.of("…") : parts;
  }

  /**
   * A reply in one message in plain words; what does not fit is cut, with the words that show the
   * rest.
   */
  public static String plainly(Reply reply) {
    List<String> parts = inPlainParts(reply);
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    return parts.getFirst()
        + (reply.keys().isEmpty() ? "\n…" : "\n… show " + reply.keys().getFirst() + " shows all.");
  }

  /** Replies to somebody who waits, in as few messages as they fit into. */
  public static List<RenderedMessage> all(List<Reply> replies) {
    return replies.isEmpty() ? List.of() : flow(replies, IN_PLACE);
  }

  private static List<RenderedMessage> flow(List<Reply> replies, int messages) {
    int buttons = replies.stream().mapToInt(Buttons::rows).sum();
    BlockPager flow = new BlockPager(messages, buttons + 2);
    pour(replies, flow);
    if (flow.isEmpty()) {
      flow.addReserved(small("…"));
    }
    String text =
        SlackText.cut(
            replies.stream().map(Reply::plainText).collect(Collectors.joining("\n")), FALLBACK);
    return flow.pages().stream()
        .filter(page -> !page.isEmpty())
        .map(page -> new RenderedMessage(text.isBlank() ? "…" : text, page))
        .toList();
  }

  /** Replies one after the other, each with its buttons. */
  public static void pour(List<Reply> replies, BlockPager flow) {
    boolean first = true;
    for (Reply reply : replies) {
      if (!first) {
        flow.add(0, divider());
      }
      first = false;
      boolean before = flow.isCut();
      content(reply, flow);
      Buttons.of(reply, flow.isCut() && !before, replies.size() == 1).forEach(flow::addReserved);
    }
    rest(flow);
  }

  /** Says that there is more, if something was left out. */
  public static void rest(BlockPager flow) {
    if (flow.isCut()) {
      flow.addReserved(small("… There is more than Slack shows here."));
    }
  }

  private static void content(Reply reply, BlockPager flow) {
    switch (reply) {
      case Reply.Text text -> paragraphs(text.text(), flow);
      case Reply.Card card -> card(card, flow);
      case Reply.Form form -> paragraphs(form.title() + "\n" + form.intro(), flow);
      case Reply.Choices choices -> paragraphs(choices.text(), flow);
      case Reply.Listing listing -> listing(listing, flow);
      case Reply.Picture picture -> {
        title(picture.title(), flow);
        paragraphs(picture.description(), flow);
      }
      case Reply.Refusal refusal -> paragraphs("🚫 " + refusal.text(), flow);
    }
  }

  private static void card(Reply.Card card, BlockPager flow) {
    title(mark(card.tone()) + card.key() + " " + card.title(), flow);
    List<Reply.Fact> facts = card.allFacts().stream().filter(fact -> !isLong(fact)).toList();
    for (int i = 0; i < facts.size(); i += FIELDS) {
      List<TextObject> fields = new ArrayList<>();
      int length = 0;
      for (Reply.Fact fact : facts.subList(i, Math.min(facts.size(), i + FIELDS))) {
        String field = fact(fact);
        length += field.length();
        fields.add(markdown(field));
      }
      flow.add(length, section(each -> each.fields(fields)));
    }
    card.allFacts().stream()
        .filter(BlockRenderer::isLong)
        .forEach(fact -> paragraphs(fact.label() + ":\n" + fact.value(), flow));
    paragraphs(card.body(), flow);
    if (!card.timeline().isEmpty()) {
      flow.add(0, divider());
    }
    card.timeline().forEach(moment -> moment(moment, flow));
  }

  private static String mark(Reply.Tone tone) {
    return switch (tone) {
      case NEUTRAL -> "";
      case GOOD -> "🟢 ";
      case WARNING -> "🟡 ";
      case DANGER -> "🔴 ";
      case DONE -> "✅ ";
    };
  }

  /** What would be cut as a field stands by itself. */
  private static boolean isLong(Reply.Fact fact) {
    return fact.time() == null && SlackText.escape(shown(fact.value())).length() > FIELD;
  }

  private static String fact(Reply.Fact fact) {
    Instant time = fact.time();
    String value = time == null ? SlackText.cut(shown(fact.value()), FIELD) : date(time);
    return "*" + SlackText.cut(shown(fact.label()), 100) + "*\n" + value;
  }

  /** A moment in the reader's own time zone. */
  private static String date(Instant time) {
    return "<!date^%d^{date_short_pretty} {time}|%s>"
        .formatted(time.getEpochSecond(), UTC.format(time));
  }

  private static void moment(Reply.Moment moment, BlockPager flow) {
    String head =
        date(moment.at())
            + " *"
            + SlackText.cut(shown(moment.who()), 200)
            + "*"
            + (moment.internal() ? " (internal)" : "");
    flow.add(head.length(), context(each -> each.elements(List.of(markdown(head)))));
    paragraphs(moment.what(), flow);
  }

  private static void listing(Reply.Listing listing, BlockPager flow) {
    title(listing.title(), flow);
    StringBuilder plain = new StringBuilder();
    for (Reply.Row row : listing.rows()) {
      String line = line(row);
      boolean pressable = !row.actions().isEmpty();
      if (!plain.isEmpty() && (pressable || plain.length() + line.length() + 1 > SECTION)) {
        rows(plain.toString(), flow);
        plain.setLength(0);
      }
      if (pressable) {
        flow.add(line.length(), Buttons.beside(markdown(line), row.actions()));
      } else {
        plain.append(plain.isEmpty() ? "" : "\n").append(line);
      }
    }
    if (!plain.isEmpty()) {
      rows(plain.toString(), flow);
    }
  }

  private static void rows(String lines, BlockPager flow) {
    flow.add(lines.length(), section(each -> each.text(markdown(lines))));
  }

  public static String line(Reply.Row row) {
    String name = (row.key() + " " + row.title()).strip();
    String detail = row.detail().isEmpty() ? "" : "\n" + SlackText.cut(row.detail(), 500);
    return "*" + SlackText.cut(shown(name), 500) + "*" + detail;
  }

  static void title(String text, BlockPager flow) {
    String line = oneLine(text);
    if (!shortTitle(line, flow).equals(SlackText.escape(line))) {
      paragraphs(line, flow);
    }
  }

  /** A title in one block, as much of it as that holds. */
  public static String shortTitle(String text, BlockPager flow) {
    String cut = SlackText.cut(oneLine(text), HEADER);
    if (!cut.isBlank()) {
      flow.add(cut.length(), header(each -> each.text(plain(cut))));
    }
    return cut;
  }

  /** A text of any length, in as many sections as it needs. */
  private static void paragraphs(String text, BlockPager flow) {
    String rest = SlackText.escape(text).strip();
    while (!rest.isEmpty() && !flow.isCut()) {
      int end = end(rest);
      String part = rest.substring(0, end).strip();
      if (!part.isEmpty()) {
        flow.add(part.length(), section(each -> each.text(plain(part))));
      }
      rest = rest.substring(end).strip();
    }
  }

  /** Where a section ends: at a line or a word where there is one, and within no entity. */
  private static int end(String escaped) {
    if (escaped.length() <= SECTION) {
      return escaped.length();
    }
    int line = escaped.lastIndexOf('\n', SECTION);
    int space = escaped.lastIndexOf(' ', SECTION);
    int end = line > SECTION / 2 ? line : space > SECTION / 2 ? space : SECTION;
    int entity = escaped.lastIndexOf('&', end - 1);
    if (entity > end - "&amp;".length() && escaped.indexOf(';', entity) >= end) {
      end = entity;
    }
    return Character.isHighSurrogate(escaped.charAt(end - 1)) ? end - 1 : end;
  }

  private static LayoutBlock small(String text) {
    return context(each -> each.elements(List.of(plain(text))));
  }

  private static String shown(String text) {
    return text.isBlank() ? "–" : oneLine(text);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  public static PlainTextObject plain(String escaped) {
    return PlainTextObject.builder().text(escaped).emoji(true).build();
  }

  /** Markdown in which Slack links and mentions nothing by itself. */
  public static MarkdownTextObject markdown(String escaped) {
    return MarkdownTextObject.builder().text(escaped).verbatim(true).build();
  }
}
