package dev.deskhand.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.status.Outage;
import dev.deskhand.status.Outage.Severity;
import dev.deskhand.status.Outage.Stage;
import dev.deskhand.status.OutageSummary;
import dev.deskhand.status.OutageSummary.Entry;
import dev.deskhand.status.OutageSummary.ServiceShare;
import dev.deskhand.status.OutageSummary.Stretch;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageChartTest {

  private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-03-03T00:00:00Z");
  private static final int RED = 0xFFB91C1C;
  private static final int GRID = 0xFFD9DEE4;
  private static final int AMBER = 0xFFF2A93B;

  private final OutageChart chart =
      new OutageChart(Clock.fixed(UNTIL.minus(Duration.ofDays(2)), ZoneOffset.UTC));

  private Instant from = FROM;
  private Instant until = UNTIL;
  private final List<Entry> entries = new ArrayList<>();
  private final List<ServiceShare> shares = new ArrayList<>();

  @Test
  void withoutOutagesThereIsNoPicture() {
    assertThat(chart.png(summary(), ZoneOffset.UTC)).isEmpty();
  }

  @Test
  void aBarIsAsLongAsItsOutageLasted() throws IOException {
    outage("VPN", Severity.DOWN, 0, 240);
    outage("E-mail", Severity.DEGRADED, 240, 120);

    BufferedImage image = image(ZoneOffset.UTC);

    double perHour = longest(image, RED) / 240.0;
    assertThat(perHour).isBetween(1.4, 1.6);
    assertThat(longest(image, AMBER) / 120.0).isBetween(perHour - 0.05, perHour + 0.05);
  }

  @Test
  void aVeryShortOutageIsStillSeen() throws IOException {
    outage("VPN", Severity.DOWN, 100, 0);

    assertThat(longest(image(ZoneOffset.UTC), RED)).isBetween(3, 8);
  }

  @Test
  void theWidthIsFixedAndTheHeightBoundHoweverManyServicesThereAre() throws IOException {
    IntStream.range(0, 40)
        .forEach(n -> outage("A service with quite a long name " + n, Severity.DOWN, n * 10, 5));

    BufferedImage image = image(ZoneId.of("Europe/Berlin"));

    assertThat(image.getWidth()).isEqualTo(1200);
    assertThat(image.getHeight()).isLessThanOrEqualTo(900);
  }

  @Test
  void aMachineThatCannotDrawIsFoundOutOnceAndThereIsNoPicture() {
    outage("VPN", Severity.DOWN, 0, 240);
    AtomicInteger tried = new AtomicInteger();
    OutageChart withoutFonts =
        new OutageChart(
            Clock.systemUTC(),
            drawing -> {
              tried.incrementAndGet();
              throw new InternalError("Fontconfig head is null, check your fonts");
            });

    assertThat(withoutFonts.png(summary(), ZoneOffset.UTC)).isEmpty();
    assertThat(withoutFonts.png(summary(), ZoneOffset.UTC)).isEmpty();
    assertThat(tried).hasValue(1);
  }

  @Test
  void aMonthIsDrawnForAnybodyToLookAt() throws IOException {
    outage("VPN", Severity.DOWN, 30, 6);
    outage("VPN", Severity.DEGRADED, 36, 12);
    outage("VPN", Severity.DOWN, 400, 2);
    outage("E-mail", Severity.DEGRADED, 200, 50);
    outage("Payroll", Severity.DOWN, 500, 30);
    outage("Single sign-on", Severity.DOWN, 610, 1);
    outage("Business intelligence and reporting platform", Severity.DOWN, 90, 4);

    Path picture = Path.of("target", "outage-chart.png");
    Files.createDirectories(Objects.requireNonNull(picture.getParent()));
    Files.write(picture, chart.png(summary(), ZoneOffset.UTC).orElseThrow());

    assertThat(picture).isNotEmptyFile();
  }

  /** The bar begins at six in the morning. */
  @ParameterizedTest
  @ValueSource(
      strings = {"UTC", "America/Los_Angeles", "Asia/Kolkata", "Europe/Berlin", "Asia/Kathmandu"})
  void daysAreMarkedWhereTheyBeginInTheZoneInWhichTheyAreWritten(String name) throws IOException {
    ZoneId zone = ZoneId.of(name);
    LocalDate first = LocalDate.of(2026, 2, 2);
    from = first.atStartOfDay(zone).toInstant();
    until = first.plusDays(7).atStartOfDay(zone).toInstant();
    outage("VPN", Severity.DOWN, 24 + 6, 12);

    BufferedImage image = image(zone);

    int left = first(image, RED);
    List<Integer> marks = marks(image);
    assertThat(marks).hasSizeBetween(6, 7);
    double perHour = (marks.getLast() - marks.getFirst()) / (24.0 * (marks.size() - 1));
    for (int mark : marks) {
      double hours = (mark - left) / perHour + 6;
      assertThat(Math.abs(hours - Math.round(hours / 24) * 24))
          .as(marks.toString())
          .isLessThan(0.5);
    }
  }

  private static int first(BufferedImage image, int colour) {
    return IntStream.range(0, image.getWidth())
        .filter(
            x ->
                IntStream.range(140, image.getHeight()).anyMatch(y -> image.getRGB(x, y) == colour))
        .findFirst()
        .orElseThrow();
  }

  /** Where vertical lines of the grid are. */
  private static List<Integer> marks(BufferedImage image) {
    return IntStream.range(45, image.getWidth() - 45)
        .filter(
            x ->
                IntStream.range(140, image.getHeight())
                        .filter(y -> near(image.getRGB(x, y), GRID))
                        .count()
                    > 20)
        // a line between two pixels may be seen in both
        .filter(
            x ->
                x == 45
                    || IntStream.range(140, image.getHeight())
                            .filter(y -> near(image.getRGB(x - 1, y), GRID))
                            .count()
                        <= 20)
        .boxed()
        .toList();
  }

  private static boolean near(int colour, int wanted) {
    return Math.abs((colour & 0xFF) - (wanted & 0xFF)) < 12
        && Math.abs((colour >> 8 & 0xFF) - (wanted >> 8 & 0xFF)) < 12
        && Math.abs((colour >> 16 & 0xFF) - (wanted >> 16 & 0xFF)) < 12;
  }

  private BufferedImage image(ZoneId zone) throws IOException {
    byte[] png = chart.png(summary(), zone).orElseThrow();
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  /** The longest run of a colour along any line of the picture, but for the key at its top. */
  private static int longest(BufferedImage image, int colour) {
    int longest = 0;
    for (int y = 140; y < image.getHeight(); y++) {
      int run = 0;
      for (int x = 0; x < image.getWidth(); x++) {
        run = image.getRGB(x, y) == colour ? run + 1 : 0;
        longest = Math.max(longest, run);
      }
    }
    return longest;
  }

  private void outage(String service, Severity severity, int hour, int hours) {
    Instant start = from.plus(Duration.ofHours(hour));
    Duration duration = Duration.ofHours(hours);
    entries.add(
        new Entry(
            new Outage(
                entries.size() + 1L,
                service,
                severity,
                Stage.RESOLVED,
                "text",
                start,
                null,
                start.plus(duration),
                "cause",
                1,
                "Alice",
                0),
            duration,
            List.of(),
            List.of(new Stretch(severity, start, start.plus(duration)))));
    shares.removeIf(share -> share.service().equals(service));
    shares.add(share(service));
  }

  private ServiceShare share(String service) {
    Duration down = sum(service, Severity.DOWN);
    BigDecimal availability =
        BigDecimal.valueOf(100)
            .subtract(
                BigDecimal.valueOf(down.toHours() * 100)
                    .divide(BigDecimal.valueOf(720), 3, RoundingMode.HALF_UP));
    return new ServiceShare(
        service,
        down,
        sum(service, Severity.DEGRADED),
        availability.setScale(3),
        service.equals("Payroll") ? null : new BigDecimal("99.500"),
        List.of());
  }

  private Duration sum(String service, Severity severity) {
    return entries.stream()
        .filter(entry -> entry.outage().service().equals(service))
        .filter(entry -> entry.outage().severity() == severity)
        .map(Entry::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private OutageSummary summary() {
    return new OutageSummary(
        from,
        until,
        entries.size(),
        0,
        entries,
        shares,
        Duration.ZERO,
        0,
        0,
        null,
        null,
        List.of(),
        List.of());
  }
}
