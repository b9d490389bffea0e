package dev.deskhand.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.status.Intervals.Interval;
import dev.deskhand.status.Outage.Severity;
import dev.deskhand.status.Outage.Stage;
import dev.deskhand.status.OutageSummary.ServiceShare;
import dev.deskhand.status.SummaryFigures.Recorded;
import dev.deskhand.status.SummaryFigures.Turn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryFiguresTest {

  /** The period is the hours 0 to 100, and all of it has passed. */
  private static final Instant ZERO = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Recorded> outages = new ArrayList<>();

  @Test
  void anOutageCountsOnlyWithinThePeriod() {
    Outage before = down("VPN", -5, 10);
    Outage after = down("Mail", 90, 120);
    Outage around = down("Wi-Fi", -10, 200);
    Outage outside = down("Payroll", -10, 0);

    SummaryFigures figures = figures();

    assertThat(figures.duration(before)).isEqualTo(Duration.ofHours(10));
    assertThat(figures.duration(after)).isEqualTo(Duration.ofHours(10));
    assertThat(figures.duration(around)).isEqualTo(Duration.ofHours(100));
    assertThat(figures.duration(outside)).isZero();
    assertThat(figures.total()).isEqualTo(Duration.ofDays(5));
  }

  @Test
  void whatIsStillOpenCountsUntilTheEndOfThePeriod() {
    assertThat(figures().duration(down("VPN", 40, null))).isEqualTo(Duration.ofHours(60));
  }

  @Test
  void withinAPeriodThatIsNotOverTheTimeUntilNowCounts() {
    Outage open = down("VPN", 40, null);

    SummaryFigures figures = SummaryFigures.of(hour(0), hour(100), hour(50), outages);

    assertThat(figures.duration(open)).isEqualTo(Duration.ofHours(10));
    assertThat(figures.shares(Map.of()).getFirst().availability()).isEqualTo("80.000");
  }

  @Test
  void inAPeriodThatHasNotBegunNothingWasDown() {
    down("VPN", 0, null);

    SummaryFigures figures = SummaryFigures.of(hour(0), hour(100), hour(-1), outages);

    assertThat(figures.total()).isZero();
    assertThat(figures.shares(Map.of()).getFirst().availability()).isEqualTo("100.000");
  }

  @Test
  void overlappingOutagesOfAServiceCountOnceInItsDowntime() {
    down("VPN", 10, 30);
    down("VPN", 20, 40);
    down("VPN", 25, 26);
    down("VPN", 40, 45);

    ServiceShare share = figures().shares(Map.of()).getFirst();

    assertThat(share.downtime()).isEqualTo(Duration.ofHours(35));
    assertThat(share.availability()).isEqualTo("65.000");
    assertThat(share.evidence()).containsExactly("OUT-1", "OUT-2", "OUT-3", "OUT-4");
    assertThat(figures().total()).isEqualTo(Duration.ofHours(46));
  }

  @Test
  void degradationCountsWhereTheServiceIsNotDownAndNeverAgainstAvailability() {
    degraded("VPN", 0, 50);
    down("VPN", 20, 60);
    degraded("Mail", 0, 100);

    List<ServiceShare> shares = figures().shares(Map.of("VPN", new BigDecimal("99.500")));

    assertThat(shares).extracting(ServiceShare::service).containsExactly("VPN", "Mail");
    ServiceShare vpn = shares.getFirst();
    assertThat(vpn.downtime()).isEqualTo(Duration.ofHours(40));
    assertThat(vpn.degraded()).isEqualTo(Duration.ofHours(20));
    assertThat(vpn.availability()).isEqualTo("60.000");
    assertThat(vpn.level()).isEqualTo("99.500");
    assertThat(shares.getLast().availability()).isEqualTo("100.000");
    assertThat(shares.getLast().level()).isNull();
  }

  @Test
  void meansAreMadeOfWhatHappenedWithinThePeriodAndCountFromTheDeclaration() {
    Outage earlier = down("VPN", -5, 1);
    Outage later = down("VPN", 90, 101);
    Outage within = down("VPN", 10, 12);

    assertThat(figures().restored()).containsExactly(earlier, within);
    assertThat(SummaryFigures.mean(figures().restored(), Outage::resolvedAt))
        .isEqualTo(Duration.ofHours(4));
    assertThat(figures().restored()).doesNotContain(later);
    assertThat(SummaryFigures.mean(List.of(), Outage::resolvedAt)).isNull();
    assertThat(figures().acknowledged()).isEmpty();
  }

  /** Counts the hours one by one, which is slow and hard to get wrong. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void downtimeAndDegradationAgreeWithCountingEveryHour(long seed) {
    Random random = new Random(seed);
    BitSet down = new BitSet();
    BitSet degraded = new BitSet();
    for (int n = random.nextInt(1, 12); n > 0; n--) {
      int start = random.nextInt(-20, 110);
      int end = start + random.nextInt(0, 40);
      boolean open = random.nextInt(5) == 0;
      boolean isDown = random.nextBoolean();
      if (isDown) {
        down("VPN", start, open ? null : end);
      } else {
        degraded("VPN", start, open ? null : end);
      }
      int from = Math.clamp(start, 0, 100);
      (isDown ? down : degraded).set(from, Math.max(from, open ? 100 : Math.clamp(end, 0, 100)));
    }
    degraded.andNot(down);

    ServiceShare share = figures().shares(Map.of()).getFirst();

    assertThat(share.downtime()).isEqualTo(Duration.ofHours(down.cardinality()));
    assertThat(share.degraded()).isEqualTo(Duration.ofHours(degraded.cardinality()));
    assertThat(share.availability()).isEqualTo((100 - down.cardinality()) + ".000");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void eachStretchCountsAtItsOwnSeverity(long seed) {
    Random random = new Random(seed);
    int start = random.nextInt(-30, 90);
    Integer end = random.nextInt(4) == 0 ? null : start + random.nextInt(0, 80);
    List<Turn> turns = new ArrayList<>();
    for (int at = start; turns.size() < 8; at += random.nextInt(0, 12)) {
      turns.add(new Turn(random.nextBoolean() ? Severity.DOWN : Severity.DEGRADED, hour(at)));
    }
    Outage outage = outage("VPN", turns.getLast().severity(), start, end);
    outages.clear();
    outages.add(new Recorded(outage, turns));
    Map<Severity, Integer> hours = new EnumMap<>(Severity.class);
    for (int hour = Math.max(0, start); hour < (end == null ? 100 : Math.min(100, end)); hour++) {
      Instant next = hour(hour).plusSeconds(1);
      hours.merge(outages.getFirst().severityBefore(next), 1, Integer::sum);
    }

    ServiceShare share = figures().shares(Map.of()).getFirst();

    assertThat(share.downtime()).isEqualTo(Duration.ofHours(hours.getOrDefault(Severity.DOWN, 0)));
    assertThat(share.degraded())
        .isEqualTo(Duration.ofHours(hours.getOrDefault(Severity.DEGRADED, 0)));
    assertThat(figures().stretches(outages.getFirst()))
        .isNotEmpty()
        .isSortedAccordingTo(Comparator.comparing(OutageSummary.Stretch::from));
  }

  @Test
  void nothingCoversNothing() {
    assertThat(Intervals.covered(List.of())).isZero();
    assertThat(Intervals.covered(List.of(new Interval(ZERO, ZERO)))).isZero();
  }

  private SummaryFigures figures() {
    return SummaryFigures.of(hour(0), hour(100), hour(1000), outages);
  }

  private Outage down(String service, int from, @Nullable Integer until) {
    return outage(service, Severity.DOWN, from, until);
  }

  private Outage degraded(String service, int from, @Nullable Integer until) {
    return outage(service, Severity.DEGRADED, from, until);
  }

  private Outage outage(String service, Severity severity, int from, @Nullable Integer until) {
    Outage outage =
        new Outage(
            outages.size() + 1L,
            service,
            severity,
            until == null ? Stage.INVESTIGATING : Stage.RESOLVED,
            "text",
            hour(from),
            null,
            until == null ? null : hour(until),
            until == null ? null : "cause",
            1,
            "Alice",
            0);
    outages.add(new Recorded(outage, List.of()));
    return outage;
  }

  private static Instant hour(int hour) {
    return ZERO.plus(Duration.ofHours(hour));
  }
}
