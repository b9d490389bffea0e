package dev.deskhand.launch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The jar's content as plain jars in a folder, from which the classes are loaded.
 *
 * <p>Loading them from the jars within the jar can stop the desk for good: a virtual thread that
 * loads a class keeps its carrier while it waits, and what it waits for there is held through reads
 * of the file by threads that have none. The JDK's own reading of a plain jar holds its locks for
 * as long as a block is copied, and gives them up to nobody in between.
 *
 * <p>The folder lies beside the jar, whose writers could change the jar as well, or else where
 * systemd provides for such things, or among the temporary files. It is unpacked once for each
 * content, whole or not at all, by one process at a time, and what older jars left is removed once
 * no process uses it.
 *
 * @param folder where it lies
 * @param classPath its jars, in the order in which classes are looked for
 * @param lock open and locked until this process ends, so that nobody removes what its classes are
 *     loaded from
 */
record UnpackedJar(Path folder, List<Path> classPath, Path lock) {

  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String APPLICATION = "application.jar";
  private static final String UNFINISHED = ".unfinished";

  /** By it systemd names the folder of a unit's {@code CacheDirectory=}. */
  private static final String CACHE_DIRECTORY = "CACHE_DIRECTORY";

  /** A channel that is not referred to any more is closed. */
  private static @Nullable FileChannel inUse;

  UnpackedJar {
    classPath = List.copyOf(classPath);
  }

  /**
   * Unpacks a jar unless that was done before.
   *
   * @throws IOException if that is possible neither beside it nor in the folder for such things
   *     that systemd makes nor among the temporary files
   */
  static UnpackedJar of(Path jar) throws IOException {
    Path home = jar.toAbsolutePath().normalize();
    IOException refused = new IOException("there is no place for it");
    for (Path root : roots(home)) {
      try {
        return of(home, root);
      } catch (IOException e) {
        e.addSuppressed(refused);
        refused = e;
      }
    }
    throw refused;
  }

  private static List<Path> roots(Path jar) {
    String systemd = System.getenv(CACHE_DIRECTORY);
    String own = "deskhand-unpacked-" + System.getProperty("user.name").replaceAll("\\W", "_");
    return Stream.of(
            jar.resolveSibling("deskhand-unpacked"),
            systemd == null ? null : Path.of(systemd, "deskhand-unpacked"),
            Path.of(System.getProperty("java.io.tmpdir"), own))
        .filter(Objects::nonNull)
        .toList();
  }

  private static UnpackedJar of(Path jar, Path root) throws IOException {
    makePrivate(root);
    try (JarFile content = new JarFile(jar.toFile());
        FileChannel one = locked(root.resolve("unpacking.lock"), false)) {
      String key = key(content);
      Path folder = root.resolve(key);
      removeUnused(root, key);
      Path lock = root.resolve(key + ".lock");
      inUse = locked(lock, true);
      if (!isWhole(folder, content)) {
        FileSystemUtils.deleteRecursively(folder);
        Path unfinished = Files.createTempDirectory(root, UNFINISHED);
        unpack(content, unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return new UnpackedJar(folder, classPath(folder, content), lock);
    }
  }

  /** Nobody else may have put something there. */
  private static void makePrivate(Path root) throws IOException {
    Files.createDirectories(root);
    Path own = Files.createTempFile(root, ".own", "");
    try {
      if (!Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)
          || !Files.getOwner(root).equals(Files.getOwner(own))) {
        throw new IOException(root + " belongs to somebody else");
      }
      if (Files.getFileStore(root).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
    } finally {
      Files.deleteIfExists(own);
    }
  }

  private static FileChannel locked(Path file, boolean shared) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.lock(0, Long.MAX_VALUE, shared);
    return channel;
  }

  /** What the table of contents says, checksums included; reading it takes no time. */
  private static String key(JarFile content) {
    MessageDigest digest = sha256();
    content.stream()
        .map(entry -> "%s %d %d%n".formatted(entry.getName(), entry.getSize(), entry.getCrc()))
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, 12);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<JarEntry> libraries(JarFile content) {
    return content.stream()
        .filter(entry -> entry.getName().startsWith(LIBRARIES) && !entry.isDirectory())
        .toList();
  }

  private static Path file(Path folder, ZipEntry library) {
    return folder.resolve(library.getName().substring(LIBRARIES.length()));
  }

  private static boolean isWhole(Path folder, JarFile content) throws IOException {
    for (ZipEntry library : libraries(content)) {
      Path file = file(folder, library);
      if (!Files.isRegularFile(file) || Files.size(file) != library.getSize()) {
        return false;
      }
    }
    try (JarFile application = new JarFile(folder.resolve(APPLICATION).toFile())) {
      return application.getManifest() != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static void unpack(JarFile content, Path folder) throws IOException {
    for (ZipEntry library : libraries(content)) {
      try (InputStream packed = content.getInputStream(library);
          FileChannel file = created(file(folder, library))) {
        packed.transferTo(Channels.newOutputStream(file));
        file.force(true);
      }
    }
    try (FileChannel file = created(folder.resolve(APPLICATION));
        JarOutputStream application =
            new JarOutputStream(Channels.newOutputStream(file), content.getManifest())) {
      for (JarEntry entry : Collections.list(content.entries())) {
        String name = nameInApplication(entry.getName());
        if (!name.isEmpty()) {
          application.putNextEntry(new ZipEntry(name));
          try (InputStream packed = content.getInputStream(entry)) {
            packed.transferTo(application);
          }
        }
      }
      application.finish();
      file.force(true);
    }
  }

  /**
   * Spring Boot leaves what the build put into {@code META-INF} where it was, beside what is its
   * launcher's.
   *
   * @return an empty name for what is not the application's
   */
  private static String nameInApplication(String name) {
    if (name.startsWith(CLASSES)) {
      return name.substring(CLASSES.length());
    }
    boolean ours = name.startsWith("META-INF/") && !name.startsWith("META-INF/services/");
    return ours && !name.endsWith("/") && !name.equals(JarFile.MANIFEST_NAME) ? name : "";
  }

  private static FileChannel created(Path file) throws IOException {
    return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private static List<Path> classPath(Path folder, JarFile content) {
    return Stream.concat(
            Stream.of(folder.resolve(APPLICATION)),
            libraries(content).stream().map(library -> file(folder, library)))
        .toList();
  }

  /** What a killed process left half, and what other jars left, unless a process uses it. */
  private static void removeUnused(Path root, String key) throws IOException {
    List<Path> folders;
    try (Stream<Path> entries = Files.list(root)) {
      folders = entries.filter(Files::isDirectory).toList();
    }
    for (Path folder : folders) {
      String name = String.valueOf(folder.getFileName());
      if (name.startsWith(UNFINISHED)) {
        FileSystemUtils.deleteRecursively(folder);
      } else if (!name.equals(key)) {
        Path lock = root.resolve(name + ".lock");
        try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          if (channel.tryLock() != null) {
            FileSystemUtils.deleteRecursively(folder);
            Files.delete(lock);
          }
        }
      }
    }
  }
}
