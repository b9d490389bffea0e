package dev.deskhand;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
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
 * <p>The folder lies beside the jar, whose writers could change the jar as well, or else among the
 * temporary files. It is unpacked once for each content, whole or not at all, by one process at a
 * time, and what older jars left is removed once no process uses it.
 */
final class UnpackedJar {

  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String APPLICATION = "application.jar";
  private static final String UNFINISHED = ".unfinished";

  /** Held until the process ends, so that nobody removes what it loads its classes from. */
  private static @Nullable FileChannel inUse;

  private UnpackedJar() {}

  /** A class loader on the content, which shares no class with the one that reads the jar. */
  static URLClassLoader loader(Path jar) throws IOException {
    Path home = jar.toAbsolutePath().normalize();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return loader(home, home.resolveSibling("deskhand-unpacked"));
    } catch (IOException beside) {
      String own = "deskhand-unpacked-" + System.getProperty("user.name").replaceAll("\\W", "_");
      try {
        return loader(home, temporary.resolve(own));
      } catch (IOException e) {
        e.addSuppressed(beside);
        throw e;
      }
    }
  }

  private static URLClassLoader loader(Path jar, Path root) throws IOException {
    makePrivate(root);
    try (JarFile content = new JarFile(jar.toFile());
        FileChannel one = locked(root.resolve("unpacking.lock"), false)) {
      String key = key(content);
      Path folder = root.resolve(key);
      removeUnused(root, key);
      inUse = locked(root.resolve(key + ".lock"), true);
      if (!isWhole(folder, content)) {
        FileSystemUtils.deleteRecursively(folder);
        Path unfinished = Files.createTempDirectory(root, UNFINISHED);
        unpack(content, unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      return new URLClassLoader(
          "deskhand", urls(folder, content), ClassLoader.getPlatformClassLoader());
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

  private static URL[] urls(Path folder, JarFile content) throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    urls.add(folder.resolve(APPLICATION).toUri().toURL());
    for (ZipEntry library : libraries(content)) {
      urls.add(file(folder, library).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
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
