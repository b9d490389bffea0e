package dev.deskhand.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskhand.testing.SharedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A desk that moves to the PostgreSQL of a distribution, of another version, and back. */
@Execution(ExecutionMode.CONCURRENT)
class DebianPostgresTest {

  @TempDir private Path folder;

  @Test
  void aDeskMovesToAnExternalPostgresqlAndBackEqualRowByRow() throws Exception {
    Optional<Path> binaries = binaries();
    assumeTrue(binaries.isPresent(), "no PostgreSQL of a distribution that can be run here");
    try (Server server = Server.start(binaries.orElseThrow(), folder);
        Database own = new Database(SharedPostgres.get().newDatabase());
        Database external = new Database(server.url());
        Database back = new Database(SharedPostgres.get().emptyDatabase())) {
      Scene.write(own, 100);
      Map<String, String> content = own.carriedContent();

      move(own, external, "out.zip");
      assertThat(external.carriedContent()).isEqualTo(content);

      move(external, back, "back.zip");
      assertThat(back.content()).isEqualTo(own.content());
      assertThat(back.shape()).isEqualTo(own.shape());
      assertThat(back.value("select nextval('incident_id_seq')")).isEqualTo("101");
    }
  }

  private void move(Database from, Database to, String name) {
    Path file = folder.resolve(name);
    from.backups.write(file, false, Progress.NONE);
    BackupService.verify(file, Progress.NONE);
    to.restores.restore(file, 0L, Progress.NONE);
  }

  private static Optional<Path> binaries() throws IOException {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)
        || (isRoot() && !Files.isExecutable(Path.of("/usr/bin/setpriv")))) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
          .filter(bin -> Integer.parseInt(String.valueOf(bin.getName(3))) >= 15)
          .max(Path::compareTo);
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** A server on a free port, run by somebody who is not root. */
  private record Server(Path binaries, Path data, int port) implements AutoCloseable {

    static Server start(Path binaries, Path folder) throws Exception {
      Path home = Files.createDirectory(folder.resolve("server"));
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
      int port;
      try (var socket = new java.net.ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Server server = new Server(binaries, home.resolve("data"), port);
      server.run(
          "initdb",
          "-D",
          server.data.toString(),
          "-U",
          "desk",
          "-A",
          "trust",
          "-E",
          "UTF8",
          "--locale=C.UTF-8");
      server.run(
          "pg_ctl",
          "-D",
          server.data.toString(),
          "-w",
          "-l",
          home.resolve("log").toString(),
          "-o",
          "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
              .formatted(port),
          "start");
      return server;
    }

    String url() {
      return "jdbc:postgresql://127.0.0.1:%d/postgres?user=desk".formatted(port);
    }

    private void run(String program, String... arguments) throws Exception {
      List<String> command = new ArrayList<>();
      if (isRoot()) {
        command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      }
      command.add(binaries.resolve(program).toString());
      command.addAll(Arrays.asList(arguments));
      Process process =
          new ProcessBuilder(command)
              .directory(Objects.requireNonNull(data.getParent()).toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(program).isZero();
    }

    @Override
    public void close() throws Exception {
      run("pg_ctl", "-D", data.toString(), "-m", "immediate", "-w", "stop");
    }
  }
}
