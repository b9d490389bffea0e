package dev.deskhand.discord.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class DiscordMarkdownTest {

  private static final Pattern FENCED = Pattern.compile("(?s)(\\\\.)|```.+?```");

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "**bold** _it_ ~~no~~ => \\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~",
        "`code` ||spoiler|| => \\`code\\` \\|\\|spoiler\\|\\|",
        "C:\\temp => C:\\\\temp",
        "[here](https://evil.example/a_b) => \\[here\\](https://evil.example/a_b)",
        "see https://a.example/x_y_z* now => see https://a.example/x_y_z* now",
        "(https://a.example/x_y). [z]: https://a.example] => (https://a.example/x_y). \\[z\\]: https://a.example\\]",
        "https://_ none_ https://`` one` => https://\\_ none\\_ https://`` one\\`",
        "<@42> <#4> <t:1:R> </a:1> a < b => \\<@42> \\<#4> \\<t:1:R> \\</a:1> a < b",
        "# heading => \\# heading",
        "> quote => \\> quote",
        "- item => \\- item",
        "well-known #4 5 > 4 => well-known #4 5 > 4",
      })
  void whatWouldBeMarkupIsShownAsItWasWritten(String written, String escaped) {
    assertThat(DiscordMarkdown.escape(written)).isEqualTo(escaped);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '"',
      value = {
        "a ```x*y``` b* => a ```x*y``` b\\*",
        "``` ``` => \\`\\`\\` \\`\\`\\`",
        "``````x``` => \\`\\`\\````x```",
        "````x```` => ````x```\\`",
        "```never ended => \\`\\`\\`never ended",
        "``` ``` ```x``` => \\`\\`\\` \\`\\`\\` ```x```",
      })
  void aBlockOfCodeStaysOneAndTicksThatAreNoneAreShown(String written, String escaped) {
    assertThat(DiscordMarkdown.escape(written)).isEqualTo(escaped);
    assertThat(DiscordMarkdown.line(written)).doesNotContain("``");
  }

  @Test
  void aLinkDoesNotSwallowTheFenceBehindIt() {
    assertThat(DiscordMarkdown.escape("https://a.example/```[here](https://evil.example)```"))
        .isEqualTo("https://a.example/ ```[here](https://evil.example)```");
  }

  @Test
  void aBlockOfCodeThatIsCutIsClosed() {
    String text = "see\n```sh\n" + "echo *one*\n".repeat(20) + "```\nafter";
    assertThat(DiscordMarkdown.cut(text, 60))
        .hasSizeLessThanOrEqualTo(60)
        .startsWith("see\n```sh")
        .endsWith("…\n```");
    assertThat(DiscordMarkdown.cut(text, 10)).isEqualTo("see…");
  }

  @Test
  void aBlockOfCodeThatFitsIntoAPieceIsNotParted() {
    String block = "```sh\n" + "ls\n".repeat(20) + "```";
    List<String> pieces = DiscordMarkdown.split("word ".repeat(15) + "\n" + block + "\nend", 100);

    assertThat(pieces).contains(block + "\nend");
  }

  @Test
  void aBlockOfCodeThatIsLongerGoesOnInItsOwnLanguage() {
    List<String> pieces =
        DiscordMarkdown.split("```java\n" + "int i = 0;\n".repeat(60) + "```", 200);

    assertThat(pieces)
        .hasSizeGreaterThan(3)
        .allSatisfy(piece -> assertThat(piece).startsWith("```java\n").endsWith("\n```"));
    assertThat(String.join("", pieces).replace("```java\n", "").replace("\n```", "\n"))
        .isEqualTo("int i = 0;\n".repeat(60));
  }

  /** Texts of all that people write, in any order. */
  static Stream<String> texts() {
    List<String> parts =
        List.of(
            "word ",
            "\n",
            "\n\n",
            "*_~`|[]\\",
            "https://desk.example/a_b?c=d*e ",
            "```sh\nrm *.log\nls\n```",
            "```" + "code ".repeat(40) + "```",
            "```java\n" + "int i;\n".repeat(30) + "```",
            "``` ",
            "👩‍👩‍👧‍👦",
            "e\u0301",
            "@everyone <@42> ",
            "# head\n- item\n> quote\n");
    Random random = new Random(42);
    return IntStream.range(0, 400)
        .mapToObj(
            number ->
                random
                    .ints(1 + random.nextInt(60), 0, parts.size())
                    .mapToObj(parts::get)
                    .collect(Collectors.joining()));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyPieceIsWholeInItself(String text) {
    String escaped = DiscordMarkdown.escape(text);
    List<String> pieces = DiscordMarkdown.split(escaped, 150);

    assertThat(pieces)
        .allSatisfy(
            piece -> {
              assertThat(piece).hasSizeBetween(1, 150);
              isWhole(piece);
            });
    for (int limit = 40; limit < 150; limit += 13) {
      String cut = DiscordMarkdown.cut(escaped, limit);
      assertThat(cut).hasSizeLessThanOrEqualTo(limit);
      isWhole(cut);
    }
    assertThat(ink(String.join("", pieces))).isEqualTo(ink(escaped));
  }

  /** Blocks are closed, and neither a link, an escape nor an emoji ends in the middle. */
  private static void isWhole(String piece) {
    String outside =
        FENCED
            .matcher(piece)
            .replaceAll(
                found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
    assertThat(outside).doesNotContain("```");
    assertThat(outside).doesNotMatch("(?s).*(?<!\\\\)(?:\\\\\\\\)*\\\\(?:…)?$");
    assertThat(piece).doesNotMatch("(?s).*https?://(?!desk\\.example/a_b\\?c=d\\*e).*");
    assertThat(piece.replace("👩‍👩‍👧‍👦", "")).doesNotContain("👩", "👧", "👦", "\u200D");
  }

  /** What is left of a text without what splitting adds and takes. */
  private static String ink(String text) {
    return text.replaceAll("[`\\s]", "").replaceAll("sh|java", "");
  }

  @Test
  void aCutTextSaysThatItIsCut() {
    assertThat(DiscordMarkdown.cut("short", 5)).isEqualTo("short");
    assertThat(DiscordMarkdown.cut("longer text", 8)).isEqualTo("longer…");
  }

  @Test
  void noEmojiEscapeOrLinkIsCutInTwo() {
    String family = "👩‍👩‍👧‍👦";
    assertThat(DiscordMarkdown.cut("ab" + family + "cd", 8)).isEqualTo("ab…");
    assertThat(DiscordMarkdown.cut("abc\\*def", 5)).isEqualTo("abc…");
    assertThat(DiscordMarkdown.cut("abc\\\\def", 6)).isEqualTo("abc\\\\…");
    assertThat(DiscordMarkdown.cut("see https://desk.example/INC-1 there", 20)).isEqualTo("see…");
  }

  @Test
  void aLongTextIsSplitBetweenLinesThenBetweenWords() {
    assertThat(DiscordMarkdown.split("one two\nthree four", 12))
        .containsExactly("one two", "three four");
    assertThat(DiscordMarkdown.split("one two three four", 10))
        .containsExactly("one two", "three four");
    assertThat(DiscordMarkdown.split("  ", 10)).isEmpty();
  }

  @Test
  void splittingLosesNothing() {
    String text = "👩‍👩‍👧‍👦 שלום\\* https://desk.example/a_b ".repeat(300);
    List<String> pieces = DiscordMarkdown.split(text, 2_000);

    assertThat(pieces).allMatch(piece -> piece.length() <= 2_000);
    assertThat(String.join(" ", pieces)).isEqualTo(text.strip());
  }

  @Test
  void aTextWithoutAnyPauseIsSplitToo() {
    List<String> pieces = DiscordMarkdown.split("x".repeat(4_500), 2_000);

    assertThat(String.join("", pieces)).isEqualTo("x".repeat(4_500));
    assertThat(DiscordMarkdown.split("a" + "\u0301".repeat(5_000), 2_000))
        .allMatch(piece -> piece.length() <= 2_000);
  }
}
