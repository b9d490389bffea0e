package dev.deskhand.bench;

import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.Jar;
import dev.deskhand.bench.load.DiscordReports;
import dev.deskhand.bench.load.Latencies;
import dev.deskhand.bench.load.Load;
import dev.deskhand.bench.load.Load.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How soon somebody who uses {@code /desk report} on Discord is told, and the agents too, while
 * Discord takes its time for every request: one person at a time, and many at once.
 */
final class DiscordScene implements Scene {

  private static final Duration ANSWER = Duration.ofMillis(60);
  private static final int MANY = 32;
  private static final int TIMES_ALONE = 100;
  private static final int TIMES_TOGETHER = 10 * MANY;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration DELIVERED = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "discord";
  }

  /** A desk on a Discord of its own. */
  private record Served(DiscordReports discord, BenchedDesk desk) implements AutoCloseable {

    @Override
    public void close() throws Exception {
      desk.close();
      discord.close();
    }
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    Table table =
        ground.table("Reports on Discord, which answers after %d ms".formatted(ANSWER.toMillis()));
    List<Served> served = new ArrayList<>();
    try {
      for (Jar jar : ground.jars()) {
        Served started = start(ground, jar);
        served.add(started);
        started.discord().answeringAfter(ANSWER);
      }
      for (Served each : served) {
        load(each, 1, Integer.MAX_VALUE, ground.settings().warming());
      }
      for (int round = 0; round < ground.settings().rounds(); round++) {
        List<Served> turned = new ArrayList<>(served);
        Collections.rotate(turned, round);
        for (Served each : turned) {
          add(table, each, "1 at a time", load(each, 1, TIMES_ALONE, LONGEST));
          add(table, each, MANY + " at once", load(each, MANY, TIMES_TOGETHER, LONGEST));
        }
      }
    } finally {
      for (Served each : served) {
        each.close();
      }
    }
    return table;
  }

  private static Served start(Ground ground, Jar jar) throws Exception {
    DiscordReports discord = new DiscordReports(MANY);
    try {
      return new Served(
          discord, BenchedDesk.start(jar, ground.folder("desk", jar), discord.settings()));
    } catch (Exception e) {
      discord.close();
      throw e;
    }
  }

  private record Told(Latencies told, Latencies announced, Outcome outcome) {}

  private static Told load(Served served, int lines, int times, Duration longest) throws Exception {
    Latencies told = new Latencies();
    Latencies announced = new Latencies();
    Outcome outcome = Load.closed(lines, times, longest, served.discord().lines(told, announced));
    served.desk().database().awaitDelivered(DELIVERED);
    return new Told(told, announced, outcome);
  }

  private static void add(Table table, Served served, String how, Told told) {
    boolean alone = how.startsWith("1 ");
    String who = served.desk().name();
    table.add(
        new Row(how + ": told, p99", "ms", alone ? "≤ 25 ms" : ""),
        who,
        told.told().percentile(99));
    table.add(
        new Row(how + ": announced, p99", "ms", alone ? "≤ 150 ms" : "≤ 2,100 ms"),
        who,
        told.announced().percentile(99));
    table.add(new Row(how + ": told, p50", "ms"), who, told.told().percentile(50));
    table.add(new Row(how + ": announced, p50", "ms"), who, told.announced().percentile(50));
    table.failed(how + ": ", who, told.outcome());
  }
}
