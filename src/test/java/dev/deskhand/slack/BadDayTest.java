package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackCall;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Five hundred incidents on a day on which Slack fails in every way: a third of all calls is told
 * to wait, others get 500, no answer before or after Slack did what was asked, or one that comes
 * after 20 s, when the desk has long stopped listening: 3 s here. Time passes faster, for the desk
 * and for Slack alike, and the scheduler does not wait.
 */
class BadDayTest extends SlackScene {

  private static final Logger log = LoggerFactory.getLogger(BadDayTest.class);

  private static final int INCIDENTS = 500;

  /** In the threads of every so many incidents people talk; all are taken. */
  private static final int TALK = 10;

  private static final int PEOPLE = 10;
  private static final int AT_ONCE = 6;

  /** By how much time goes on at each tick while people talk. */
  private static final Duration USUAL = Duration.ofMillis(400);

  /** The same while nobody signs anything, so that nothing grows too old to be accepted. */
  private static final Duration HASTE = Duration.ofSeconds(4);

  private static final long EVERY_MILLIS = 10;
  private static final int ALWAYS = Integer.MAX_VALUE;
  private static final Pattern ISSUE = Pattern.compile("issue (\\d{3})");
  private static final Pattern SAID =
      Pattern.compile("works on it|first answer|question|second answer");

  private volatile Duration pace = USUAL;
  private long morning;

  private boolean isOfTheDay(SlackMessage message) {
    return new BigDecimal(message.ts()).longValue() >= morning;
  }

