package dev.deskhand.slack.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.connection.SlackProperties.Limits;
import dev.deskhand.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Slack's rate limits, kept before Slack complains. */
class RateLimiterTest {

  private static final Limits SLACKS = new Limits(1, 1, Duration.ofSeconds(10));
  private static final Path CODE = Path.of("src/main/java/dev/deskhand/slack");
  private static final Pattern CALL = Pattern.compile("\\.call\\(\\s*\"([a-zA-Z.]+)\"");
  private static final Map<String, RateLimitTier> TIERS =
      Map.of(
          "Tier1", RateLimitTier.ONE,
          "Tier2", RateLimitTier.TWO,
          "Tier3", RateLimitTier.THREE,
          "Tier4", RateLimitTier.FOUR,
          "SpecialTier_chat_getPermalink", RateLimitTier.POSTING,
          "SpecialTier_chat_postMessage", RateLimitTier.POSTING,
          "SpecialTier_auth_test", RateLimitTier.AUTH_TEST);

  private final SettableClock clock = new SettableClock();
  private final RateLimiter pace = new RateLimiter(SLACKS, clock);

  private boolean takes(String method, CallPriority urgency) {
    return pace.take(method, null, urgency).isEmpty();
  }

  private boolean posts(String channel, CallPriority urgency) {
    return pace.take("chat.postMessage", channel, urgency).isEmpty();
  }

  @Test
  void aClockThatWasSetBackStopsNobody() {
    clock.advance(Duration.ofHours(1));
    while (posts("C1", CallPriority.WHENEVER)) {}
    clock.advance(Duration.ofHours(-1));
    assertThat(posts("C1", CallPriority.WHENEVER)).isTrue();
  }

  @Test
  void everyMethodInUseHasTheTierThatSlackGivesIt() throws IOException {
    Path table =
        Path.of(System.getProperty("deskhand.shared", "../shared"))
            .resolve("specs/slack-rate-limit-tiers.json");
    Assumptions.assumeTrue(Files.exists(table), "Slack's table of tiers is not here");
    JsonNode slacks = new JsonMapper().readTree(Files.readString(table));
    RateLimitTier.methods()
        .forEach(
            (method, tier) ->
                assertThat(TIERS.get(slacks.path(method).asString(""))).as(method).isEqualTo(tier));
  }

  @Test
  void theTableHoldsTheMethodsThatAreCalledAndNoOthers() throws IOException {
    Set<String> called = new TreeSet<>(Set.of("auth.test"));
    List<Path> files;
    try (Stream<Path> listed = Files.walk(CODE)) {
      files = listed.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      CALL.matcher(Files.readString(file)).results().forEach(call -> called.add(call.group(1)));
    }
    assertThat(RateLimitTier.methods()).containsOnlyKeys(called);
  }

  @ParameterizedTest
  @EnumSource(RateLimitTier.class)
  void noMinuteHasMoreCallsThanItsTier(RateLimitTier tier) {
    String method =
        RateLimitTier.methods().entrySet().stream()
            .filter(entry -> entry.getValue() == tier)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    Assumptions.assumeFalse(method.isEmpty(), "no method in use has this tier");
    List<Instant> calls = new ArrayList<>();
    for (int tenth = 0; tenth < 3_000; tenth++) {
      while (takes(method, CallPriority.WHENEVER)) {
        calls.add(clock.instant());
      }
      clock.advance(Duration.ofMillis(100));
    }
    for (Instant call : calls) {
      assertThat(calls.stream().filter(each -> isInMinuteOf(call, each)).count())
          .isLessThanOrEqualTo(tier.perMinute());
    }
    // and not far less, either
    assertThat(calls).hasSizeGreaterThan(tier.perMinute() * 5 * 3 / 4);
  }

  private static boolean isInMinuteOf(Instant begin, Instant each) {
    return !each.isBefore(begin) && each.isBefore(begin.plusSeconds(60));
  }

  @Test
  void aChannelGetsOneMessagePerSecondAfterAShortBurst() {
    int posted = 0;
    for (int tenth = 0; tenth < 600; tenth++) {
      while (posts("C1", CallPriority.WHENEVER)) {
        posted++;
      }
      clock.advance(Duration.ofMillis(100));
    }
    assertThat(posted).isBetween(60, 63);
  }

  @Test
  void oneChannelsTalkHoldsUpNoOther() {
    while (posts("C1", CallPriority.WHENEVER)) {}
    assertThat(posts("C2", CallPriority.WHENEVER)).isTrue();
  }

  @Test
  void theWaitIsAsLongAsItTakes() {
    while (posts("C1", CallPriority.WHENEVER)) {}
    Duration wait = pace.take("chat.postMessage", "C1", CallPriority.WHENEVER).orElseThrow();
    assertThat(wait).isBetween(Duration.ofMillis(1), Duration.ofMillis(1_001));
    clock.advance(wait);
    assertThat(posts("C1", CallPriority.WHENEVER)).isTrue();
  }

  @Test
  void aPersonWhoWaitsGoesFirst() {
    while (posts("C1", CallPriority.WHENEVER)) {}
    Duration wait = pace.take("chat.postMessage", "C1", CallPriority.SOON).orElseThrow();
    clock.advance(wait);
    assertThat(posts("C1", CallPriority.WHENEVER)).isFalse();
    assertThat(posts("C1", CallPriority.SOON)).isTrue();
    clock.advance(Duration.ofSeconds(1));
    assertThat(posts("C1", CallPriority.WHENEVER)).isTrue();
  }

  @Test
  void aPersonWhoGaveUpHoldsNobodyUpForLong() {
    while (posts("C1", CallPriority.WHENEVER)) {}
    assertThat(posts("C1", CallPriority.SOON)).isFalse();
    clock.advance(Duration.ofSeconds(3));
    assertThat(posts("C1", CallPriority.WHENEVER)).isTrue();
  }

  @Test
  void aFormIsOpenedAtOnceAndCountedAllTheSame() {
    while (takes("views.open", CallPriority.WHENEVER)) {}
    assertThat(takes("views.open", CallPriority.NOW)).isTrue();
    Duration wait = pace.take("views.open", null, CallPriority.WHENEVER).orElseThrow();
    assertThat(wait).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void whatSlackComplainedOfRestsForEverybody() {
    pace.complained("chat.update", null, Duration.ofSeconds(30));
    for (CallPriority urgency : CallPriority.values()) {
      assertThat(pace.take("chat.update", null, urgency)).contains(Duration.ofSeconds(30));
    }
    assertThat(takes("chat.postEphemeral", CallPriority.SOON)).isTrue();
    pace.complained("chat.update", null, Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(29));
    assertThat(takes("chat.update", CallPriority.SOON)).isFalse();
    clock.advance(Duration.ofSeconds(1));
    assertThat(takes("chat.update", CallPriority.SOON)).isTrue();
  }

  @Test
  void whereSlackComplainedOfAChannelOthersAreServed() {
    pace.complained("chat.postMessage", "C1", Duration.ofSeconds(30));
    assertThat(posts("C1", CallPriority.SOON)).isFalse();
    assertThat(posts("C2", CallPriority.SOON)).isTrue();
  }

  @Test
  void aWorkspaceWithMoreIsServedFaster() {
    RateLimiter faster = new RateLimiter(new Limits(10, 10, Duration.ofSeconds(10)), clock);
    int posted = 0;
    while (faster.take("chat.postMessage", "C1", CallPriority.WHENEVER).isEmpty()) {
      posted++;
    }
    assertThat(posted).isEqualTo(30);
  }
}
