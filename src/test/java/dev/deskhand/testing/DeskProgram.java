package dev.deskhand.testing;

import dev.deskhand.DeskhandApplication;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * The command that starts the desk as users have it: without the tests' classes and configuration.
 * Its classes are put into a jar and, as the first desk of a build has loaded them, into the
 * virtual machine's cache of loaded classes: the dozens of desks that tests start then need little
 * more than half of the processor's time each.
 */
final class DeskProgram {

  private static final Path FOLDER = Path.of("target", "desk-under-test").toAbsolutePath();
  private static final Path BINARIES = Path.of("target", "postgresql-binaries").toAbsolutePath();
  private static final Path CACHE = FOLDER.resolve("desk.aot");
  private static final Path DATA = FOLDER.resolve("data");

  private static List<String> known = List.of();

  private DeskProgram() {}

  /** The path of the {@code java} that runs the tests. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * What follows after {@code java}: options, class path and the main class.
   *
   * @param options of the virtual machine, which come last
   */
  static List<String> startedWith(List<String> options) {
    List<String> all = new ArrayList<>(prepared());
    all.addAll(options);
    all.add(DeskhandApplication.class.getName());
    return all;
  }

  /** What the first start of a desk leaves: a data directory with a database that is up to date. */
  static Path data() {
    prepared();
    return DATA;
  }

  private static synchronized List<String> prepared() {
    if (known.isEmpty()) {
      try {
        String classPath = classPath(packed());
        train(classPath);
        // a cache that does not fit is left aside in silence, as what a desk prints is looked at
        known =
            Stream.concat(
                    Stream.of("-XX:AOTCache=" + CACHE, "-Xlog:disable"),
                    options(classPath).stream())
                .toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before the desk could be started", e);
      }
    }
    return known;
  }

  private static List<String> options(String classPath) {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "--enable-native-access=ALL-UNNAMED",
        "-Ddeskhand.database.binaries-dir=" + BINARIES,
        "-cp",
        classPath);
  }

  /** The desk's classes as a jar, since folders cannot be in the cache. */
  private static Path packed() throws IOException {
    Files.createDirectories(FOLDER);
    Path jar = FOLDER.resolve("desk.jar");
    Path part = FOLDER.resolve("desk.jar." + UUID.randomUUID());
    Path classes = Path.of("target", "classes").toAbsolutePath();
    try (Stream<Path> files = Files.walk(classes, FileVisitOption.FOLLOW_LINKS);
        OutputStream out = Files.newOutputStream(part);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files.sorted().toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        if (!name.isEmpty()) {
          boolean isFolder = Files.isDirectory(file);
          JarEntry entry = new JarEntry(isFolder ? name + "/" : name);
          entry.setLastModifiedTime(FileTime.fromMillis(0));
          entries.putNextEntry(entry);
          if (!isFolder) {
            Files.copy(file, entries);
          }
          entries.closeEntry();
        }
      }
    }
    if (Files.exists(jar) && Files.mismatch(jar, part) == -1) {
      Files.delete(part);
    } else {
      Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(CACHE);
    }
    return jar;
  }

  private static String classPath(Path jar) {
    return Stream.concat(
            Stream.of(jar.toString()),
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .filter(entry -> !Path.of(entry).endsWith("classes")))
        .reduce((one, other) -> one + File.pathSeparator + other)
        .orElseThrow();
  }

  /**
   * Starts a desk and stops it, upon which the virtual machine writes what it had loaded. Its data
   * is kept.
   */
  private static void train(String classPath) throws IOException, InterruptedException {
    Path about = FOLDER.resolve("desk.aot.of");
    String of = System.getProperty("java.vm.version") + "\n" + classPath;
    if (Files.exists(CACHE)
        && Files.exists(DATA)
        && Files.exists(about)
        && Files.readString(about).equals(of)) {
      return;
    }
    Path folder = Files.createTempDirectory(FOLDER, "trained");
    Path part = FOLDER.resolve("desk.aot." + UUID.randomUUID());
    List<String> command = new ArrayList<>(List.of("-XX:AOTCacheOutput=" + part));
    command.addAll(options(classPath));
    command.add(DeskhandApplication.class.getName());
    Files.writeString(folder.resolve(".env"), "SERVER_PORT=0\n");
    try (DeskProcess desk = DeskProcess.run(folder, "desk.log", command)) {
      desk.port();
      desk.stop();
    }
    FileSystemUtils.deleteRecursively(DATA);
    Files.move(folder.resolve("data"), DATA);
    FileSystemUtils.deleteRecursively(folder);
    if (Files.exists(part)) {
      Files.move(part, CACHE, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(about, of, StandardCharsets.UTF_8);
    }
  }
}
