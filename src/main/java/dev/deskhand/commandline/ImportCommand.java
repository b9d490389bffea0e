package dev.deskhand.commandline;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in what was recorded elsewhere. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = "Takes in incidents that were recorded elsewhere.",
    commandListHeading = "%nFrom:%n")
final class ImportCommand {

  private final Supplier<ServicesAlone> services;
  private @Nullable CommandSpec spec;

  ImportCommand(Supplier<ServicesAlone> services) {
    this.services = services;
  }

  @Spec
  void spec(CommandSpec given) {
    spec = given;
  }

  @Command(
      name = "servicenow",
      mixinStandardHelpOptions = true,
      description = {
        "Replays an audit log exported from ServiceNow, one change a row, each at its own time.",
        "Safe to repeat: nothing is taken twice. Rows that cannot be taken are named with their"
            + " line and the reason."
      })
  int servicenow(
      @Parameters(paramLabel = "FILE.csv", description = "The exported log, comma-separated.")
          Path file)
      throws IOException {
    ServiceNowLog log = ServiceNowLog.open(file);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (ServicesAlone desk = services.get()) {
      ServiceNowImport work = new ServiceNowImport(desk.replay(), desk.zone(), out::println);
      out.println(work.take(log, ImportCommand::watched).inWords());
      out.flush();
    }
    return CommandLine.ExitCode.OK;
  }

  /** Shows how far the reading has come, if there is somebody to look at it. */
  private static InputStream watched(InputStream bytes) {
    return onTerminal()
        ? ProgressBar.wrap(
            bytes, new ProgressBarBuilder().setTaskName("Importing").setUnit(" kB", 1_024))
        : bytes;
  }

  private static boolean onTerminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
