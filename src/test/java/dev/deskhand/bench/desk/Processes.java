package dev.deskhand.bench.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What Linux knows about processes. What has ended meanwhile counts for nothing. */
final class Processes {

  /** Hundredths of a second, in which Linux counts what a process took of the processors. */
  private static final long TICKS_PER_SECOND = 100;

  private static final int FIRST_AFTER_NAME = 3;
  private static final int USER_TIME = 14;
  private static final int SYSTEM_TIME_OF_ENDED_CHILDREN = 17;

  private Processes() {}

  /** A process and those that it started, as far as they run Java. */
  static List<ProcessHandle> java(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .filter(each -> each.info().command().map(path -> path.endsWith("java")).orElse(false))
        .toList();
  }

  /** The server of a desk's own PostgreSQL and those that it started. */
  static List<ProcessHandle> postgres(Path data) throws IOException {
    try (Stream<Path> all = Files.walk(data, 3)) {
      Path file =
          all.filter(path -> path.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IOException("no PostgreSQL runs in " + data));
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
          .toList();
    }
  }

  /** The memory that they hold, in megabytes. */
  static double residentMegabytes(List<ProcessHandle> processes) {
    return processes.stream()
            .flatMap(process -> lines(process, "status"))
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        / 1024.0;
  }

  /** What they, and those that they started and that have ended, took of the processors. */
  static Duration processorTime(List<ProcessHandle> processes) {
    long ticks =
        processes.stream()
            .flatMap(process -> lines(process, "stat"))
            .mapToLong(Processes::ticks)
            .sum();
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }

  /** The name of a process, which may hold anything, is in brackets. */
  private static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long sum = 0;
    for (int field = USER_TIME; field <= SYSTEM_TIME_OF_ENDED_CHILDREN; field++) {
      sum += Long.parseLong(fields[field - FIRST_AFTER_NAME]);
    }
    return sum;
  }

  private static Stream<String> lines(ProcessHandle process, String file) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file)).stream();
    } catch (IOException ended) {
      return Stream.empty();
    }
  }
}
