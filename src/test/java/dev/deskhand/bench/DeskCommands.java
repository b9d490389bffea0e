package dev.deskhand.bench;

import dev.deskhand.bench.desk.BenchedDesk;
import dev.deskhand.bench.large.LargeDesk;
import dev.deskhand.bench.load.ChatLine;
import dev.deskhand.bench.load.ChatLine.Said;
import dev.deskhand.bench.load.Load;
import dev.deskhand.bench.load.Load.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people say to a desk in demo mode, and how soon it is answered, one at a time. */
final class DeskCommands {

  private static final Pattern KEY = Pattern.compile("INC-\\d+");
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration DELIVERED = Duration.ofMinutes(2);

  /** Prime, so that one ticket after the other is far from the one before. */
  private static final int STRIDE = 7_919;

  private final BenchedDesk desk;
  private final List<String> reported;
  private final int made;
  private final AtomicInteger taken = new AtomicInteger();

  private DeskCommands(BenchedDesk desk, List<String> reported, int made) {
    this.desk = desk;
    this.reported = reported;
    this.made = made;
  }

  /** What is measured, by the words that it begins with. */
  enum Command {
    QUEUE,
    SHOW,
    MY,
    TAKE,
    REPLY,
    REPORT,
    FIND_RARE,
    FIND_COMMON,
    METRICS,
    SUMMARY,
    AUDIT;

    /** What whoever has to do with tickets says over and over. */
    static final Set<Command> DAILY = EnumSet.range(QUEUE, REPLY);

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Has so many tickets reported, of which each can be taken once.
   *
   * @param made how many tickets were there before, numbered from 1
   * @throws IOException if the desk does not take the reports
   */
  static DeskCommands at(BenchedDesk desk, int tickets, int made) throws Exception {
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    Outcome outcome =
        Load.closed(4, tickets, Duration.ofMinutes(5), () -> reports(desk.port(), keys));
    desk.database().awaitDelivered(DELIVERED);
    if (keys.size() < tickets) {
      throw new IOException(
          "%s took %d of %d reports: %s"
              .formatted(desk.name(), keys.size(), tickets, outcome.firstError()));
    }
    return new DeskCommands(desk, List.copyOf(keys), made);
  }

  private static Load.Line reports(int port, Collection<String> keys) {
    ChatLine line = new ChatLine(port, ChatLine.report());
    return new Load.Line() {
      @Override
      public void once(int number) throws IOException {
        Matcher key = KEY.matcher(line.answer(number));
        if (key.find()) {
          keys.add(key.group());
        }
      }

      @Override
      public void close() throws IOException {
        line.close();
      }
    };
  }

  private Said said(Command command) {
    return switch (command) {
      case QUEUE -> ticket("agent", _ -> "queue");
      case SHOW -> ticket("agent", n -> "show " + some(n));
      case MY -> ticket("employee", _ -> "my");
      case TAKE -> ticket("agent", _ -> "take " + reported.get(taken.getAndIncrement()));
      case REPLY -> ticket("agent", n -> "reply " + own(n) + " please try another cable");
      case REPORT -> ChatLine.report();
      case FIND_RARE -> ticket("agent", _ -> "find " + LargeDesk.RARE_WORD);
      case FIND_COMMON -> ticket("agent", _ -> "find " + LargeDesk.COMMON_WORD);
      case METRICS -> new Said("manager", _ -> "metrics 365d", "365 days");
      case SUMMARY -> new Said("manager", _ -> "summary 365d", "365 days");
      case AUDIT -> ticket("admin", n -> "audit " + some(n));
    };
  }

  private static Said ticket(String person, IntFunction<String> words) {
    return new Said(person, words, "INC-");
  }

  /** One that was reported here. */
  private String own(int number) {
    return reported.get(number % reported.size());
  }

  /** One that was there before, if any was. */
  private String some(int number) {
    return made == 0 ? own(number) : "INC-" + (1 + (long) number * STRIDE % made);
  }

  /**
   * Gives all of these in turns for so long.
   *
   * @param takes how many tickets are taken
   */
  void warmUp(Collection<Command> commands, Duration lasting, int takes) throws Exception {
    for (Command command : commands) {
      int times = command == Command.TAKE ? takes : Integer.MAX_VALUE;
      Load.closed(1, times, lasting.dividedBy(commands.size()), lines(command));
    }
    desk.database().awaitDelivered(DELIVERED);
  }

  /** Gives one of them so often, or as often as there is time for. */
  Outcome measured(Command command, int times) throws Exception {
    Outcome outcome = Load.closed(1, times, LONGEST, lines(command));
    desk.database().awaitDelivered(DELIVERED);
    return outcome;
  }

  private Load.Lines lines(Command command) {
    return () -> new ChatLine(desk.port(), said(command));
  }
}
