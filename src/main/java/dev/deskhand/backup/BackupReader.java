package dev.deskhand.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup that is whole. */
final class BackupReader implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private BackupReader(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Reads the file once to see whether every byte of it is as it was written.
   *
   * @throws BackupFailed if it is not, is no backup, or is one that only a newer desk can read
   */
  static BackupReader open(Path file, Progress progress) {
    try {
      requireWhole(file, progress);
      ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
      try {
        Manifest manifest = JSON.readValue(bytes(file, zip, Container.MANIFEST), Manifest.class);
        if (manifest.format() > Manifest.FORMAT) {
          throw new BackupFailed(
              "%s was written by a newer desk (%s), in a form that this one does not know"
                  .formatted(file, manifest.product()));
        }
        return new BackupReader(file, zip, manifest);
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
    } catch (IOException | JacksonException e) {
      throw new BackupFailed(file + " cannot be read", e);
    }
  }

  private static void requireWhole(Path file, Progress progress) throws IOException {
    if (Files.isDirectory(file)) {
      throw new BackupFailed(file + " is a folder, and no backup");
    }
    if (Files.size(file) == 0) {
      throw new BackupFailed(file + " is empty, and no backup");
    }
    try (InputStream beginning = Files.newInputStream(file)) {
      if (!Container.begins(beginning)) {
        throw new BackupFailed(file + " is no backup of a desk");
      }
    }
    try (FileChannel all = FileChannel.open(file, StandardOpenOption.READ)) {
      progress.begins("Checking", all.size());
      String seal = Container.seal(all, progress);
      ByteBuffer found = ByteBuffer.allocate(Container.SEAL);
      if (all.size() < Container.SEAL
          || all.read(found, all.size() - Container.SEAL) < Container.SEAL
          || !seal.equals(new String(found.array(), StandardCharsets.US_ASCII))) {
        throw new BackupFailed(file + " is not whole: it was cut short, or changed since");
      }
    }
  }

  private static byte[] bytes(Path file, ZipFile zip, String entry) throws IOException {
    try (InputStream content = content(file, zip, entry)) {
      return content.readAllBytes();
    }
  }

  private static InputStream content(Path file, ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new BackupFailed("%s is not whole: it lacks %s".formatted(file, name));
    }
    return zip.getInputStream(entry);
  }

  Manifest manifest() {
    return manifest;
  }

  /** The rows of a table, to be read once and to their end. */
  InputStream rows(Manifest.Content table, RowDigest tally) throws IOException {
    return tally.on(content(file, zip, Container.entry(table.name())));
  }

  /**
   * Compares what was read of a table with what the manifest says.
   *
   * @throws BackupFailed if it is something else
   */
  void requireSame(Manifest.Content table, RowDigest read) {
    if (!read.content(table.name(), table.columns()).equals(table)) {
      throw new BackupFailed(
          "%s is not whole: the table %s is not as its manifest says"
              .formatted(file, table.name()));
    }
  }

  /** Reads every table and compares it with the manifest. */
  void verify(Progress progress) {
    progress.begins("Verifying", manifest.bytes());
    for (Manifest.Content table : manifest.tables()) {
      RowDigest tally = new RowDigest(progress);
      try (InputStream rows = rows(table, tally)) {
        byte[] buffer = new byte[1 << 16];
        while (rows.read(buffer) >= 0) {
          // counted as it passes
        }
      } catch (IOException e) {
        throw new BackupFailed(file + " cannot be read", e);
      }
      requireSame(table, tally);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new BackupFailed(file + " cannot be read", e);
    }
  }
}
