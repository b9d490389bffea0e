package dev.deskhand.bench;

import dev.deskhand.bench.Ground.Desks;
import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.DeskDatabase;
import dev.deskhand.bench.desk.DeskDatabase.Commits;
import dev.deskhand.bench.desk.Jar;
import dev.deskhand.bench.load.BareInserts;
import dev.deskhand.bench.load.ChatLine;
import dev.deskhand.bench.load.Load;
import dev.deskhand.bench.load.Load.Outcome;
import dev.deskhand.bench.load.QuickSlack;
import dev.deskhand.bench.load.SlackReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many reports a desk takes, and what each costs: by {@code /desk report} over signed HTTP,
 * with two messages delivered for each, and by {@code POST /api/v1/chat}. Beside them is the floor:
 * a bare loop that inserts the same rows on the same database.
 */
final class ReportsScene implements Scene {

  private static final String FLOOR = "bare inserts";
  private static final String SLACK = "/desk report";
  private static final String CHAT = "report over /api/v1/chat";
  private static final int MANY = 32;
  private static final Duration DELIVERED = Duration.ofMinutes(3);

  private static final Row COMMITS =
      new Row("commits per /desk report, the delivery of its messages included", "", "≤ 5");
  private static final Row MEMORY =
      new Row("resident memory after the load, PostgreSQL apart", "MB", "≤ 0.6");

  @Override
  public String name() {
    return "reports";
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    List<String> others = new ArrayList<>(ground.beside().stream().map(Jar::name).toList());
    others.add(FLOOR);
    Table table = new Table("Reports", ground.here().name(), others);
    overSlack(ground, table);
    overChat(ground, table);
    return table;
  }

  private static void overSlack(Ground ground, Table table) throws Exception {
    try (QuickSlack slack = QuickSlack.start();
        Desks desks = ground.start("slack", slack.settings())) {
      Settings settings = ground.settings();
      for (BenchedDesk desk : desks.all()) {
        Load.closed(8, settings.warming(), reports(desk, slack));
        desk.database().awaitDelivered(DELIVERED);
      }
      DeskDatabase rows = desks.here().database();
      Load.Lines inserts = () -> new BareInserts(rows.connect());
      Load.closed(8, settings.load(), inserts);
      for (int round = 0; round < settings.rounds(); round++) {
        for (BenchedDesk desk : desks.inTurn(round)) {
          Load.Lines reports = reports(desk, slack);
          add(table, SLACK, 1, desk.name(), Load.closed(1, settings.load(), reports));
          desk.database().awaitDelivered(DELIVERED);
          counted(table, desk, settings.load(), reports);
          table.add(MEMORY, desk.name(), desk.residentMegabytes());
        }
        for (int lines : List.of(1, MANY)) {
          add(table, SLACK, lines, FLOOR, Load.closed(lines, settings.load(), inserts));
        }
      }
    }
  }

  private static Load.Lines reports(BenchedDesk desk, QuickSlack slack) {
    return () -> new SlackReports(desk.port(), slack);
  }

  /** What a desk commits without any report is taken off. */
  private static void counted(Table table, BenchedDesk desk, Duration load, Load.Lines reports)
      throws Exception {
    Commits idle = desk.database().commits();
    Commits before = desk.database().commits();
    Outcome outcome = Load.closed(MANY, load, reports);
    add(table, SLACK, MANY, desk.name(), outcome);
    if (!desk.database().awaitDelivered(DELIVERED)) {
      table.remark("%s had not delivered all after %s".formatted(desk.name(), DELIVERED));
    }
    Commits after = desk.database().commits();
    double itsOwn = before.perSecondSince(idle) * after.secondsSince(before);
    table.add(COMMITS, desk.name(), (after.count() - before.count() - itsOwn) / outcome.done());
  }

  private static void overChat(Ground ground, Table table) throws Exception {
    try (Desks desks = ground.start("chat", Map.of())) {
      Settings settings = ground.settings();
      for (BenchedDesk desk : desks.all()) {
        Load.closed(8, settings.warming(), chat(desk));
        desk.database().awaitDelivered(DELIVERED);
      }
      for (int round = 0; round < settings.rounds(); round++) {
        for (BenchedDesk desk : desks.inTurn(round)) {
          for (int lines : List.of(1, MANY)) {
            add(table, CHAT, lines, desk.name(), Load.closed(lines, settings.load(), chat(desk)));
            desk.database().awaitDelivered(DELIVERED);
          }
        }
      }
    }
  }

  private static Load.Lines chat(BenchedDesk desk) {
    return () -> new ChatLine(desk.port(), ChatLine.report());
  }

  private static void add(Table table, String what, int lines, String who, Outcome outcome) {
    String of = "%s, %d connection%s: ".formatted(what, lines, lines == 1 ? "" : "s");
    boolean many = lines == MANY;
    table.add(new Row(of + "rate", "/s", many ? "≥ 4" : ""), who, outcome.perSecond());
    table.add(new Row(of + "p50", "ms", many ? "" : "≤ 0.25"), who, outcome.p50());
    table.add(new Row(of + "p99", "ms", many ? "≤ 0.25" : ""), who, outcome.p99());
    table.failed(of, who, outcome);
  }
}
