package dev.deskhand.bench;

import dev.deskhand.bench.DeskCommands.Command;
import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.desk.Jar;
import dev.deskhand.bench.large.LargeDesk;
import dev.deskhand.bench.load.Load.Outcome;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * How much longer commands take at a desk with three years of work than at an all but empty one,
 * both of this build and side by side. The empty one has as many tickets as fill a page, of the
 * same shape: an answer that says nothing is no measure of one that does.
 */
final class LargeScene implements Scene {

  private static final int FEW = 200;
  private static final int TIMES = 150;
  private static final int WARM_UP = 50;

  private static final Row START = new Row(StartScene.LATER.what(), "s");
  private static final Row MEGABYTES = new Row("the database", "MB");

  @Override
  public String name() {
    return "large";
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    int many = ground.settings().incidents();
    Jar few = new Jar("%,d incidents".formatted(FEW), ground.here().path());
    Jar large = new Jar("%,d incidents".formatted(many), ground.here().path());
    fill(ground, few, FEW);
    fill(ground, large, many);
    Table table = new Table("A large desk beside a small one", large.name(), List.of(few.name()));
    try (BenchedDesk small = start(ground, few);
        BenchedDesk big = start(ground, large)) {
      for (BenchedDesk desk : List.of(small, big)) {
        table.add(START, desk.name(), StartScene.seconds(desk.startedIn()));
        table.add(MEGABYTES, desk.name(), desk.database().megabytes());
      }
      measure(ground.settings(), table, spoken(ground, small, FEW), spoken(ground, big, many));
    }
    return table;
  }

  private static BenchedDesk start(Ground ground, Jar jar) throws Exception {
    return BenchedDesk.start(jar, ground.folder("desk", jar), Map.of());
  }

  private static void fill(Ground ground, Jar jar, int incidents) throws Exception {
    try (BenchedDesk desk = start(ground, jar)) {
      long begun = System.nanoTime();
      LargeDesk.fill(desk.database(), incidents);
      System.out.printf(
          "%s made in %d s%n", jar.name(), (System.nanoTime() - begun) / 1_000_000_000);
    }
  }

  private static Spoken spoken(Ground ground, BenchedDesk desk, int made) throws Exception {
    int takes = WARM_UP + ground.settings().rounds() * TIMES;
    DeskCommands commands = DeskCommands.at(desk, takes, made);
    commands.warmUp(EnumSet.allOf(Command.class), ground.settings().warming(), WARM_UP);
    return new Spoken(desk, commands);
  }

  private record Spoken(BenchedDesk desk, DeskCommands commands) {}

  private static void measure(Settings settings, Table table, Spoken... desks) throws Exception {
    for (int round = 0; round < settings.rounds(); round++) {
      List<Spoken> turned = Arrays.asList(desks);
      Collections.rotate(turned, 1);
      for (Command command : Command.values()) {
        for (Spoken each : turned) {
          Outcome outcome = each.commands().measured(command, TIMES);
          String who = each.desk().name();
          table.add(new Row(command.words() + ", p50", "ms", "≤ 1.5"), who, outcome.p50());
          table.failed(command.words() + ", ", who, outcome);
        }
      }
    }
  }
}
