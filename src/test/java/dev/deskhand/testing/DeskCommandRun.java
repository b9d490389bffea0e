package dev.deskhand.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A sub-command of the desk that was carried out in a process of its own.
 *
 * @param code its exit status
 * @param out what it printed
 * @param err what it printed as errors
 */
public record DeskCommandRun(int code, String out, String err) {

  /**
   * Carries one out and waits for its end, at most three minutes.
   *
   * @param folder where it runs
   * @param arguments what follows on the command line
   */
  public static DeskCommandRun of(Path folder, String... arguments)
      throws IOException, InterruptedException {
    return ended(folder, command(List.of(), arguments));
  }

  /**
   * The command that does so, to be run in another way.
   *
   * @param options of the virtual machine
   */
  public static List<String> command(List<String> options, String... arguments) {
    List<String> all = new ArrayList<>(List.of(DeskProgram.java()));
    all.addAll(DeskProgram.startedWith(options));
    all.addAll(List.of(arguments));
    return all;
  }

  /** Runs a command of {@link #command} in a folder and waits for its end. */
  public static DeskCommandRun ended(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertThat(ended).as("it ended by itself").isTrue();
    return new DeskCommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
