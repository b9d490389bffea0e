package dev.deskhand.slack.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "assign INC-1 <@U123|ada>~ assign INC-1 @U123",
        "<@W9> hello~ @W9 hello",
        "see <#C1|office>~ see #office",
        "<https://intra.example/a?b=1&amp;c=2|here>~ here (https://intra.example/a?b=1&c=2)",
        "see <https://wiki.example/kb/42|KB 42>~ see KB 42 (https://wiki.example/kb/42)",
        "<http://wiki.example|wiki.example>~ http://wiki.example",
        "<https://wiki.example/|https://wiki.example>~ https://wiki.example/",
        "<https://x.example/?a=1&amp;b=2|x.example/?a=1&amp;b=2>~ https://x.example/?a=1&b=2",
        "<https://acme.slack.com/archives/C1|#office>~ #office (https://acme.slack.com/archives/C1)",
        "ask <mailto:ada@b.example|Ada at the desk>~ ask Ada at the desk (ada@b.example)",
        "<mailto:Ada@b.example|ada@b.example>~ Ada@b.example",
        "call <tel:+4930123|+49 30 123>~ call +4930123",
        "call <tel:+4930123|the desk>~ call the desk (+4930123)",
        "<https://wiki.example/kb/42| >~ https://wiki.example/kb/42",
        "<http://x.example>~ http://x.example",
        "<mailto:a@b.example|a@b.example>~ a@b.example",
        "<!here> help~ @here help",
        "<!subteam^S1|@team> help~ @team help",
        "a &lt; b &amp;amp; c &gt; d~ a < b &amp; c > d",
      })
  void whatWasTypedIsReadAsPlainText(String slack, String plain) {
    assertThat(SlackText.read(slack)).isEqualTo(plain);
  }

  @Test
  void theDesksOwnMentionIsNoPartOfTheWords() {
    assertThat(SlackText.readWithout("<@U0DESK> take INC-1", "U0DESK")).isEqualTo("take INC-1");
    assertThat(SlackText.readWithout("hey <@U0DESK|desk>, ask <@U1>", "U0DESK"))
        .isEqualTo("hey , ask @U1");
  }

  @Test
  void nothingThatIsWrittenMentionsOrLinks() {
    assertThat(SlackText.escape("<!channel> & <@U1> <http://evil.example|bank>"))
        .isEqualTo("&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;http://evil.example|bank&gt;");
  }

  @Test
  void controlCharactersAndHalvesOfCharactersDoNotGetThrough() {
    assertThat(SlackText.escape("a\u0000b\u0007c\nd\ud83d")).isEqualTo("abc\nd\uFFFD");
  }

  @Test
  void aCutIsWithinTheLimitAndBreaksNeitherEntityNorCharacter() {
    assertThat(SlackText.cut("&&&&", 12)).isEqualTo("&amp;&amp;…");
    assertThat(SlackText.cut("😀😀😀", 5)).isEqualTo("😀😀…");
    assertThat(SlackText.cut("abcde", 5)).isEqualTo("abcde");
    assertThat(SlackText.cut("abcdef", 5)).isEqualTo("abcd…");
  }
}
