package dev.deskhand.commandline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says whether the desk could start with what is set, without starting it. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the settings, .env and the YAML files of services and catalog as a start would, and"
          + " names all that is wrong, a line each.",
      "Starts nothing and asks neither database nor platforms. Exit code 1 if something is wrong."
    })
final class CheckCommand implements Callable<Integer> {

  private final List<String> settings;
  private @Nullable CommandSpec spec;

  CheckCommand(List<String> settings) {
    this.settings = settings;
  }

  @Spec
  void spec(CommandSpec given) {
    spec = given;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    ConfigurationCheck check = ConfigurationCheck.of(settings);
    PrintWriter complaints = command.getErr();
    check.problems().forEach(complaints::println);
    complaints.flush();
    if (check.problems().isEmpty()) {
      command.getOut().println("Nothing is wrong: " + String.join(", ", check.found()) + ".");
      command.getOut().flush();
    }
    return check.problems().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
