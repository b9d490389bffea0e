package dev.deskhand;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.LooksAtOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.annotation.Configuration;

@LooksAtOutput
class EnvLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "X=y | y",
        "export X=18576 | 18576",
        "`  export   X=y  ` | y",
        "X = y | y",
        "X=/srv/da#ta | /srv/da#ta",
        "X=#1a | #1a",
        "X=y # why | y",
        "`X= # nothing` | ``",
        "X= | ``",
        "X='/srv/data' | /srv/data",
        "X='a # b' # c | a # b",
        "X=\"a # b\" | a # b",
        "X=\"say \\\"hi\\\" to C:\\\\new\\x\" | say \"hi\" to C:\\new\\x",
        "X='\"' | \"",
        "X=a b  c | a b  c",
        "X=k=v&w=x== | k=v&w=x==",
        "X=it's | it's",
        "X=\"\" | ``",
        "X=Küche | Küche"
      })
  void aValueIsWhatAShellWouldMakeOfIt(String line, String value) {
    for (String end : List.of("", "\n", "\r\n")) {
      EnvLines lines = EnvLines.of((line + end).getBytes(UTF_8));

      assertThat(lines.unclear()).isEmpty();
      assertThat(lines.variables()).isEqualTo(Map.of("X", value));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X: y",
        "X",
        "export X",
        "=y",
        "1X=y",
        "X Y=z",
        "X='a",
        "X=\"a",
        "X='a'b",
        "X=\"a\"#b",
        "{\"X\": \"y\"}",
        "X=a\0b"
      })
  void aLineThatIsNotUnderstoodIsKnownByItsNumber(String line) {
    EnvLines lines = EnvLines.of(("A=1\n# B\n\n" + line + "\nC=2\n").getBytes(UTF_8));

    assertThat(lines.unclear()).containsExactly(4);
    assertThat(lines.variables()).isEqualTo(Map.of("A", "1", "C", "2"));
  }

  @Test
  void byteOrderMarksAndWindowsLineEndsAreNoPartOfANameOrValue() {
    String text = "\uFEFFA=1\r\nB=2\r\n";

    assertThat(EnvLines.of(text.getBytes(UTF_8)).variables()).isEqualTo(Map.of("A", "1", "B", "2"));
    assertThat(EnvLines.of(text.substring(1).getBytes(UTF_16)).variables())
        .isEqualTo(Map.of("A", "1", "B", "2"));
    EnvLines latin = EnvLines.of("A=1\nB=K\u00fcche\n".getBytes(ISO_8859_1));
    assertThat(latin.unclear()).containsExactly(2);
  }

  @Test
  void theStartNamesTheLinesAndNeverWhatTheySay(@TempDir Path folder, CapturedOutput output)
      throws IOException {
    Path file = folder.resolve("my.env");
    Files.writeString(file, "export deskhand.probe='a#b'\nSLACK_BOT_TOKEN: xoxb-secret\n\nX'y\n");

    try (var context =
        new SpringApplicationBuilder(Nothing.class)
            .web(WebApplicationType.NONE)
            .run("--deskhand.env-file=" + file)) {
      assertThat(context.getEnvironment().getProperty("deskhand.probe")).isEqualTo("a#b");
    }
    assertThat(output)
        .contains("my.env: lines 2, 4 are not understood")
        .doesNotContain("xoxb-secret");
  }

  @Configuration
  static class Nothing {}
}
