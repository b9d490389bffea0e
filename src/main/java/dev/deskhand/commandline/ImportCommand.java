package dev.deskhand.commandline;

import dev.deskhand.commandline.servicenow.CannotImport;
import dev.deskhand.commandline.servicenow.ServiceNowImport;
import dev.deskhand.commandline.servicenow.ServiceNowLog;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        "Replays an incident log exported from ServiceNow, one change a row, each at its own time.",
        "",
        "The first line names the columns, by ServiceNow's names or as its lists write them, and"
            + " tells what separates them. Number, state and time of change (sys_updated_on) are"
            + " needed; read are also opened_at, short_description (the title), caller, category,"
            + " impact, urgency, priority, group, assignee, configuration item, sys_updated_by,"
            + " hold_reason and sys_mod_count.",
        "",
        "States, levels and priorities may be names, numbers or both; P5 becomes P4, on hold"
            + " without a reason waits for the requester, and what is empty or '?' is unknown."
            + " Whether dates are day-month or month-day is decided from all rows, and said. Times"
            + " without a zone are meant in the desk's. Rows may stand in any order; a change dated"
            + " before the incident was opened counts from its opening.",
        "",
        "Safe to repeat: nothing is taken twice, and a row that was refused and mended takes its"
            + " place in time. Rows that cannot be taken are named with their line and the reason."
            + " Exit code 1 if no row could be taken."
      })
  int servicenow(
      @Parameters(
              paramLabel = "FILE.csv",
              description = "The exported log, whatever sign separates its columns.")
          Path file,
      @Option(
              names = "--strict",
              description = "Exit code 1 also if any row is not taken; the others are taken.")
          boolean strict)
      throws IOException, SQLException {
    ServiceNowLog log = ServiceNowLog.open(file);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ServiceNowImport.Counts counts;
    String how;
    try (ServicesAlone desk = services.get();
        Bars bars = new Bars()) {
      ServiceNowImport work =
          new ServiceNowImport(desk.replay(), desk.database(), desk.zone(), out::println);
      counts = work.take(log, bars);
      how = work.how();
    }
    out.println(counts.inWords());
    out.println(how);
    out.flush();
    if (counts.read() == 0) {
      throw new CannotImport("%s has no rows below its first line".formatted(file));
    }
    if (counts.notTaken() == counts.read()) {
      throw new CannotImport("No row of %s could be taken".formatted(file));
    }
    if (strict && counts.notTaken() > 0) {
      throw new CannotImport(
          "%,d of %,d rows of %s were not taken".formatted(counts.notTaken(), counts.read(), file));
    }
    return CommandLine.ExitCode.OK;
  }

  /** Show how far it has come, if there is somebody to look at them. */
  private static final class Bars implements ServiceNowImport.Progress, AutoCloseable {

    private @Nullable ProgressBar taking;

    @Override
    public InputStream reading(InputStream bytes) {
      return onTerminal()
          ? ProgressBar.wrap(
              bytes, new ProgressBarBuilder().setTaskName("Reading").setUnit(" kB", 1_024))
          : bytes;
    }

    @Override
    public void taking(long rows) {
      if (onTerminal()) {
        taking = new ProgressBar("Importing", rows);
      }
    }

    @Override
    public void taken(int rows) {
      if (taking != null) {
        taking.stepBy(rows);
      }
    }

    @Override
    public void close() {
      if (taking != null) {
        taking.close();
      }
    }

    private static boolean onTerminal() {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}
