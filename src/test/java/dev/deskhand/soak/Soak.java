package dev.deskhand.soak;

import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.soak.Reporters.Result;
import dev.deskhand.soak.Reporters.Trouble;
import dev.deskhand.testing.PostgresProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Drives a desk as users run it ({@code java -jar}) over signed HTTP for half an hour, in trouble
 * all the time, by a schedule that is the same at each run. Ends with a table, and with an exit
 * status that is not zero if anything was lost, doubled or late.
 *
 * <p>{@code -Ddeskhand.soak.minutes=30} says how long, {@code -Ddeskhand.soak.seed=1} by which
 * schedule.
 */
public final class Soak {

  private static final Duration LONG =
      Duration.ofMinutes(Integer.getInteger("deskhand.soak.minutes", 30));
  private static final int SEED = Integer.getInteger("deskhand.soak.seed", 1);

  /** What is shown to the agents this long after it can be is not late. */
  private static final Duration MAY_TAKE = Duration.ofSeconds(5);

  /** What a copy of the desk was sending when it died is left alone for this long. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(25);

  private static final Duration REST = Duration.ofSeconds(10);

  private Soak() {}

  private enum Blow {
    DESK_KILLED,
    DESK_RESTARTED,
    POSTGRES_KILLED,
    BACKEND_KILLED,
    POSTGRES_FROZEN,
    BACKEND_KILLED_THEN_FROZEN,
    SLACK_ASKS_TO_WAIT,
    SLACK_FAILS
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("deskhand-soak");
    Result result;
    Map<Blow, Integer> blows = new EnumMap<>(Blow.class);
    try (SlackStandIn slack = SlackStandIn.start();
        SoakedDesk desk = new SoakedDesk(folder, slack)) {
      desk.start();
      slack.connect(desk.events());
      List<Trouble> troubles = new ArrayList<>();
      Reporters reporters = new Reporters(slack, 4, Duration.ofMillis(300));
      try (reporters) {
        Random random = new Random(SEED);
        Instant end = Instant.now().plus(LONG);
        while (Instant.now().isBefore(end)) {
          TimeUnit.MILLISECONDS.sleep(REST.toMillis() + random.nextInt(5_000));
          Blow blow = Blow.values()[random.nextInt(Blow.values().length)];
          Trouble trouble = strike(blow, desk, slack, folder, random);
          blows.merge(blow, 1, Integer::sum);
          troubles.add(trouble);
          System.out.printf(
              Locale.ROOT,
              "%s %-28s %5.1f s, %d acknowledged so far%n",
              trouble.from(),
              blow,
              Duration.between(trouble.from(), trouble.until()).toMillis() / 1e3,
              reporters.count());
        }
        TimeUnit.MILLISECONDS.sleep(REST.toMillis());
      }
      result = reporters.result(troubles, MAY_TAKE, Duration.ofMinutes(3));
    }
    print(result, blows);
    boolean well = result.lost().isEmpty() && result.doubled().isEmpty() && result.late().isEmpty();
    if (well) {
      delete(folder);
    } else {
      System.out.println("What the desk logged is in " + folder);
    }
    System.exit(well ? 0 : 1);
  }

  private static Trouble strike(
      Blow blow, SoakedDesk desk, SlackStandIn slack, Path folder, Random random) throws Exception {
    Instant from = Instant.now();
    Duration lasting = Duration.ofSeconds(5 + random.nextInt(16));
    switch (blow) {
      case DESK_KILLED -> desk.kill();
      case DESK_RESTARTED -> desk.stop();
      case POSTGRES_KILLED -> postgres(folder).killServer();
      case BACKEND_KILLED -> postgres(folder).killBackend();
      case POSTGRES_FROZEN -> freeze(folder, lasting);
      case BACKEND_KILLED_THEN_FROZEN -> {
        postgres(folder).killBackend();
        TimeUnit.SECONDS.sleep(12);
        freeze(folder, lasting);
      }
      case SLACK_ASKS_TO_WAIT -> during(slack, lasting, Fault.rateLimited(Duration.ofSeconds(1)));
      case SLACK_FAILS ->
          during(
              slack,
              lasting,
              switch (random.nextInt(4)) {
                case 0 -> Fault.status(500);
                case 1 -> Fault.status(503);
                case 2 -> Fault.lostBefore();
                default -> Fault.lostAfter();
              });
    }
    desk.awaitReady();
    Instant ready = Instant.now();
    boolean died = blow == Blow.DESK_KILLED || blow == Blow.POSTGRES_KILLED;
    Instant takenOver = from.plus(TAKEN_OVER);
    return new Trouble(blow.name(), from, died && takenOver.isAfter(ready) ? takenOver : ready);
  }

  private static PostgresProcesses postgres(Path folder) {
    return new PostgresProcesses(folder.resolve("data"));
  }

  private static void freeze(Path folder, Duration lasting) throws Exception {
    List<Long> frozen = postgres(folder).freeze();
    try {
      TimeUnit.MILLISECONDS.sleep(lasting.toMillis());
    } finally {
      PostgresProcesses.thaw(frozen);
    }
  }

  private static void during(SlackStandIn slack, Duration lasting, Fault fault)
      throws InterruptedException {
    slack.faults().everything(fault);
    try {
      TimeUnit.MILLISECONDS.sleep(lasting.toMillis());
    } finally {
      slack.faults().clear();
    }
  }

  private static void print(Result result, Map<Blow, Integer> blows) {
    System.out.printf(
        Locale.ROOT,
        "%n%d minutes, schedule %d%n%-30s %8d%n%-30s %8d%n%-30s %8d  %s%n%-30s %8d  %s%n%-30s %8d"
            + "  %s%n%-30s %8.1f s%n",
        LONG.toMinutes(),
        SEED,
        "acknowledged",
        result.acknowledged(),
        "apologised for",
        result.apologised(),
        "lost",
        result.lost().size(),
        some(result.lost()),
        "doubled",
        result.doubled().size(),
        some(result.doubled()),
        "late",
        result.late().size(),
        some(result.late()),
        "longest after it could be",
        result.longest().toMillis() / 1e3);
    blows.forEach((blow, times) -> System.out.printf(Locale.ROOT, "%-30s %8d%n", blow, times));
  }

  private static String some(List<Integer> numbers) {
    return numbers.isEmpty() ? "" : numbers.stream().limit(20).toList().toString();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
