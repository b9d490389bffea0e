package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.commandline.servicenow.ServiceNowImport;
import dev.deskhand.commandline.servicenow.ServiceNowLog;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.IncidentReplay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What managers are told of incidents, by commands and imports alone. */
@DeskhandTest
@TestPropertySource(properties = "deskhand.conversation.time-zone=Europe/Berlin")
class FiguresTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String JANUARY = "2026-01-01..2026-01-31";
  private static final String FEBRUARY = "2026-02-01..2026-02-28";

  private static final List<String> BEFORE =
      List.of(
          row("INC0000080", "New", "05-01-2026 08:00", "05-01-2026 08:00", "3 - Moderate"),
          row("INC0000080", "Resolved", "05-01-2026 08:00", "06-01-2026 08:00", "3 - Moderate"),
          row("INC0000081", "New", "05-01-2026 08:00", "05-01-2026 08:00", "4 - Low"),
          row("INC0000081", "Resolved", "05-01-2026 08:00", "05-01-2026 10:00", "4 - Low"));
  private static final List<String> AFTER =
      List.of(
          row("INC0000080", "Active", "05-01-2026 08:00", "10-02-2026 08:00", "3 - Moderate"),
          row("INC0000080", "Resolved", "05-01-2026 08:00", "11-02-2026 08:00", "3 - Moderate"),
          row("INC0000081", "Active", "05-01-2026 08:00", "12-02-2026 08:00", "1 - Critical"));

  @LocalServerPort private int port;
  @Autowired private SettableClock clock;
  @Autowired private IncidentReplay replay;
  @Autowired private DataSource database;
  @TempDir private Path folder;

  @Test
  void aPastMonthSaysTheSameWhateverHappensAfterIt() throws Exception {
    take(BEFORE);
    String january = metrics(JANUARY);
    assertThat(january)
        .contains("Opened: 2", "Resolved: 2", "Reopened: 0", "Backlog at the end: 0")
        .contains("Time to resolve: mean 13 h (13.00 h)")
        .contains(
            "P1: opened 0, resolved 0", "P3: opened 1, resolved 1", "P4: opened 1, resolved 1");

    take(AFTER);

    assertThat(figures(metrics(JANUARY))).isEqualTo(january);
    assertThat(metrics(FEBRUARY))
        .contains("Backlog at the start: 0", "Opened: 0", "Reopened: 2", "Resolved: 1")
        .contains("Backlog at the end: 1")
        .contains("Time to resolve: mean 37 d (888.00 h)")
        .contains("P1: opened 0, resolved 0, reopened 1", "P3: opened 0, resolved 1, reopened 1");
  }

  @Test
  void whatWasReopenedSinceStandsBesideTheFiguresWithItsDate() throws Exception {
    take(BEFORE);
    assertThat(metrics(JANUARY)).doesNotContain("reopened since");

    take(AFTER);

    assertThat(metrics(JANUARY))
        .contains("reopened since")
        .contains("INC-1 on 10 February 2026 at 08:00 CET, INC-2 on 12 February 2026 at 08:00 CET");
    assertThat(metrics("2026-01-01..2026-02-28")).doesNotContain("reopened since");
  }

  @Test
  void whatAnImportedChangeDidIsSaidInWords() throws Exception {
    take(
        List.of(
            row("INC0000084", "New", "05-01-2026 08:00", "05-01-2026 08:00", "3 - Moderate"),
            row("INC0000084", "New", "05-01-2026 08:00", "05-01-2026 08:30", "3 - Moderate"),
            row("INC0000084", "Active", "05-01-2026 08:00", "05-01-2026 09:00", "3 - Moderate")));

    assertThat(says("agent", "show INC0000084"))
        .contains("Zoe: reported it", "Upd: changed it", "Upd: took it");
  }

  @Test
  void everyWayOutAndBackAddsUpToTheChangeOfTheBacklog() throws Exception {
    take(
        List.of(
            row("N1", "New", "05-01-2026 08:00", "05-01-2026 08:00", "3 - Moderate"),
            row("N1", "Closed", "05-01-2026 08:00", "06-01-2026 08:00", "3 - Moderate"),
            row("N1", "Active", "05-01-2026 08:00", "07-01-2026 08:00", "3 - Moderate"),
            row("N1", "Resolved", "05-01-2026 08:00", "08-01-2026 08:00", "3 - Moderate"),
            row("N1", "Closed", "05-01-2026 08:00", "09-01-2026 08:00", "3 - Moderate"),
            row("N1", "Resolved", "05-01-2026 08:00", "10-01-2026 08:00", "3 - Moderate"),
            row("N2", "Closed", "05-01-2026 08:00", "05-01-2026 09:00", "3 - Moderate"),
            row("N3", "Resolved", "31-12-2025 08:00", "05-01-2026 09:00", "3 - Moderate"),
            row("N4", "New", "05-01-2026 08:00", "05-01-2026 08:00", "3 - Moderate")));

    String text = metrics(JANUARY);

    assertThat(text)
        .contains("Backlog at the start: 1", "Opened: 3", "Reopened: 1", "Resolved: 2")
        .contains("Closed unresolved: 2", "Cancelled: 0", "Backlog at the end: 1");
    assertAddsUp(text);
  }

  @Test
  void whatIsDoneAtTheDeskCountsWhenAndAsWhatItWasDone() {
    String key = opens("employee", "report the VPN drops service:VPN");
    opens("employee", "report the other thing");
    clock.advance(Duration.ofHours(2));
    says("agent", "resolve " + key + " restarted");
    clock.advance(Duration.ofHours(1));
    says("employee", "reopen " + key + " again");
    clock.advance(Duration.ofHours(1));
    says("agent", "resolve " + key + " restarted again");
    says("agent", "close " + key);
    clock.advance(Duration.ofHours(1));
    says("agent", "reopen " + key + " not at all");
    says("agent", "cancel " + key + " a mistake");

    String text = metrics("7d");

    assertThat(text)
        .contains(
            "Opened: 2", "Resolved: 2", "Reopened: 2", "Cancelled: 1", "Backlog at the end: 1")
        .contains("Time to resolve: mean 3 h (3.00 h), median 3 h (3.00 h)");
    assertAddsUp(text);
    assertThat(says("manager", "metrics 7d service:VPN"))
        .contains("Opened: 1", "Resolved: 2", "Backlog at the end: 0");
  }

  @Test
  void aFigureHasThePriorityAndTheServiceOfItsTime() {
    String key = opens("employee", "report the VPN drops service:VPN");
    clock.advance(Duration.ofHours(1));
    says("agent", "priority " + key + " impact:high urgency:high");
    clock.advance(Duration.ofHours(1));
    says("agent", "resolve " + key + " restarted");
    clock.advance(Duration.ofHours(1));
    String before = metrics("2026-03-02");

    clock.advance(Duration.ofDays(1));
    says("agent", "reopen " + key + " again");
    says("agent", "priority " + key + " impact:low urgency:low");

    assertThat(before).contains("P1: opened 0, resolved 1", "P3: opened 1, resolved 0");
    assertThat(figures(metrics("2026-03-02")))
        .isEqualTo(before.replace(", so far", "").replace("Backlog so far", "Backlog at the end"));
  }

  @Test
  void noTimeIsNegative() throws Exception {
    take(
        List.of(
            row("INC0000051", "New", "09-02-2026 08:00", "01-02-2026 08:00", "3 - Moderate"),
            row("INC0000051", "Resolved", "09-02-2026 08:00", "01-02-2026 09:00", "3 - Moderate"),
            row("INC0000052", "New", "09-02-2026 08:00", "09-02-2026 08:00", "3 - Moderate"),
            row("INC0000052", "Resolved", "09-02-2026 08:00", "09-02-2026 09:00", "3 - Moderate")));

    String text = metrics(FEBRUARY);

    assertThat(text).doesNotContain("(-", "mean -").contains("Resolved: 2");
    assertAddsUp(text);
  }

  @Test
  void sortingAndTalkingAmongAgentsIsNoResponse() {
    String key = opens("employee", "report the coffee is cold");
    clock.advance(Duration.ofHours(1));
    says("agent", "priority " + key + " impact:low");
    says("agent", "assign " + key + " Network");
    says("agent", "assign " + key + " @agent");
    says("agent", "note " + key + " looks odd");
    says("agent", "wait " + key + " vendor");
    says("agent", "resume " + key);
    says("agent", "wait " + key + " requester");
    says("employee", "reply " + key + " any news?");
    assertThat(metrics("7d")).contains("Time to first response: mean none");

    clock.advance(Duration.ofHours(1));
    says("agent", "reply " + key + " on it");

    assertThat(metrics("7d")).contains("Time to first response: mean 2 h (2.00 h)");
  }

  @Test
  void aWordAQuestionAndAResolutionAreEachAFirstResponse() {
    for (String answer :
        List.of(
            "reply %s we are on it",
            "wait %s requester which floor?",
            "wait %s vendor a new drum is ordered",
            "resolve %s done",
            "cancel %s a duplicate",
            "take %s")) {
      String key = opens("employee", "report the printer jams " + answer);
      clock.advance(Duration.ofHours(2));
      says("agent", answer.formatted(key));
      clock.advance(Duration.ofDays(2));
    }

    assertThat(metrics("30d"))
        .contains("Time to first response: mean 2 h (2.00 h), median 2 h (2.00 h)");
    assertThat(metrics("30d")).contains("Opened: 6");
  }

  @Test
  void aPeriodThatIsNotOverSaysSo() {
    opens("employee", "report the VPN drops");

    assertThat(metrics("2026-03-01..2026-03-31"))
        .contains("2026-03-01 to 2026-03-31 (Europe/Berlin), so far", "Backlog so far: 1")
        .doesNotContain("at the end");
    assertThat(metrics("2026-03-03..2026-03-31"))
        .contains("has not begun")
        .doesNotContain("Backlog");
    assertThat(metrics("2026-03-01..2026-03-01")).contains("Backlog at the end: 0");
    assertThat(says("manager", "summary 2026-03-03..2026-03-31")).contains("has not begun");
    assertThat(says("manager", "summary 2026-03-01..2026-03-31")).contains("so far");
    assertThat(metrics("7d")).doesNotContain("so far").contains("Backlog at the end: 1");
  }

  private static void assertAddsUp(String text) {
    assertThat(
            number(text, "Backlog at the start")
                + number(text, "Opened")
                + number(text, "Reopened")
                - number(text, "Resolved")
                - number(text, "Cancelled")
                - number(text, "Closed unresolved"))
        .as(text)
        .isEqualTo(number(text, "Backlog at the end"));
  }

  private static long number(String text, String figure) {
    Matcher line = Pattern.compile("(?m)^" + figure + ": (\\d+)$").matcher(text);
    assertThat(line.find()).as(text).isTrue();
    return Long.parseLong(line.group(1));
  }

  /** Without what stands beside them. */
  private static String figures(String text) {
    return text.split("\n\n", 2)[0];
  }

  private void take(List<String> rows) throws Exception {
    Path log = folder.resolve("log.csv");
    Files.write(log, Stream.concat(Stream.of(Chat.HEADER), rows.stream()).toList());
    new ServiceNowImport(replay, database, BERLIN, line -> {})
        .take(ServiceNowLog.open(log), new ServiceNowImport.Progress() {});
  }

  private static String row(
      String number, String state, String opened, String updated, String priority) {
    return String.join(
        ",",
        number,
        state,
        "Zoe",
        "Opener",
        opened,
        "Upd",
        updated,
        "Network,Sub,Symptom,CI1,2 - Medium,2 - Medium",
        priority,
        "Group 1,Agent A");
  }

  private String metrics(String period) {
    return says("manager", "metrics " + period);
  }

  private String opens(String who, String words) {
    return Chat.key(Chat.answer(port, who, words));
  }

  private String says(String who, String words) {
    return Chat.text(Chat.answer(port, who, words));
  }
}
