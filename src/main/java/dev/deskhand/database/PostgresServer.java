package dev.deskhand.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The server process on a data directory, for whoever holds the directory's {@link DeskLock}. The
 * library's defaults suit throw-away data; here each of them that costs durability or lets others
 * in is set otherwise.
 */
final class PostgresServer implements AutoCloseable {

  /** The major version of the programs that come along; data of another one cannot be opened. */
  static final String MAJOR = "18";

  static final String HOST = "127.0.0.1";

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);

  private final EmbeddedPostgres process;
  private final DataDirectory directory;
  private final Path binaries;

  private PostgresServer(EmbeddedPostgres process, DataDirectory directory, Path binaries) {
    this.process = process;
    this.directory = directory;
    this.binaries = binaries;
  }

  /**
   * Starts the server, after whatever a killed desk left behind is cleared away.
   *
   * @throws DatabaseUnusable if it cannot be started on this data or by this user
   */
  static PostgresServer start(DataDirectory directory, DatabaseProperties properties) {
    Path binaries = binaries(directory, properties);
    Instant begun = Instant.now();
    refuseForeignData(directory.cluster());
    refuseRootWithoutNamespaces();
    stopLeftover(directory.cluster(), binaries);
    clearUnfinished(directory.cluster(), binaries);
    if (holdsData(directory.cluster()) && directory.password().isEmpty()) {
      throw new DatabaseUnusable(
          "%s is missing, and without it nobody gets into the data beside it; restore it"
              .formatted(directory.passwordFile()));
    }
    String password = directory.passwordOrNew();
    int port = directory.port().filter(PostgresServer::isFree).orElseGet(PostgresServer::freePort);
    directory.recordPort(port);
    try {
      EmbeddedPostgres process =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.cluster())
              .setCleanDataDirectory(false)
              .setOverrideWorkingDirectory(binaries.toFile())
              .setPort(port)
              .setPGStartupWait(properties.startWithin())
              .setRegisterShutdownHook(false)
              .setOutputRedirector(Redirect.appendTo(emptied(directory.startLog()).toFile()))
              .setConnectConfig("password", password)
              // initdb: a password for everybody, and text that sorts alike on every system
              .setLocaleConfig("auth-host", "scram-sha-256")
              .setLocaleConfig("auth-local", "scram-sha-256")
              .setLocaleConfig("pwfile", directory.passwordFile().toString())
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("listen_addresses", HOST)
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("password_encryption", "scram-sha-256")
              .setServerConfig("max_connections", Integer.toString(properties.maxConnections()))
              .setServerConfig("logging_collector", "on")
              .setServerConfig("log_timezone", "UTC")
              .setServerConfig("log_filename", "postgresql-%a.log")
              .setServerConfig("log_rotation_age", "1440")
              .setServerConfig("log_rotation_size", "0")
              .setServerConfig("log_truncate_on_rotation", "on")
              .start();
      return new PostgresServer(process, directory, binaries);
    } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
      stopLeftover(directory.cluster(), binaries);
      throw new DatabaseUnusable(
          "PostgreSQL did not start on %s: %s"
              .formatted(directory.cluster(), ServerLog.complaint(directory, begun)),
          e);
    }
  }

  int port() {
    return process.getPort();
  }

  /** Stops the server with a checkpoint, so that the next start needs no recovery. */
  @Override
  public void close() throws IOException {
    process.close();
    stopLeftover(directory.cluster(), binaries);
  }

  /**
   * Where the programs go. The library lets everybody write to the folder it unpacks into, so that
   * folder lies within one that nobody else can enter. It also clears up in a folder of its own, by
   * default one in the temporary files where anybody can leave it something to stop or delete; only
   * a system property names another.
   */
  private static Path binaries(DataDirectory directory, DatabaseProperties properties) {
    Path outer =
        Optional.ofNullable(properties.binariesDir())
            .map(Path::toAbsolutePath)
            .orElseGet(directory::binaries);
    try {
      DataDirectory.makePrivate(outer);
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "PostgreSQL's programs cannot be unpacked to %s (%s)"
              .formatted(outer, DataDirectory.reason(e)),
          e);
    }
    Path inner = outer.resolve("unpacked");
    System.setProperty("ot.epg.working-dir", inner.toString());
    return inner;
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

  /** A desk killed while it unpacked or made the cluster left halves, which nobody has used yet. */
  private static void clearUnfinished(Path cluster, Path binaries) {
    try {
      if (!holdsData(cluster)) {
        FileSystemUtils.deleteRecursively(cluster);
      }
      for (Path unpacked : unpacked(binaries)) {
        if (!Files.exists(unpacked.resolve(".exists"))) {
          FileSystemUtils.deleteRecursively(unpacked);
        }
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "what an unfinished start left in %s cannot be removed (%s)"
              .formatted(cluster.getParent(), DataDirectory.reason(e)),
          e);
    }
  }

  /** Stops the server of a desk that was killed, if it still runs. */
  private static void stopLeftover(Path cluster, Path binaries) {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    try {
      Optional<ProcessHandle> running = running(pidFile);
      if (running.isEmpty()) {
        return;
      }
      log.info(
          "A PostgreSQL from before is still running (process {}); stopping it",
          running.get().pid());
      Optional<Path> control =
          unpacked(binaries).stream()
              .flatMap(unpacked -> Stream.of("bin/pg_ctl", "bin/pg_ctl.exe").map(unpacked::resolve))
              .filter(Files::exists)
              .findFirst();
      if (control.isPresent()) {
        pgCtlStop(control.get(), cluster);
      }
      if (running(pidFile).isPresent()) {
        throw new DatabaseUnusable(
            "a PostgreSQL from before (process %d) still runs on %s and does not stop; end it"
                .formatted(running.get().pid(), cluster));
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "%s cannot be read (%s)".formatted(pidFile, DataDirectory.reason(e)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnusable("interrupted while stopping a PostgreSQL from before", e);
    }
  }

  /**
   * The server that the file tells of. Its number may by now be another program's, or that of a
   * dead process which nobody has reaped; PostgreSQL would refuse to start for either, so the file
   * is then removed.
   */
  private static Optional<ProcessHandle> running(Path pidFile) throws IOException {
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

  private static boolean isServer(ProcessHandle process) {
    return !isZombie(process)
        && process.info().command().map(command -> command.contains("postgres")).orElse(true);
  }

  /** Java counts a process as alive until it is reaped; only Linux tells the difference. */
  private static boolean isZombie(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
    } catch (IOException e) {
      return false;
    }
  }

  private static void pgCtlStop(Path control, Path cluster)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(List.of(control.toString(), "stop", "-D", cluster.toString()));
    command.addAll(List.of("-m", "fast", "-w", "-t", Long.toString(STOP_WITHIN.toSeconds())));
    Process stopping =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    stopping.waitFor(STOP_WITHIN.toSeconds() + 5, TimeUnit.SECONDS);
  }

  private static List<Path> unpacked(Path binaries) throws IOException {
    if (!Files.isDirectory(binaries)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(binaries)) {
      return entries.filter(Files::isDirectory).toList();
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
