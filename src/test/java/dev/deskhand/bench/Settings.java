package dev.deskhand.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much is measured, by system properties that begin with {@code deskhand.bench.}
 *
 * @param partner {@code partner}: the jar to measure beside; without it the desk is measured alone
 * @param rounds {@code rounds}: how often everything is measured, in turns
 * @param only {@code only}: the names of the scenes to measure, with commas between them; without
 *     it all but those that take long
 * @param load {@code seconds}: how long each load lasts
 * @param warming {@code warmup}: for how many seconds a desk is at work before it is measured
 * @param perSecond {@code rate}: how many reports a second come in where nobody waits for answers
 * @param incidents {@code incidents}: how many a large desk has; the rest of it follows
 * @param rows {@code rows}: how many rows are imported
 * @param idle {@code idle}: for how many seconds a desk is left alone
 */
record Settings(
    Optional<Path> partner,
    int rounds,
    Set<String> only,
    Duration load,
    Duration warming,
    int perSecond,
    int incidents,
    int rows,
    Duration idle) {

  static Settings ofProperties() {
    return new Settings(
        Optional.of(text("partner")).filter(path -> !path.isEmpty()).map(Path::of),
        number("rounds", 3),
        Arrays.stream(text("only").split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet()),
        Duration.ofSeconds(number("seconds", 10)),
        Duration.ofSeconds(number("warmup", 45)),
        number("rate", 300),
        number("incidents", 1_000_000),
        number("rows", 60_000),
        Duration.ofSeconds(number("idle", 600)));
  }

  /** Maven passes on as an empty text what nobody has set. */
  private static String text(String name) {
    return System.getProperty("deskhand.bench." + name, "").strip();
  }

  private static int number(String name, int otherwise) {
    String value = text(name);
    return value.isEmpty() ? otherwise : Integer.parseInt(value);
  }

  boolean wants(Scene scene) {
    return only.isEmpty() ? !scene.onlyIfAskedFor() : only.contains(scene.name());
  }
}
