package dev.deskhand.bench;

import dev.deskhand.bench.Ground.Desks;
import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.DeskDatabase.Lag;
import dev.deskhand.bench.load.Load;
import dev.deskhand.bench.load.Load.Outcome;
import dev.deskhand.bench.load.QuickSlack;
import dev.deskhand.bench.load.SlackReports;
import java.time.Duration;
import java.time.Instant;

/**
 * How long messages wait in the outbox while reports come in at a rate of their own, whatever the
 * desk makes of them, and Slack takes its time for each message but as many as there are.
 */
final class DeliveryScene implements Scene {

  private static final Duration ANSWER = Duration.ofMillis(60);
  private static final int LASTS = 2;

  /** What is not delivered by then counts as it is. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration DRAINED = Duration.ofMinutes(5);

  private static final Row P50 = new Row("in the outbox, p50", "s");
  private static final Row P99 = new Row("in the outbox, p99", "s", "≤ 1 s");
  private static final Row LEFT = new Row("messages left after 30 s more", "");
  private static final Row TAKEN = new Row("reports taken", "/s");
  private static final Row ANSWERED = new Row("a report answered after it was due, p99", "ms");

  @Override
  public String name() {
    return "delivery";
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    Settings settings = ground.settings();
    Table table =
        ground.table(
            "Delivery at %d reports a second, Slack answers after %d ms"
                .formatted(settings.perSecond(), ANSWER.toMillis()));
    try (QuickSlack slack = QuickSlack.start();
        Desks desks = ground.start("slack", slack.settings())) {
      for (BenchedDesk desk : desks.all()) {
        Load.closed(8, settings.warming(), () -> new SlackReports(desk.port(), slack));
        desk.database().awaitDelivered(DRAINED);
      }
      for (int round = 0; round < settings.rounds(); round++) {
        for (BenchedDesk desk : desks.inTurn(round)) {
          measure(desk, slack, settings, table);
        }
      }
    }
    return table;
  }

  private static void measure(BenchedDesk desk, QuickSlack slack, Settings settings, Table table)
      throws Exception {
    slack.answeringAfter(ANSWER);
    Instant since = Instant.now();
    Outcome outcome =
        Load.open(
            settings.perSecond(),
            settings.load().multipliedBy(LASTS),
            () -> new SlackReports(desk.port(), slack));
    desk.database().awaitDelivered(PATIENCE);
    Lag lag = desk.database().lag(since);
    table.add(P50, desk.name(), lag.p50());
    table.add(P99, desk.name(), lag.p99());
    table.add(LEFT, desk.name(), (double) lag.left());
    table.add(TAKEN, desk.name(), outcome.perSecond());
    table.add(ANSWERED, desk.name(), outcome.p99());
    table.failed("", desk.name(), outcome);
    slack.answeringAfter(Duration.ZERO);
    if (!desk.database().awaitDelivered(DRAINED)) {
      table.remark("%s had not delivered all after %s more".formatted(desk.name(), DRAINED));
    }
  }
}
