package dev.deskhand.bench.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A packaged desk.
 *
 * @param name what its figures are listed under
 */
public record Jar(String name, Path path) {

  /** The same jar in a folder, so that what it unpacks beside itself goes with the folder. */
  public Jar copiedTo(Path folder) throws IOException {
    Path own = Files.createDirectories(folder).resolve("deskhand.jar");
    return new Jar(name, Files.exists(own) ? own : Files.copy(path, own));
  }

  /** Has its starts made quick, which a desk does by itself two minutes after its first. */
  public Jar prepared() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process preparing =
        new ProcessBuilder(java, "-jar", path.toAbsolutePath().toString(), "prepare")
            .inheritIO()
            .start();
    if (preparing.waitFor() != 0) {
      throw new IOException(path + " could not be prepared");
    }
    return this;
  }
}
