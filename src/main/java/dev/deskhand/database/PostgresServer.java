package dev.deskhand.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The server process on a data directory, for whoever holds the directory's {@link DeskLock}. It
 * runs apart from this one, which may be killed and leave it behind.
 */
final class PostgresServer implements AutoCloseable {

  /** The major version of the programs that come along; data of another one cannot be opened. */
  static final String MAJOR = "18";

  static final String HOST = "127.0.0.1";

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
  private static final Duration INITDB_WITHIN = Duration.ofMinutes(3);

  /** So many ports are tried, each of which somebody else takes. */
  private static final int MOST_PORTS = 3;

  private final DataDirectory directory;
  private final PostgresPrograms programs;
  private final DatabaseProperties properties;
  private final int port;
  private volatile @Nullable ProcessHandle process;

  private PostgresServer(
      DataDirectory directory, PostgresPrograms programs, DatabaseProperties properties, int port) {
    this.directory = directory;
    this.programs = programs;
    this.properties = properties;
    this.port = port;
  }

  /**
   * Starts the server, after whatever a killed desk left behind is cleared away.
   *
   * @throws DatabaseUnusable if it cannot be started on this data or by this user
   */
  static PostgresServer start(DataDirectory directory, DatabaseProperties properties) {
    refuseForeignData(directory.cluster());
    refuseRootWithoutNamespaces();
    PostgresPrograms programs =
        PostgresPrograms.unpackedTo(
            Optional.ofNullable(properties.binariesDir())
                .map(Path::toAbsolutePath)
                .orElseGet(directory::binaries));
    PostgresServer before = new PostgresServer(directory, programs, properties, 0);
    before.stopLeftover();
    if (holdsData(directory.cluster()) && directory.password().isEmpty()) {
      throw new DatabaseUnusable(
          "%s is missing, and without it nobody gets into the data beside it; restore it"
              .formatted(directory.passwordFile()));
    }
    directory.passwordOrNew();
    before.makeCluster();
    for (int tries = 1; ; tries++) {
      int port =
          directory.port().filter(PostgresServer::isFree).orElseGet(PostgresServer::freePort);
      directory.recordPort(port);
      PostgresServer server = new PostgresServer(directory, programs, properties, port);
      try {
        server.startProcess();
        return server;
      } catch (DatabaseUnusable e) {
        // somebody else may have taken the port since it was looked at
        if (tries == MOST_PORTS || e.getSuppressed().length > 0 || isFree(port)) {
          throw e;
        }
      }
    }
  }

  int port() {
    return port;
  }

  /**
   * Whether its process is there: one that is stopped for a while is, and one that ended is not.
   */
  boolean isRunning() {
    ProcessHandle known = process;
    return known != null && known.isAlive() && !ServerProcesses.isZombie(known);
  }

  /**
   * Starts the process anew on the same data and port, once it has ended.
   *
   * @throws DatabaseUnusable with the reason if that does not succeed
   */
  void startAgain() {
    stopLeftover();
    startProcess();
  }

  /** Stops the server with a checkpoint, so that the next start needs no recovery. */
  @Override
  public void close() {
    stopLeftover();
  }

  /** What the server complained of since then. */
  String complaint(Instant since) {
    return ServerLog.complaint(directory, since);
  }

