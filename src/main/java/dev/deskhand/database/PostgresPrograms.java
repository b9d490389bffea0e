package dev.deskhand.database;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.lang3.SystemUtils;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs in a folder that nobody else can enter, run with no more of the environment
 * than they need: the desk's tokens and passwords are none of theirs.
 */
final class PostgresPrograms {

  private static final Pattern NEEDED =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|LD_LIBRARY_PATH"
              + "|SYSTEMROOT|WINDIR|COMSPEC|PATHEXT",
          Pattern.CASE_INSENSITIVE);

  private static final String UNFINISHED = ".unfinished";

  private final Path bin;

  private PostgresPrograms(Path bin) {
    this.bin = bin;
  }

  /**
   * Unpacks them where they are not there yet, whole or not at all; several processes may do so at
   * once.
   *
   * @throws DatabaseUnusable if they cannot be unpacked
   */
  static PostgresPrograms unpackedTo(Path outer) {
    try {
      DataDirectory.makePrivate(outer);
      byte[] packed;
      try (InputStream archive =
          DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
              system(), ArchUtils.normalize(SystemUtils.OS_ARCH))) {
        packed = archive.readAllBytes();
      }
      Path folder = outer.resolve("postgresql-" + digest(packed));
      if (!Files.isDirectory(folder)) {
        unpack(packed, outer, folder);
      }
      return new PostgresPrograms(folder.resolve("bin"));
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "PostgreSQL's programs cannot be unpacked to %s (%s)"
              .formatted(outer, DataDirectory.reason(e)),
          e);
    }
  }

  private static String system() {
    if (SystemUtils.IS_OS_WINDOWS) {
      return "Windows";
    }
    return SystemUtils.IS_OS_MAC_OSX ? "Darwin" : "Linux";
  }

  private static String digest(byte[] packed) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unpack(byte[] packed, Path outer, Path folder) throws IOException {
    removeUnfinished(outer);
    Path unfinished = Files.createTempDirectory(outer, UNFINISHED);
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(packed)))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        unpack(entry, archive, unfinished.resolve(entry.getName()).normalize());
      }
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FileSystemUtils.deleteRecursively(unfinished);
      // another process was first
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path to)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, to);
    if (Files.getFileStore(to).supportsFileAttributeView("posix")) {
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          to, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
    }
  }

  /** What a process that was killed while it unpacked left behind; none takes that long. */
  private static void removeUnfinished(Path outer) throws IOException {
    Instant before = Instant.now().minus(Duration.ofMinutes(10));
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(outer, UNFINISHED + "*")) {
      for (Path unfinished : entries) {
        if (Files.getLastModifiedTime(unfinished).toInstant().isBefore(before)) {
          FileSystemUtils.deleteRecursively(unfinished);
        }
      }
    }
  }

  /**
   * Runs a program and waits for its end.
   *
   * @param output where what it prints is added
   * @return whether it ended well, and in time
   */
  boolean run(Path output, Duration within, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (LinuxUtils.isUnshareAvailable()) {
      // PostgreSQL does not run as root; in a user namespace it is somebody else
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(name -> !NEEDED.matcher(name).matches());
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    } finally {
      process.destroy();
    }
  }
}