  @Test
  void nothingIsLostDoubledOrOvertaken() throws Exception {
    List<SlackPerson> people =
        IntStream.range(0, PEOPLE)
            .mapToObj(n -> slack.person("U0BAD" + n, "Person Number " + n))
            .toList();
    slack.channel(OFFICE, "office", people.stream().map(SlackPerson::id).toArray(String[]::new));
    // what other tests have said lies far back, where the desk does not look for lost messages
    later(Duration.ofDays(60));
    morning = clock.instant().getEpochSecond();
    makeAgent(anton);
    slack.forgetCalls();
    long began = System.nanoTime();
    aBadDay();
    try (ScheduledExecutorService time = Executors.newSingleThreadScheduledExecutor()) {
      var ticks =
          time.scheduleAtFixedRate(this::tick, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
      try {
        atOnce(INCIDENTS, n -> done(people.get(n % PEOPLE), "report issue %03d".formatted(n)));
        Map<Integer, String> keys = keys();
        atOnce(
            INCIDENTS, n -> worked(n, Objects.requireNonNull(keys.get(n)), people.get(n % PEOPLE)));
        pace = HASTE;
        await().atMost(Duration.ofMinutes(3)).until(() -> count("PENDING") == 0);
      } finally {
        ticks.cancel(false);
      }
    }
    theDayWasBad(Duration.ofNanos(System.nanoTime() - began));

    assertThat(incidents()).isEqualTo(INCIDENTS);
    assertThat(count("UNDELIVERABLE")).isZero();
    cardsStandOnceInOrder();
    assertThat(threads(List.of(TRIAGE)))
        .isEqualTo(expected("first answer", "question", "second answer"));
    assertThat(threads(people.stream().map(SlackPerson::dm).toList()))
        .isEqualTo(expected("works on it", "first answer", "second answer"));
    slackWasLeftAloneWhenItAskedForThat();
  }

  private static void aBadDay() {
    faultEvery(3, 0, Fault.rateLimited(Duration.ofSeconds(1)));
    faultEvery(1_999, 1, Fault.late(Duration.ofSeconds(20)));
    faultEvery(17, 1, Fault.status(500));
    faultEvery(17, 5, Fault.lostBefore());
    faultEvery(17, 9, Fault.lostAfter());
  }

  private static void faultEvery(int nth, int at, Fault fault) {
    slack.faults().when(call -> isOfTheDay(call) && call.number() % nth == at, ALWAYS, fault);
  }

  private static boolean isOfTheDay(SlackCall call) {
    return call.method().startsWith("chat.") || call.method().startsWith("conversations.");
  }

  private void tick() {
    later(pace);
    jdbc.sql(
            """
            UPDATE scheduled_tasks SET execution_time = now()
            WHERE task_name = 'deliver' AND NOT picked AND execution_time > now()
            """)
        .update();
  }

  private static void atOnce(int times, IntConsumer work) throws Exception {
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> all = new ArrayList<>();
      for (int n = 0; n < times; n++) {
        int each = n;
        all.add(workers.submit(() -> work.accept(each)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static void worked(int n, String key, SlackPerson person) {
    done(anton, "take " + key);
    if (n % TALK == 0) {
      done(anton, "reply %s first answer".formatted(key));
      done(person, "reply %s question".formatted(key));
      done(anton, "reply %s second answer".formatted(key));
    }
  }

  private static void done(SlackPerson person, String words) {
    var ack = person.slash("/desk", words, OFFICE);
    assertThat(ack).as(words).matches(SlackAck::accepted, "accepted");
    assertThat(ack.body()).as(words).doesNotContain("🚫");
  }

  private int count(String state) {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE state = ?")
        .param(state)
        .query(Integer.class)
        .single();
  }

  private Map<Integer, String> keys() {
    Map<Integer, String> keys = new HashMap<>();
    jdbc.sql("SELECT id, title FROM incident")
        .query(
            row -> {
              keys.put(number(row.getString("title")), "INC-" + row.getLong("id"));
            });
    assertThat(keys).hasSize(INCIDENTS);
    return keys;
  }

  private static int number(String text) {
    Matcher issue = ISSUE.matcher(text);
    assertThat(issue.find()).as(text).isTrue();
    return Integer.parseInt(issue.group(1));
  }

  private List<SlackMessage> cards(String channel) {
    return messages(
        channel,
        message ->
            isOfTheDay(message)
                && message.threadTs() == null
                && message.user().equals(SlackStandIn.DESK));
  }

  private void cardsStandOnceInOrder() {
    List<String> written =
        jdbc.sql(
                "SELECT subject FROM outbox WHERE kind = 'CARD' AND conversation = ?"
                    + " GROUP BY subject ORDER BY min(id)")
            .param("slack:" + TRIAGE)
            .query((row, number) -> row.getString(1))
            .list();
    assertThat(cards(TRIAGE))
        .extracting(card -> card.text().substring(0, card.text().indexOf(' ')))
        .containsExactlyElementsOf(written);
    assertThat(cards(TRIAGE)).allSatisfy(card -> assertThat(card.shown()).contains("Anton Agent"));
  }

  /** What is said under each incident's card in these conversations, in the order of Slack's. */
  private Map<Integer, List<String>> threads(List<String> channels) {
    Map<Integer, List<String>> threads = new TreeMap<>();
    for (String channel : channels) {
      Map<String, Integer> numbers = new HashMap<>();
      for (SlackMessage card : cards(channel)) {
        int number = number(card.shown());
        numbers.put(card.ts(), number);
        assertThat(threads.put(number, new ArrayList<>())).as("cards of %s", number).isNull();
      }
      for (SlackMessage message :
          messages(channel, each -> isOfTheDay(each) && each.threadTs() != null)) {
        Matcher said = SAID.matcher(message.shown());
        assertThat(said.find()).as("%s", message).isTrue();
        List<String> thread = threads.get(numbers.get(message.threadTs()));
        Objects.requireNonNull(thread, message::toString).add(said.group());
      }
    }
    return threads;
  }

  private static Map<Integer, List<String>> expected(String... talk) {
    Map<Integer, List<String>> threads = new TreeMap<>();
    for (int n = 0; n < INCIDENTS; n++) {
      List<String> always = Stream.of(talk).filter(line -> line.equals("works on it")).toList();
      threads.put(n, n % TALK == 0 ? List.of(talk) : always);
    }
    return threads;
  }

  private void theDayWasBad(Duration took) {
    Map<String, Long> outcomes =
        slack.calls().stream()
            .filter(BadDayTest::isOfTheDay)
            .collect(
                Collectors.groupingBy(SlackCall::outcome, TreeMap::new, Collectors.counting()));
    long calls = outcomes.values().stream().mapToLong(Long::longValue).sum();
    log.info(
        "{} messages came through a bad day in {} calls and {} s: {}",
        count("DELIVERED"),
        calls,
        took.toSeconds(),
        outcomes);
    assertThat(outcomes.get("429")).isBetween(calls * 3 / 10, calls * 4 / 10);
    assertThat(outcomes.get("500")).isGreaterThan(calls / 40);
    assertThat(outcomes.get("lost")).isGreaterThan(calls / 20);
  }

  /** One conversation is served by one thread, so there no call is under way at a complaint. */
  private static void slackWasLeftAloneWhenItAskedForThat() {
    Map<String, Instant> told = new HashMap<>();
    for (SlackCall call : slack.calls("chat.postMessage")) {
      String channel = call.param("channel");
      Instant until = told.get(channel);
      if (until != null) {
        assertThat(call.at()).as("%s after Retry-After", call).isAfterOrEqualTo(until);
      }
      if (call.outcome().equals("429")) {
        told.put(channel, call.at().plusSeconds(1));
      }
    }
  }
}
