package dev.deskhand.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.PGProperty;

/** The processes of a desk's own PostgreSQL, to be stopped, let go on, and killed by their ids. */
public final class PostgresProcesses {

  /** The class of SQL states that say that somebody is not let in. */
  private static final String INVALID_AUTHORIZATION = "28";

  private final Path postmaster;

  /**
   * @param data the desk's data directory
   */
  public PostgresProcesses(Path data) {
    try (Stream<Path> all = Files.walk(data, 3)) {
      postmaster =
          all.filter(path -> path.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs in " + data));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the server as {@code kill -9} does. */
  public void killServer() throws IOException, InterruptedException {
    signal("KILL", List.of(server().pid()));
  }

  /**
   * Ends the process that serves one connection of the desk's, whichever; false if there is none.
   */
  public boolean killBackend() throws IOException, InterruptedException {
    Optional<ProcessHandle> backend =
        server().children().filter(PostgresProcesses::servesTheDesk).findAny();
    if (backend.isPresent()) {
      signal("KILL", List.of(backend.get().pid()));
    }
    return backend.isPresent();
  }

  /** Stops all of them, the server first, so that no more come. */
  public List<Long> freeze() throws IOException, InterruptedException {
    ProcessHandle server = server();
    signal("STOP", List.of(server.pid()));
    List<Long> children = server.children().map(ProcessHandle::pid).toList();
    signal("STOP", children);
    return Stream.concat(Stream.of(server.pid()), children.stream()).toList();
  }

  /** Lets those go on that were {@link #freeze frozen}. */
  public static void thaw(List<Long> frozen) throws IOException, InterruptedException {
    signal("CONT", frozen);
  }

  /** Whether the server takes connections: not while it recovers from a crash. */
  public boolean isReady() throws IOException {
    String port = Files.readAllLines(postmaster).get(3).strip();
    Properties nobody = new Properties();
    PGProperty.USER.set(nobody, "nobody");
    PGProperty.PASSWORD.set(nobody, "none");
    PGProperty.CONNECT_TIMEOUT.set(nobody, 1);
    PGProperty.SOCKET_TIMEOUT.set(nobody, 1);
    try (Connection connection =
        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", nobody)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      // who is let in is asked after whether anybody is
      return String.valueOf(e.getSQLState()).startsWith(INVALID_AUTHORIZATION);
    }
  }

  private ProcessHandle server() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(postmaster).getFirst().strip());
    return ProcessHandle.of(pid)
        .orElseThrow(() -> new IllegalStateException("PostgreSQL does not run"));
  }

  /** Linux says in the command line what a process of PostgreSQL does. */
  private static boolean servesTheDesk(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
          .startsWith("postgres: deskhand");
    } catch (IOException gone) {
      return false;
    }
  }

  private static void signal(String signal, List<Long> pids)
      throws IOException, InterruptedException {
    for (long pid : pids) {
      // one that has ended meanwhile is no matter
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor(10, TimeUnit.SECONDS);
    }
  }
}