  /** One that an unfinished start left is made anew: nobody has used it yet. */
  private void makeCluster() {
    Path cluster = directory.cluster();
    if (holdsData(cluster)) {
      return;
    }
    Instant begun = Instant.now();
    try {
      FileSystemUtils.deleteRecursively(cluster);
      boolean made =
          programs.run(
              emptied(directory.startLog()),
              INITDB_WITHIN,
              "initdb",
              "--pgdata=" + cluster,
              "--username=postgres",
              "--encoding=UTF8",
              // a password for everybody, and text that sorts alike on every system
              "--auth=scram-sha-256",
              "--pwfile=" + directory.passwordFile(),
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8");
      if (!made) {
        throw notStarted(complaint(begun), null);
      }
    } catch (IOException e) {
      throw notStarted(DataDirectory.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStarted("interrupted", e);
    }
  }

  private void startProcess() {
    Instant begun = Instant.now();
    try {
      boolean started =
          programs.run(
              emptied(directory.startLog()),
              properties.startWithin().plusSeconds(10),
              "pg_ctl",
              "start",
              "--pgdata=" + directory.cluster(),
              "--log=" + directory.startLog(),
              "--wait",
              "--timeout=" + properties.startWithin().toSeconds(),
              "--options=" + String.join(" ", options()));
      process = ServerProcesses.postmaster(directory.cluster()).orElse(null);
      if (!started || process == null) {
        throw notStarted(complaint(begun), null);
      }
    } catch (IOException e) {
      throw notStarted(DataDirectory.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStarted("interrupted", e);
    }
  }

  private DatabaseUnusable notStarted(String reason, @Nullable Exception cause) {
    DatabaseUnusable unusable =
        new DatabaseUnusable(
            "PostgreSQL did not start on %s: %s".formatted(directory.cluster(), reason), cause);
    try {
      stopLeftover();
    } catch (DatabaseUnusable e) {
      unusable.addSuppressed(e);
    }
    return unusable;
  }

  /** It holds real data, and lets in nobody from elsewhere. None of these needs quotes. */
  private List<String> options() {
    return Stream.of(
            "port=" + port,
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "listen_addresses=" + HOST,
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "max_connections=" + properties.maxConnections(),
            "logging_collector=on",
            "log_timezone=UTC",
            "log_filename=postgresql-%a.log",
            "log_rotation_age=1440",
            "log_rotation_size=0",
            "log_truncate_on_rotation=on")
        .map(option -> "-c " + option)
        .toList();
  }

  private static void refuseForeignData(Path cluster) {
    Path version = cluster.resolve("PG_VERSION");
    if (!Files.exists(version)) {
      return;
    }
    try {
      String found = Files.readString(version).strip();
      if (!found.equals(MAJOR)) {
        throw new DatabaseUnusable(
            "%s holds data of PostgreSQL %s, and this is PostgreSQL %s; use pg_upgrade, or name"
                    .formatted(cluster, found, MAJOR)
                + " another place with DESKHAND_DATA_DIR");
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "%s cannot be read (%s)".formatted(version, DataDirectory.reason(e)), e);
    }
  }

  /** PostgreSQL will not run as root; a user namespace, where allowed, makes it somebody else. */
  private static void refuseRootWithoutNamespaces() {
    if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
      throw new DatabaseUnusable(
          "PostgreSQL does not run as root, and this system does not allow user namespaces; run"
              + " the desk as another user, or name a PostgreSQL with SPRING_DATASOURCE_URL");
    }
  }

  /** Whether a server has ever run here: it leaves its options behind, and initdb does not. */
  private static boolean holdsData(Path cluster) {
    return Files.exists(cluster.resolve("postmaster.opts"));
  }

  /** Stops the server, or what is left of one, whoever started it. */
  private void stopLeftover() {
    Path cluster = directory.cluster();
    try {
      Optional<ProcessHandle> running = ServerProcesses.postmaster(cluster);
      if (running.isPresent()) {
        log.debug("Stopping PostgreSQL (process {})", running.get().pid());
        programs.run(
            directory.startLog(),
            STOP_WITHIN.plusSeconds(5),
            "pg_ctl",
            "stop",
            "--pgdata=" + cluster,
            "--mode=fast",
            "--wait",
            "--timeout=" + STOP_WITHIN.toSeconds());
        if (ServerProcesses.postmaster(cluster).isPresent()) {
          throw new DatabaseUnusable(
              "a PostgreSQL from before (process %d) still runs on %s and does not stop; end it"
                  .formatted(running.get().pid(), cluster));
        }
      } else {
        ServerProcesses.endOrphans(cluster);
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "PostgreSQL's processes on %s cannot be looked at (%s)"
              .formatted(cluster, DataDirectory.reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnusable("interrupted while stopping a PostgreSQL from before", e);
    }
  }

  private static Path emptied(Path file) throws IOException {
    return Files.write(file, new byte[0]);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new DatabaseUnusable("no port is free on " + HOST, e);
    }
  }
}
