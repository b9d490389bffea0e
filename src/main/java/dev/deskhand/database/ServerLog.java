package dev.deskhand.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the server's programs wrote about a start that failed. */
final class ServerLog {

  private static final Pattern COMPLAINT =
      Pattern.compile("(?:FATAL|PANIC|error|initdb: error): +(.*)");

  /** The server writes UTC, as it is told to at start. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final Pattern DATED = Pattern.compile("\\d{4}-\\d\\d-\\d\\d ");

  private ServerLog() {}

  /** The last complaint since then, or where to look if there is none. */
  static String complaint(DataDirectory directory, Instant since) {
    String from = TIME.format(since);
    Path own = directory.cluster().resolve("log");
    return latest(own)
        .flatMap(file -> lastComplaint(file, from))
        .or(() -> lastComplaint(directory.startLog(), from))
        .orElseGet(() -> "it did not answer in time, see %s".formatted(directory.startLog()));
  }

  private static Optional<Path> latest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.max(Comparator.comparing(file -> file.toFile().lastModified()));
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> lastComplaint(Path file, String from) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.reversed().stream()
          .takeWhile(line -> !DATED.matcher(line).lookingAt() || line.compareTo(from) >= 0)
          .map(COMPLAINT::matcher)
          .filter(matcher -> matcher.find())
          .map(matcher -> matcher.group(1))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
