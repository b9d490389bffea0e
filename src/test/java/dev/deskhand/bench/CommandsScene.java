package dev.deskhand.bench;

import dev.deskhand.bench.DeskCommands.Command;
import dev.deskhand.bench.Ground.Desks;
import dev.deskhand.bench.Table.Row;
import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.load.Load.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** How soon the commands of every day are answered, one at a time, over {@code /api/v1/chat}. */
final class CommandsScene implements Scene {

  private static final int TIMES = 150;
  private static final int WARM_UP = 100;

  @Override
  public String name() {
    return "commands";
  }

  @Override
  public Table measured(Ground ground) throws Exception {
    Settings settings = ground.settings();
    Table table = ground.table("Commands, 1 connection");
    try (Desks desks = ground.start("chat", Map.of())) {
      Map<BenchedDesk, DeskCommands> spoken = new LinkedHashMap<>();
      for (BenchedDesk desk : desks.all()) {
        DeskCommands commands = DeskCommands.at(desk, WARM_UP + settings.rounds() * TIMES, 0);
        commands.warmUp(Command.DAILY, settings.warming(), WARM_UP);
        spoken.put(desk, commands);
      }
      for (int round = 0; round < settings.rounds(); round++) {
        for (Command command : Command.DAILY) {
          for (BenchedDesk desk : desks.inTurn(round)) {
            DeskCommands commands = Objects.requireNonNull(spoken.get(desk));
            Outcome outcome = commands.measured(command, TIMES);
            table.add(
                new Row(command.words() + ", p50", "ms", "≤ 0.5"), desk.name(), outcome.p50());
            table.failed(command.words() + ", ", desk.name(), outcome);
          }
        }
      }
    }
    return table;
  }
}
