package dev.deskhand.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * The virtual machine's cache of classes that are loaded and linked already (JEP 483 and 514), for
 * one content of the jar and one JDK: a start from it takes less than half of the processor's time.
 * It is made by a desk of its own, which starts on an empty database beside it, connected to
 * nothing, and ends once it is ready.
 */
public final class StartCache {

  /** Given to the desk by what {@code java -jar} starts: where the cache is, or is to be. */
  static final String PLACE = "deskhand.start-cache";

  /** A desk that is given it ends once it is ready. */
  public static final String ENDS = "deskhand.end-once-ready";

  private static final List<String> NICE = List.of("nice", "-n", "19");
  private static final String WITHOUT = "(SPRING|SERVER|SLACK|DISCORD|DESKHAND|JAVA|JDK)_.*";
  private static final int WITHIN_MINUTES = 15;

  private final Path place;

  private StartCache(Path place) {
    this.place = place;
  }

  /** Empty where the desk was not started from its jar, or its start takes what somebody chose. */
  public static Optional<StartCache> ofThisProcess() {
    return Optional.ofNullable(System.getProperty(PLACE)).map(Path::of).map(StartCache::new);
  }

  /** The one that belongs to an unpacked jar and this JDK. */
  static StartCache in(Path folder) {
    return new StartCache(folder.resolve("jdk-%s.aot".formatted(Runtime.version())));
  }

  /** Whether starts are quick already. */
  public boolean exists() {
    return Files.exists(place);
  }

  /**
   * What makes the virtual machine use it, and tell the desk of it. What the virtual machine has to
   * say of a cache it keeps to itself: one that does not fit is left aside.
   */
  List<String> options() {
    List<String> options = new ArrayList<>(List.of("-D" + PLACE + "=" + place));
    if (exists()) {
      options.addAll(List.of("-XX:AOTCache=" + place, "-Xlog:aot*=off", "-Xlog:cds*=off"));
    }
    return options;
  }

  /**
   * Makes it unless it exists, which takes a minute of the processor's time, after everything else
   * that wants it.
   *
   * @return whether it exists; not if another process is at it
   * @throws IOException if it cannot be made
   */
  public boolean make() throws IOException, InterruptedException {
    try (FileChannel one =
            FileChannel.open(
                Path.of(place + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = one.tryLock()) {
      if (lock != null && !exists()) {
        makeAlone();
      }
      return exists();
    }
  }

  private void makeAlone() throws IOException, InterruptedException {
    Path work = Path.of(place + ".unfinished");
    FileSystemUtils.deleteRecursively(work);
    Files.createDirectory(work);
    try {
      Path made = work.resolve("cache");
      Process desk = process(work, made);
      try {
        if (!desk.waitFor(WITHIN_MINUTES, TimeUnit.MINUTES) || desk.exitValue() != 0) {
          throw new IOException("the desk that was started for it did not end well");
        }
      } finally {
        desk.destroy();
      }
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileSystemUtils.deleteRecursively(work);
    }
  }

  private static Process process(Path work, Path made) throws IOException {
    List<String> command = new ArrayList<>(isNiceThere() ? NICE : List.of());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JarMain.OPTIONS);
    command.addAll(
        List.of("-XX:AOTCacheOutput=" + made, "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(
            JarMain.DESK,
            "--" + ENDS + "=true",
            "--server.port=0",
            "--deskhand.env-file=",
            "--deskhand.database.data-dir=" + work.resolve("data")));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.matches(WITHOUT));
    return builder.start();
  }

  private static boolean isNiceThere() {
    return Files.isExecutable(Path.of("/usr/bin/nice"));
  }
}
