package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the code costs whoever works on it, in figures. They are printed, and bounded. */
class MeasuresTest {

  private static final Path MAIN = Path.of("src/main/java/dev/deskhand");

  /** The share of the adapters to platforms of their own, at most; the browser is none. */
  private static final double ADAPTERS = 0.37;

  private final Map<Path, String> sources = sources();

  private static Map<Path, String> sources() {
    try (Stream<Path> files = Files.walk(MAIN)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .collect(
              Collectors.toMap(file -> file, MeasuresTest::text, (one, _) -> one, TreeMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lines(Collection<String> texts) {
    return texts.stream().mapToLong(text -> text.lines().count()).sum();
  }

  private List<Path> naming(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    return sources.entrySet().stream()
        .filter(source -> wanted.matcher(source.getValue()).find())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void say(String what, Object figure) {
    System.out.printf(Locale.ROOT, "MEASURE %s: %s%n", what, figure);
  }

  @Test
  void theAdaptersAreNotMostOfTheProduct() {
    long all = lines(sources.values());
    long adapters =
        lines(
            sources.entrySet().stream()
                .filter(
                    source ->
                        source.getKey().startsWith(MAIN.resolve("slack"))
                            || source.getKey().startsWith(MAIN.resolve("discord")))
                .map(Map.Entry::getValue)
                .toList());
    double share = (double) adapters / all;
    say("main lines of Java", all);
    say("share of the adapters", String.format(Locale.ROOT, "%.1f %%", share * 100));

    assertThat(share).isLessThanOrEqualTo(ADAPTERS);
  }

  @Test
  void aCommandIsOneFile() {
    List<Path> files =
        naming("\\bclass \\w+Command implements (Desk|Ticketless|Incident|Request|Outage)Command<");
    say("commands", files.size());
    List<Path> touched = naming("\\bResumeCommand\\b");
    say("main files that know a simple command", touched.size());

    assertThat(touched).hasSize(1);
  }

  @Test
  void whetherAllIsRefusedIsAskedInOnePlace() {
    List<Path> refusals =
        naming(
            "allMatch\\(\\s*(Reply\\.)?Refusal\\.class"
                + "|allMatch\\(\\s*\\w+ -> \\w+ instanceof (Reply\\.)?Refusal");
    say("places that ask whether all replies are refusals", refusals.size());

    assertThat(refusals).containsExactly(MAIN.resolve("chat/Reply.java"));
  }

  @Test
  void theLargestFilesAreKnown() {
    List<String> large =
        sources.entrySet().stream()
            .filter(source -> source.getValue().lines().count() > 300)
            .sorted(
                Comparator.comparingLong(
                    (Map.Entry<Path, String> source) -> -source.getValue().lines().count()))
            .map(source -> source.getKey().getFileName() + " " + source.getValue().lines().count())
            .toList();
    say("files over 300 lines", large);
    say("Spring Data repositories", naming("interface \\w+Repository extends").size());
    say(
        "files that ask which kind of ticket it is",
        naming("instanceof (Incident|Request|Outage)Ticket").size());

    assertThat(large).hasSizeLessThan(15);
  }
}
