package dev.deskhand.commandline;

import dev.deskhand.launch.StartCache;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes later starts quick. */
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description =
        "Makes the starts of this jar with this JDK quick; a desk does it by itself, once.")
final class PrepareCommand implements Callable<Integer> {

  private @Nullable CommandSpec spec;

  @Spec
  void spec(CommandSpec given) {
    spec = given;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<StartCache> cache = StartCache.ofThisProcess();
    if (cache.isEmpty()) {
      return failed("Starts cannot be prepared here: the desk does not run from its jar.");
    }
    try {
      if (!cache.get().make()) {
        return failed("Another process prepares starts already.");
      }
    } catch (IOException e) {
      return failed("Starts could not be prepared: " + e.getMessage());
    }
    PrintWriter out = commandLine().getOut();
    out.println("Starts of this jar with this JDK are quick from now on.");
    out.flush();
    return ExitCode.OK;
  }

  private int failed(String why) {
    PrintWriter complaints = commandLine().getErr();
    complaints.println(why);
    complaints.flush();
    return ExitCode.SOFTWARE;
  }

  private CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
