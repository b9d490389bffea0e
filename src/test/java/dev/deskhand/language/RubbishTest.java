package dev.deskhand.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever arrives gets an answer: the parser throws nothing, and never takes long. */
@Execution(ExecutionMode.CONCURRENT)
class RubbishTest {

  private static final List<String> PIECES =
      Stream.concat(
              Spoken.REGISTRY.all().stream().map(CommandSpec::words),
              Stream.of(
                  " ",
                  " ",
                  " ",
                  "\n",
                  "\t",
                  "\u00A0",
                  "\"",
                  "“",
                  "”",
                  "„",
                  "'",
                  ":",
                  "=",
                  "@",
                  "+",
                  "-",
                  "..",
                  "…",
                  ",",
                  "#",
                  "0",
                  "1",
                  "99999999999999999999",
                  "INC-1",
                  "inc-0",
                  "REQ-2",
                  "OUT-3",
                  "INC0000045",
                  "service:",
                  "impact:high",
                  "priority:P9",
                  "page:1",
                  "for:@x",
                  "a=b",
                  "2026-02-30..2026-01-01",
                  "7d",
                  "down",
                  "vendor",
                  "mine",
                  "list",
                  "retry",
                  "to",
                  "\0",
                  "\u0007",
                  "\u0085",
                  "\uD800",
                  "\uDC00",
                  "🚒",
                  "\u202E",
                  "\u200B",
                  "ı",
                  "İ",
                  "ß",
                  "שלום",
                  "é",
                  "%s",
                  "\\",
                  "{}",
                  "<@U1>",
                  "xyz",
                  "the"))
          .toList();

  @Test
  void noInputThrows() {
    Random random = new Random(20_260_105);
    for (int i = 0; i < 25_000; i++) {
      String text = rubbish(random, random.nextInt(9));
      Map<String, String> fields =
          Map.of(
              "text",
              rubbish(random, 3),
              "key",
              rubbish(random, 1),
              "for",
              rubbish(random, 2),
              "fields",
              rubbish(random, 3),
              "period",
              rubbish(random, 2),
              "page",
              rubbish(random, 1),
              "changes",
              rubbish(random, 3),
              "command",
              rubbish(random, 2));
      Stream.of(
              Spoken.command(text),
              Spoken.freely(text),
              Spoken.pressed(text),
              Spoken.submitted(text, fields))
          .forEach(command -> assertAnswered(text, command));
    }
  }

  @Test
  void everyOfferedActionIsUnderstoodWhenPressed() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      if (Spoken.command(rubbish(random, 1 + random.nextInt(6)))
          instanceof Command.Misunderstood(Reply.Refusal answer)) {
        assertThat(answer.actions())
            .allSatisfy(
                action ->
                    assertThat(Spoken.pressed(action.command()))
                        .isInstanceOfAny(Command.Call.class, Command.Ask.class));
      }
    }
  }

  @Test
  void quotesThatAreNeverClosedCostNoMoreThanOtherCharacters() {
    String text = "note INC-1 " + "\"a ".repeat(3_300);

    assertThat(Spoken.is(Spoken.command(text), "note")).isTrue();
    assertThat(Tokens.of("\"a ".repeat(100_000) + "b").count()).isEqualTo(100_001);
  }

  private static void assertAnswered(String text, Command command) {
    if (command instanceof Command.Misunderstood(Reply.Refusal answer)
        && (answer.text().isBlank() || answer.text().length() > 1_500)) {
      throw new AssertionError(text + " is answered with " + answer.text());
    }
  }

  private static String rubbish(Random random, int pieces) {
    return random
        .ints(pieces, 0, PIECES.size())
        .mapToObj(PIECES::get)
        .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
  }
}
