package dev.deskhand.bench;

import dev.deskhand.bench.Ground.Desks;
import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.DeskDatabase.Commits;
import dev.deskhand.bench.load.Load;
import dev.deskhand.bench.load.QuickSlack;
import dev.deskhand.bench.load.SlackReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a desk does that is on Slack and has nothing to do. All of them idle at the same time. */
final class IdleScene implements Scene {

  private static final Duration SETTLED = Duration.ofMinutes(1);

  private static final Row CPU = new Row("processor, its own processes", "% of a core", "≤ 1 %");
  private static final Row POSTGRES = new Row("processor, its PostgreSQL", "% of a core");
  private static final Row COMMITS = new Row("commits", "/s", "≤ 1 /s");

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public boolean onlyIfAskedFor() {
    return true;
  }

  private record Before(BenchedDesk desk, Duration own, Duration postgres, Commits commits) {

    static Before of(BenchedDesk desk) throws Exception {
      Commits commits = desk.database().commits();
      return new Before(desk, desk.processorTime(), desk.processorTimeOfPostgres(), commits);
    }

    void compare(Table table) throws Exception {
      Before now = of(desk);
      double seconds = now.commits().secondsSince(commits);
      table.add(CPU, desk.name(), percent(now.own().minus(own), seconds));
      table.add(POSTGRES, desk.name(), percent(now.postgres().minus(postgres), seconds));
      table.add(COMMITS, desk.name(), now.commits().perSecondSince(commits));
    }

    private static double percent(Duration busy, double seconds) {
      return busy.toMillis() / 10.0 / seconds;
    }
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    Settings settings = ground.settings();
    Table table = ground.table("Idle for %d s".formatted(settings.idle().toSeconds()));
    try (QuickSlack slack = QuickSlack.start();
        Desks desks = ground.start("slack", slack.settings())) {
      for (BenchedDesk desk : desks.all()) {
        Load.closed(8, settings.load(), () -> new SlackReports(desk.port(), slack));
      }
      TimeUnit.MILLISECONDS.sleep(SETTLED.toMillis());
      List<Before> before = new ArrayList<>();
      for (BenchedDesk desk : desks.all()) {
        before.add(Before.of(desk));
      }
      TimeUnit.MILLISECONDS.sleep(settings.idle().toMillis());
      for (Before each : before) {
        each.compare(table);
      }
    }
    return table;
  }
}
