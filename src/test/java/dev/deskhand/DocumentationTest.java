package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a newcomer reads is short, leads somewhere, and is complete where it says so. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern OFFERED = Pattern.compile("(?m)^#?([A-Z][A-Z0-9_]+)=");

  @Test
  void theReadmeIsWhatANewcomerNeedsAndNoMore() throws IOException {
    assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (Path page : pages()) {
      Path folder = page.toAbsolutePath().getParent();
      assertThat(found(LINK, page))
          .as("links of %s", page)
          .allMatch(link -> folder != null && Files.exists(folder.resolve(link)));
    }
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    List<String> linked = found(LINK, Path.of("README.md"));
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      assertThat(docs.map(Path::toString).filter(name -> name.endsWith(".md")))
          .isNotEmpty()
          .allMatch(linked::contains);
    }
  }

  @Test
  void everySettingThatIsOfferedIsExplained() throws IOException {
    String explained = Files.readString(Path.of("docs/configuration.md"));
    assertThat(found(OFFERED, Path.of(".env.example")))
        .isNotEmpty()
        .allMatch(variable -> explained.contains("`" + variable));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(Path::of),
              docs.filter(page -> page.toString().endsWith(".md")))
          .toList();
    }
  }

  private static List<String> found(Pattern pattern, Path page) {
    try {
      return pattern
          .matcher(Files.readString(page))
          .results()
          .map((MatchResult match) -> match.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
