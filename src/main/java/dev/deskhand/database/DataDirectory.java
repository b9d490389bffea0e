package dev.deskhand.database;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The folder that holds all the desk keeps, readable by its owner alone: the database cluster, the
 * port and the password under which it is reached, and the lock that keeps a second desk out.
 */
final class DataDirectory {

  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FILE =
      PosixFilePermissions.fromString("rw-------");

  private final Path root;

  private DataDirectory(Path root) {
    this.root = root;
  }

  /**
   * Makes the folder where it is absent and takes everybody else's rights on it away.
   *
   * @throws DatabaseUnusable if it cannot be made, is not a folder, or cannot be written to
   */
  static DataDirectory open(Path given) {
    Path root = given.toAbsolutePath().normalize();
    try {
      makePrivate(root);
      Files.delete(Files.createTempFile(root, ".writable", ""));
      return new DataDirectory(root);
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "the data directory %s cannot be written to by user %s (%s); make it theirs, or name"
                  .formatted(root, System.getProperty("user.name"), reason(e))
              + " another with DESKHAND_DATA_DIR",
          e);
    }
  }

  /** Makes a folder where it is absent, and takes everybody's rights on it away but the owner's. */
  static void makePrivate(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (posix(folder)) {
      Files.setPosixFilePermissions(folder, OWNER_ONLY_FOLDER);
    }
  }

  Path root() {
    return root;
  }

  Path cluster() {
    return root.resolve("postgresql");
  }

  Path binaries() {
    return root.resolve("postgresql-binaries");
  }

  /** What the server's programs say while they start; the server's own log is in the cluster. */
  Path startLog() {
    return root.resolve("postgresql-start.log");
  }

  Path lockFile() {
    return root.resolve("desk.lock");
  }

  /** Who holds the lock: beside it, since reading the locked file would let go of the lock. */
  Path holderFile() {
    return root.resolve("desk.pid");
  }

  Path passwordFile() {
    return root.resolve("postgresql.password");
  }

  private Path portFile() {
    return root.resolve("postgresql.port");
  }

  Optional<String> password() {
    return read(passwordFile());
  }

  /** The password of the database, made up of 192 random bits the first time. */
  String passwordOrNew() {
    return password()
        .orElseGet(
            () -> {
              byte[] random = new byte[24];
              new SecureRandom().nextBytes(random);
              String made = HexFormat.of().formatHex(random);
              write(passwordFile(), made);
              return made;
            });
  }

  Optional<Integer> port() {
    return read(portFile()).filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf);
  }

  void recordPort(int port) {
    write(portFile(), Integer.toString(port));
  }

  Optional<Long> holder() {
    return read(holderFile()).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
  }

  void recordHolder(long pid) {
    write(holderFile(), Long.toString(pid));
  }

  private static Optional<String> read(Path file) {
    try {
      String text = Files.readString(file).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DatabaseUnusable("%s cannot be read (%s)".formatted(file, reason(e)), e);
    }
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  private void write(Path file, String text) {
    try {
      Path fresh =
          posix(root)
              ? Files.createTempFile(
                  root, ".new", "", PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE))
              : Files.createTempFile(root, ".new", "");
      Files.writeString(fresh, text + "\n", StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DatabaseUnusable("%s cannot be written (%s)".formatted(file, reason(e)), e);
    }
  }

  private static boolean posix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        != null;
  }

  /**
   * What went wrong in few words, such as {@code No space left on device}. File system exceptions
   * often have the path for a message, and the reason in their name.
   */
  static String reason(IOException e) {
    if (e instanceof FileSystemException of && of.getReason() != null) {
      return of.getReason();
    }
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    String said = String.valueOf(e.getMessage());
    return kind.equals("IO") && !said.isBlank() ? said : kind;
  }
}
