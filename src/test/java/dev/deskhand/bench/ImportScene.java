package dev.deskhand.bench;

import dev.deskhand.bench.Ground.Desks;
import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.Jar;
import dev.deskhand.bench.load.Load;
import dev.deskhand.bench.load.Load.Outcome;
import dev.deskhand.bench.load.RowInserts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long {@code import servicenow} takes for a log of six changes an incident, its start
 * included, beside a loop that inserts such rows by JDBC, one transaction for each.
 */
final class ImportScene implements Scene {

  private static final String LOOP = "single-row inserts";
  private static final Row RATE = new Row("rows imported, start included", "/s");
  private static final Row BEYOND =
      new Row("rows imported, beyond what one incident takes", "/s", "≥ 5 ÷ " + LOOP);

  private static final String HEADER =
      "number,incident_state,caller_id,opened_by,opened_at,sys_updated_by,sys_updated_at,category,"
          + "subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to";

  /** The states that an incident goes through, one an hour. */
  private static final List<String> STATES =
      List.of("New", "Active", "Awaiting User Info", "Active", "Resolved", "Closed");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2025, 1, 1, 8, 0);
  private static final int DAYS = 300;

  @Override
  public String name() {
    return "import";
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    Settings settings = ground.settings();
    List<String> others = new ArrayList<>(ground.beside().stream().map(Jar::name).toList());
    others.add(LOOP);
    Table table =
        new Table("Import of %,d rows".formatted(settings.rows()), ground.here().name(), others);
    try (Desks desks = ground.start("desk", Map.of())) {
      for (int round = 0; round < settings.rounds(); round++) {
        Path log = log(ground, round + "ALL", settings.rows());
        Path one = log(ground, round + "ONE", STATES.size());
        for (BenchedDesk desk : desks.inTurn(round)) {
          double start = seconds(desk, one);
          double all = seconds(desk, log);
          table.add(RATE, desk.name(), settings.rows() / all);
          table.add(BEYOND, desk.name(), (settings.rows() - STATES.size()) / (all - start));
        }
        Outcome loop =
            Load.closed(
                1, settings.load(), () -> new RowInserts(desks.here().database().connect()));
        table.add(RATE, LOOP, loop.perSecond());
        table.add(BEYOND, LOOP, loop.perSecond());
        table.failed("", LOOP, loop);
      }
    }
    return table;
  }

  private static double seconds(BenchedDesk desk, Path log)
      throws IOException, InterruptedException {
    return StartScene.seconds(desk.run(List.of("import", "servicenow", log.toString())));
  }

  /**
   * A log of incidents of its own.
   *
   * @param name begins their numbers
   */
  private static Path log(Ground ground, String name, int rows) throws IOException {
    Path log = ground.folder().resolve(name + ".csv");
    try (BufferedWriter out = Files.newBufferedWriter(log)) {
      out.write(HEADER + "\n");
      for (int row = 0; row < rows; row++) {
        int incident = row / STATES.size();
        int step = row % STATES.size();
        LocalDateTime opened = BEGINNING.plusDays(incident % DAYS).plusMinutes(incident % 600);
        out.write(
            "%s%07d,%s,Caller %d,Opened by %d,%s,Updated by %d,%s,Category %d,Subcategory %d,"
                .formatted(
                    name,
                    incident,
                    STATES.get(step),
                    incident % 5_000,
                    incident % 200,
                    opened.format(TIME),
                    incident % 800,
                    opened.plusHours(step).format(TIME),
                    incident % 60,
                    incident % 250));
        out.write(
            "Symptom %d,?,2 - Medium,2 - Medium,3 - Moderate,Group %d,Resolver %d\n"
                .formatted(incident % 500, incident % 70, incident % 200));
      }
    }
    return log;
  }
}
