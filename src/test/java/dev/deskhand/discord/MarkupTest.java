package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {

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
        "<@42> <#4> <t:1:R> </a:1> a < b => \\<@42> \\<#4> \\<t:1:R> \\</a:1> a < b",
        "# heading => \\# heading",
        "> quote => \\> quote",
        "- item => \\- item",
        "well-known #4 5 > 4 => well-known #4 5 > 4",
      })
  void whatWouldBeMarkupIsShownAsItWasWritten(String written, String escaped) {
    assertThat(Markup.escape(written)).isEqualTo(escaped);
  }

  @Test
  void aCutTextSaysThatItIsCut() {
    assertThat(Markup.cut("short", 5)).isEqualTo("short");
    assertThat(Markup.cut("longer text", 8)).isEqualTo("longer…");
  }

  @Test
  void noEmojiEscapeOrLinkIsCutInTwo() {
    String family = "👩‍👩‍👧‍👦";
    assertThat(Markup.cut("ab" + family + "cd", 8)).isEqualTo("ab…");
    assertThat(Markup.cut("abc\\*def", 5)).isEqualTo("abc…");
    assertThat(Markup.cut("abc\\\\def", 6)).isEqualTo("abc\\\\…");
    assertThat(Markup.cut("see https://desk.example/INC-1 there", 20)).isEqualTo("see…");
  }

  @Test
  void aLongTextIsSplitBetweenLinesThenBetweenWords() {
    assertThat(Markup.split("one two\nthree four", 12)).containsExactly("one two", "three four");
    assertThat(Markup.split("one two three four", 10)).containsExactly("one two", "three four");
    assertThat(Markup.split("  ", 10)).isEmpty();
  }

  @Test
  void splittingLosesNothing() {
    String text = "👩‍👩‍👧‍👦 שלום\\* https://desk.example/a_b ".repeat(300);
    List<String> pieces = Markup.split(text, 2_000);

    assertThat(pieces).allMatch(piece -> piece.length() <= 2_000);
    assertThat(String.join(" ", pieces)).isEqualTo(text.strip());
  }

  @Test
  void aTextWithoutAnyPauseIsSplitToo() {
    List<String> pieces = Markup.split("x".repeat(4_500), 2_000);

    assertThat(String.join("", pieces)).isEqualTo("x".repeat(4_500));
    assertThat(Markup.split("a" + "\u0301".repeat(5_000), 2_000))
        .allMatch(piece -> piece.length() <= 2_000);
  }
}
