package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskhand.commandline.servicenow.ServiceNowImport;
import dev.deskhand.commandline.servicenow.ServiceNowLog;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.tickets.IncidentReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The desk's figures on a real log are those that somebody else counts from its rows. */
@DeskhandTest
class RecountedLogTest {

  private static final Path LOG =
      Path.of(
          System.getProperty("deskhand.shared", "../shared"), "data/servicenow-incident-log.csv");

  private static final LocalDate FIRST = LocalDate.of(2016, 2, 1);
  private static final LocalDate LAST = LocalDate.of(2017, 2, 28);
  private static final LocalDate APRIL = LocalDate.of(2016, 4, 1);

  @LocalServerPort private int port;
  @Autowired private IncidentReplay replay;
  @Autowired private DataSource database;
  @TempDir private Path folder;

  private LogRecount recount;

  @BeforeEach
  void theRealLogIsThere() throws Exception {
    assumeTrue(Files.exists(LOG), "the real log is not here");
    recount = LogRecount.of(LOG);
  }

  @Test
  void theWholeSpanAndEachMonthAreAsTheyAreRecounted() throws Exception {
    take(recount.lines(LAST.plusDays(1), false));

    agreesOn(recount, FIRST, LAST);
    assertThat(recount.number("Resolved", FIRST, LAST)).isEqualTo(451);
    assertThat(recount.number("Reopened", FIRST, LAST)).isEqualTo(6);
  }

  @Test
  void whatIsImportedOfLaterMonthsChangesNoMonthBefore() throws Exception {
    take(recount.lines(APRIL, false));
    LogRecount begun = recount.until(APRIL);
    agreesOn(begun, FIRST, APRIL.minusDays(1));
    List<String> before = months(FIRST, APRIL.minusDays(1));

    take(recount.lines(APRIL, true));

    assertThat(months(FIRST, APRIL.minusDays(1))).isEqualTo(before);
    agreesOn(recount, FIRST, LAST);
  }

  private void agreesOn(LogRecount expected, LocalDate first, LocalDate last) {
    SoftAssertions softly = new SoftAssertions();
    agrees(softly, expected, first, last);
    for (YearMonth month = YearMonth.from(first);
        !month.atDay(1).isAfter(last);
        month = month.plusMonths(1)) {
      agrees(softly, expected, month.atDay(1), month.atEndOfMonth());
    }
    softly.assertAll();
  }

  private void agrees(SoftAssertions softly, LogRecount expected, LocalDate from, LocalDate to) {
    String text = metrics(from, to);
    for (String figure : List.of("Opened", "Resolved", "Reopened", "Closed unresolved")) {
      softly.assertThat(text).contains(figure + ": " + expected.number(figure, from, to) + "\n");
    }
    softly
        .assertThat(text)
        .contains("Cancelled: 0\n")
        .contains("Backlog at the start: " + expected.backlog(from.minusDays(1)) + "\n")
        .contains("Backlog at the end: " + expected.backlog(to) + "\n");
    for (String priority : List.of("P1", "P2", "P3", "P4")) {
      softly
          .assertThat(text)
          .contains(
              "%s: opened %d, resolved %d, reopened %d,"
                  .formatted(
                      priority,
                      expected.number("Opened", priority, from, to),
                      expected.number("Resolved", priority, from, to),
                      expected.number("Reopened", priority, from, to)));
    }
    softly.assertThat(time(text, "mean")).as(text).isEqualTo(expected.meanToResolve(from, to));
    softly.assertThat(time(text, "median")).as(text).isEqualTo(expected.medianToResolve(from, to));
  }

  private static @Nullable Duration time(String text, String which) {
    Matcher words =
        Pattern.compile(
                "(?m)^Time to resolve: .*?\\b"
                    + which
                    + " (?:none|(?:(\\d+) d ?)?(?:(\\d+) h ?)?(?:(\\d+) min ?)?(?:(\\d+) s ?)?\\()")
            .matcher(text + "(");
    assertThat(words.find()).as(text).isTrue();
    if (words.group().endsWith("none")) {
      return null;
    }
    return Duration.ofDays(part(words.group(1)))
        .plusHours(part(words.group(2)))
        .plusMinutes(part(words.group(3)))
        .plusSeconds(part(words.group(4)));
  }

  private static long part(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The figures of each month, without what was reopened since. */
  private List<String> months(LocalDate first, LocalDate last) {
    List<String> months = new ArrayList<>();
    for (YearMonth month = YearMonth.from(first);
        !month.atDay(1).isAfter(last);
        month = month.plusMonths(1)) {
      months.add(metrics(month.atDay(1), month.atEndOfMonth()).split("\n\n")[0]);
    }
    return months;
  }

  private String metrics(LocalDate from, LocalDate to) {
    return Chat.text(Chat.answer(port, "manager", "metrics " + from + ".." + to));
  }

  private void take(List<String> lines) throws Exception {
    Path log = folder.resolve("part.csv");
    String header = Files.readAllLines(LOG).getFirst();
    Files.write(log, Stream.concat(Stream.of(header), lines.stream()).toList());
    new ServiceNowImport(replay, database, ZoneOffset.UTC, line -> {})
        .take(ServiceNowLog.open(log), new ServiceNowImport.Progress() {});
  }
}
