package dev.deskhand.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A chapter of README and the page that it leads to, which a test follows sentence by sentence.
 * They are read as they stand there, so that a test no longer passes when they say something else.
 */
public final class Manual {

  private static final Pattern STEP = Pattern.compile("(?m)^[0-9]+\\. ");
  private static final Pattern PARAGRAPHS = Pattern.compile("\n\n+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final String text;
  private String steps;

  private Manual(String text) {
    this.text = text;
    this.steps =
        PARAGRAPHS
            .splitAsStream(text)
            .filter(paragraph -> STEP.matcher(paragraph).lookingAt())
            .map(paragraph -> plain(STEP.matcher(paragraph).replaceAll("")))
            .collect(Collectors.joining(" "));
  }

  /** The chapter of README with this title, and the page of {@code docs} with that name. */
  public static Manual of(String title, String page) {
    try {
      String readme = Files.readString(Path.of("README.md"));
      int from = readme.indexOf("\n## " + title + "\n");
      assertThat(from).as("a chapter \"%s\"", title).isPositive();
      int begin = from + title.length() + 5;
      int end = readme.indexOf("\n## ", begin);
      return new Manual(
          readme.substring(begin, end < 0 ? readme.length() : end)
              + "\n\n"
              + Files.readString(Path.of("docs", page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the chapter says this, in these words. */
  public Manual says(String words) {
    assertThat(plain(text)).contains(words);
    steps = steps.replace(words, "");
    return this;
  }

  /** Fails if there is anything in the numbered steps that was not asked for. */
  public void hasNoOtherStep() {
    assertThat(steps.strip()).as("what nobody follows").isEmpty();
  }

  /** The link that begins so. */
  public String link(String beginning) {
    return Pattern.compile("<(" + Pattern.quote(beginning) + "[^>]*)>")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link " + beginning));
  }

  /** The cells of the rows of the table whose first heading is this. */
  public List<List<String>> table(String heading) {
    return text.lines()
        .dropWhile(line -> !line.startsWith("| " + heading + " |"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> Stream.of(line.split("\\|")).skip(1).map(String::strip).toList())
        .collect(Collectors.toList());
  }

  private static String plain(String words) {
    return SPACE.matcher(words).replaceAll(" ");
  }
}
