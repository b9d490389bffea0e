package dev.deskhand.soak;

import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * People on Slack who report one thing after the other, by command and by direct message in turns,
 * and what becomes of each report. Slack sends a message again that the desk did not acknowledge.
 */
public final class Reporters implements AutoCloseable {

  public static final String TRIAGE = "C0TRIAGE";

  private static final String OFFICE = "C0OFFICE";
  private static final Pattern DEVICE = Pattern.compile("device D(\\d{6})Q");

  /** How a ticket's card begins; other messages may name it, too. */
  private static final Pattern CARD = Pattern.compile("INC-\\d+ device D(\\d{6})Q");

  private static final Duration SENT_AGAIN = Duration.ofMinutes(6);

  private final SlackStandIn slack;
  private final List<SlackPerson> people;
  private final AtomicInteger next = new AtomicInteger();
  private final Map<Integer, Instant> acknowledged = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer;

  /**
   * @param every how long each of them rests between two reports
   */
  public Reporters(SlackStandIn slack, int count, Duration every) {
    this.slack = slack;
    people =
        IntStream.range(0, count)
            .mapToObj(n -> slack.person("U0REPORT" + n, "Reporter Number " + n))
            .toList();
    slack.channel(TRIAGE, "triage");
    slack.channel(OFFICE, "office", people.stream().map(SlackPerson::id).toArray(String[]::new));
    timer = Executors.newScheduledThreadPool(count, Thread.ofVirtual().factory());
    people.forEach(
        person ->
            timer.scheduleWithFixedDelay(
                () -> report(person), 0, every.toMillis(), TimeUnit.MILLISECONDS));
  }

  private void report(SlackPerson person) {
    int number = next.incrementAndGet();
    String words = String.format(Locale.ROOT, "report device D%06dQ does not start", number);
    SlackAck ack =
        number % 2 == 0
            ? person.slash("/desk", words, OFFICE)
            : sentAgain(person.directMessage(words));
    if (ack.acceptedInTime()) {
      acknowledged.put(number, Instant.now());
    }
  }

  private SlackAck sentAgain(SlackAck first) {
    SlackAck[] last = {first};
    AtomicInteger times = new AtomicInteger();
    try {
      await()
          .atMost(SENT_AGAIN)
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                if (!last[0].acceptedInTime()) {
                  last[0] = slack.redeliver(first, times.incrementAndGet(), "http_error");
                }
                return last[0].acceptedInTime();
              });
    } catch (ConditionTimeoutException never) {
      return first;
    }
    return last[0];
  }

  /** How many reports have been acknowledged so far. */
  public int count() {
    return acknowledged.size();
  }

  /** Nobody reports any more; what was begun is ended. */
  @Override
  public void close() {
    timer.close();
  }

  /** A time in which something was out of order. */
  public record Trouble(String what, Instant from, Instant until) {}

  /**
   * What became of all reports.
   *
   * @param lost acknowledged, and neither done nor apologised for
   * @param doubled done, or shown to the agents or their reporter, more than once
   * @param late shown to the agents later than it may be after it was reported, or after what was
   *     out of order was in order again
   * @param longest the longest that one took beyond that moment
   */
  public record Result(
      int acknowledged,
      int apologised,
      List<Integer> lost,
      List<Integer> doubled,
      List<Integer> late,
      Duration longest) {}

  /** Waits until all is said, or nothing more comes, and looks at it. */
  public Result result(Collection<Trouble> troubles, Duration mayTake, Duration patience) {
    try {
      await().atMost(patience).pollInterval(Duration.ofSeconds(1)).until(() -> unsaid().isEmpty());
    } catch (ConditionTimeoutException lost) {
      // they are counted
    }
    Map<Integer, List<Instant>> cards = shown(slack.messages(TRIAGE));
    Set<Integer> doubled = new HashSet<>(more(cards));
    for (SlackPerson person : people) {
      doubled.addAll(more(shown(slack.messages(person.dm()))));
    }
    List<Integer> late = new ArrayList<>();
    Duration longest = Duration.ZERO;
    for (var report : acknowledged.entrySet()) {
      List<Instant> at = cards.getOrDefault(report.getKey(), List.of());
      if (!at.isEmpty()) {
        Duration took =
            Duration.between(due(report.getValue(), at.getFirst(), troubles), at.getFirst());
        longest = took.compareTo(longest) > 0 ? took : longest;
        if (took.compareTo(mayTake) > 0) {
          late.add(report.getKey());
        }
      }
    }
    return new Result(
        acknowledged.size(),
        apologised().size(),
        unsaid().stream().sorted().toList(),
        doubled.stream().sorted().toList(),
        late.stream().sorted().toList(),
        longest);
  }

  private static Instant due(Instant reported, Instant shown, Collection<Trouble> troubles) {
    return troubles.stream()
        .filter(trouble -> trouble.from().isBefore(shown) && trouble.until().isAfter(reported))
        .map(Trouble::until)
        .reduce(reported, (one, other) -> one.isAfter(other) ? one : other);
  }

  private Set<Integer> unsaid() {
    Set<Integer> unsaid = new HashSet<>(acknowledged.keySet());
    unsaid.removeAll(shown(slack.messages(TRIAGE)).keySet());
    unsaid.removeAll(apologised());
    return unsaid;
  }

  /** By number, when the desk showed it. */
  private static Map<Integer, List<Instant>> shown(List<SlackMessage> messages) {
    Map<Integer, List<Instant>> shown = new HashMap<>();
    for (SlackMessage message : messages) {
      if (message.user().equals(SlackStandIn.DESK)
          && message.threadTs() == null
          && !message.ephemeral()) {
        Matcher device = CARD.matcher(message.shown());
        if (device.lookingAt()) {
          shown
              .computeIfAbsent(Integer.valueOf(device.group(1)), number -> new ArrayList<>())
              .add(time(message.ts()));
        }
      }
    }
    return shown;
  }

  private Set<Integer> apologised() {
    Set<Integer> apologised = new HashSet<>();
    for (SlackPerson person : people) {
      person.heard().stream()
          .filter(message -> message.shown().contains("Sorry"))
          .forEach(
              message ->
                  DEVICE
                      .matcher(message.shown())
                      .results()
                      .forEach(device -> apologised.add(Integer.valueOf(device.group(1)))));
    }
    return apologised;
  }

  private static List<Integer> more(Map<Integer, List<Instant>> shown) {
    return shown.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Instant time(String ts) {
    return Instant.ofEpochMilli(new BigDecimal(ts).movePointRight(3).longValue());
  }
}
