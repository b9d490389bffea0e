package dev.deskhand.commandline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads what the jar was started with. */
public final class CommandLineDesk {

  private static final List<String> OURS = List.of("--help", "--version");

  private CommandLineDesk() {}

  /**
   * Whether the arguments give a command. What begins with two dashes is a setting of Spring's, but
   * for {@code --help} and {@code --version}.
   */
  public static boolean isGivenIn(String... args) {
    return Arrays.stream(args).anyMatch(arg -> !isSetting(arg));
  }

  /**
   * Carries out the command and answers the exit code: 0 if it was carried out, 1 if it failed, 2
   * if it was not understood. What went wrong is said in one line on standard error. Settings stand
   * before the command.
   */
  public static int run(String... args) {
    List<String> settings = Arrays.stream(args).takeWhile(CommandLineDesk::isSetting).toList();
    String[] command = Arrays.stream(args).skip(settings.size()).toArray(String[]::new);
    CommandLine desk =
        new CommandLine(new DeskCommand())
            .addSubcommand(new CheckCommand(settings))
            .addSubcommand(new PrepareCommand())
            .addSubcommand(new ImportCommand(() -> ServicesAlone.start(settings)));
    return BackupCommands.addedTo(desk, settings)
        .setParameterExceptionHandler(CommandLineDesk::notUnderstood)
        .setExecutionExceptionHandler(CommandLineDesk::failed)
        .execute(command);
  }

  private static boolean isSetting(String arg) {
    return arg.startsWith("--") && !OURS.contains(arg);
  }

  private static int notUnderstood(ParameterException problem, String[] args) {
    CommandSpec spec = problem.getCommandLine().getCommandSpec();
    String what =
        problem instanceof UnmatchedArgumentException unmatched
            ? "There is no command '%s'".formatted(String.join(" ", unmatched.getUnmatched()))
            : FailureWords.firstLine(problem.getMessage());
    problem
        .getCommandLine()
        .getErr()
        .println("%s; `%s --help` says what there is.".formatted(what, spec.qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(
      Exception problem, CommandLine command, CommandLine.@Nullable ParseResult parsed) {
    command.getErr().println(FailureWords.of(problem));
    return CommandLine.ExitCode.SOFTWARE;
  }
}
