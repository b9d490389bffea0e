package dev.deskhand.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a backup under a name of its own beside the wanted one, readable by its owner alone. Only
 * when it is whole and on the disk does it get the wanted name; closed before, it is gone.
 */
final class BackupWriter implements AutoCloseable {

  static final String UNFINISHED = ".deskhand-backup-";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Path unfinished;
  private final ZipOutputStream zip;

  private BackupWriter(Path file, Path unfinished, ZipOutputStream zip) {
    this.file = file;
    this.unfinished = unfinished;
    this.zip = zip;
  }

  /**
   * Begins one.
   *
   * @param replace whether a file that is there is replaced; else it is refused
   */
  static BackupWriter create(Path given, boolean replace) throws IOException {
    Path file = given.toAbsolutePath();
    if (Files.isDirectory(file)) {
      throw new BackupFailed(file + " is a folder; name a file in it");
    }
    if (!replace && Files.exists(file)) {
      throw new BackupFailed(file + " is there already; name another file, or add --force");
    }
    Path unfinished = Files.createTempFile(file.getParent(), UNFINISHED, ".part", ownerOnly(file));
    try {
      ZipOutputStream zip =
          new ZipOutputStream(
              new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16),
              StandardCharsets.UTF_8);
      zip.setLevel(Deflater.BEST_SPEED);
      BackupWriter writer = new BackupWriter(file, unfinished, zip);
      writer.add(Container.READ_ME, Container.EXPLANATION.getBytes(StandardCharsets.UTF_8));
      return writer;
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Where the rows of a table go; closing it ends the table. */
  OutputStream table(String name, RowDigest tally) throws IOException {
    zip.putNextEntry(new ZipEntry(Container.entry(name)));
    return new BufferedOutputStream(tally.on(StreamUtils.nonClosing(zip)), 1 << 16) {
      @Override
      public void close() throws IOException {
        flush();
        zip.closeEntry();
      }
    };
  }

  private void add(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  /** Seals it and gives it its name; answers its size. */
  long complete(Manifest manifest) throws IOException {
    add(Container.MANIFEST, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    zip.setComment("0".repeat(Container.SEAL));
    zip.close();
    long size;
    try (FileChannel written =
        FileChannel.open(unfinished, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      size = written.size();
      String seal = Container.seal(written, Progress.NONE);
      written.write(
          ByteBuffer.wrap(seal.getBytes(StandardCharsets.US_ASCII)), size - Container.SEAL);
      written.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    rememberName(file);
    return size;
  }

  /** Makes the name last, too, where the system can. */
  private static void rememberName(Path file) {
    try (FileChannel names =
        FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Windows opens no folders, and keeps names by itself
    }
  }

  @Override
  public void close() throws IOException {
    try {
      zip.close();
    } catch (IOException e) {
      // what is closed unfinished is thrown away; why it failed is known already
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
