package dev.deskhand.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The processes of a server, found by what they leave on the disk and in the process table. */
final class ServerProcesses {

  private static final Duration END_WITHIN = Duration.ofSeconds(10);

  private ServerProcesses() {}

  /**
   * The server that {@code postmaster.pid} tells of, if it runs. Its number may by now be another
   * program's, or that of a dead process which nobody has reaped; PostgreSQL would refuse to start
   * for either, so the file is then removed.
   */
  static Optional<ProcessHandle> postmaster(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    Optional<String> first = Files.readAllLines(pidFile).stream().findFirst().map(String::strip);
    if (first.isEmpty() || !first.get().matches("-?\\d{1,18}")) {
      Files.delete(pidFile);
      return Optional.empty();
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Math.abs(Long.parseLong(first.get())));
    if (process.isPresent() && !isServer(process.get())) {
      Files.delete(pidFile);
      return Optional.empty();
    }
    return process.filter(ProcessHandle::isAlive);
  }

  /**
   * Ends what a postmaster that was killed left running. It can do nothing any more but keep the
   * next one from starting, and what it had committed is in the log.
   */
  static void endOrphans(Path cluster) throws IOException, InterruptedException {
    Instant until = Instant.now().plus(END_WITHIN);
    for (List<ProcessHandle> left = on(cluster); !left.isEmpty(); left = on(cluster)) {
      if (Instant.now().isAfter(until)) {
        throw new DatabaseUnusable(
            "processes of a PostgreSQL that ended still run on %s: %s"
                .formatted(cluster, left.stream().map(ProcessHandle::pid).toList()));
      }
      left.forEach(ProcessHandle::destroyForcibly);
      Thread.sleep(50);
    }
  }

  /** Servers work in their cluster's folder, which only Linux tells. */
  private static List<ProcessHandle> on(Path cluster) throws IOException {
    if (!Files.isDirectory(cluster)) {
      return List.of();
    }
    Optional<Path> folder = Optional.of(cluster.toRealPath());
    return ProcessHandle.allProcesses()
        .filter(ServerProcesses::isServer)
        .filter(process -> workingDirectory(process).equals(folder))
        .toList();
  }

  private static Optional<Path> workingDirectory(ProcessHandle process) {
    try {
      return Optional.of(
          Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd")));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isServer(ProcessHandle process) {
    return !isZombie(process)
        && process
            .info()
            .command()
            .map(command -> Path.of(command).getFileName())
            .map(program -> program.toString().startsWith("postgres"))
            .orElse(true);
  }

  /** Java counts a process as alive until it is reaped; only Linux tells the difference. */
  static boolean isZombie(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }
}
