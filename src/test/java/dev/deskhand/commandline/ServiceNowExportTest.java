package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.commandline.servicenow.ServiceNowImport;
import dev.deskhand.commandline.servicenow.ServiceNowImport.Counts;
import dev.deskhand.commandline.servicenow.ServiceNowLog;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Viewer;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.WaitingFor;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Files as ServiceNow, spreadsheets and people make them. */
@DeskhandTest
class ServiceNowExportTest {

  private static final String HEADER =
      "number,incident_state,caller_id,opened_by,opened_at,sys_updated_by,sys_updated_at,category,"
          + "subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to";

  private static final String REST =
      "Network,Sub,Symptom,CI1,2 - Medium,2 - Medium,3 - Moderate,Group 1,Agent A";

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final IncidentReplay replay;
  private final Incidents incidents;
  private final DataSource database;
  private final List<String> reported = new ArrayList<>();

  private String how = "";

  @TempDir private Path folder;

  @Autowired
  ServiceNowExportTest(IncidentReplay replay, Incidents incidents, DataSource database) {
    this.replay = replay;
    this.incidents = incidents;
    this.database = database;
  }

  @Test
  void columnsAreKnownByTheNamesOfTablesAndOfLists() throws Exception {
    for (String header :
        List.of(
            HEADER,
            HEADER.replace("sys_updated_at", "sys_updated_on"),
            "Number,Incident state,Caller,Opened by,Opened,Updated by,Updated,Category,Subcategory,"
                + "Symptom,Configuration item,Impact,Urgency,Priority,Assignment group,Assigned to",
            "\"NUMBER\",\"State\",\"CallerId\",\"opened by\",\"Opened At\",\"x\",\"Sys Updated On\","
                + "c,s,u,i,\"IMPACT\",Urgency,PRIORITY,\"assignment group\",\"Assigned  To\"")) {
      String number = "N" + header.hashCode();
      Counts counts =
          take(
              header,
              row(number, "New", "01-02-2026 08:00"),
              row(number, "Active", "01-02-2026 09:00"),
              row(number, "Resolved", "01-02-2026 10:00"),
              row(number, "Closed", "13-02-2026 10:00"));

      assertThat(counts).isEqualTo(new Counts(4, 4, 0, 0, 1));
      Incident incident = find(number);
      assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
      assertThat(incident.requesterName()).isEqualTo("Zoë Müller");
      assertThat(incident.openedAt()).isEqualTo(Instant.parse("2026-02-01T08:00:00Z"));
      assertThat(incident.team()).isEqualTo("Group 1");
      assertThat(incident.assigneeName()).isEqualTo("Agent A");
    }
  }

  @Test
  void threeColumnsAreEnough() throws Exception {
    assertThat(
            take(
                "Task state;Created;Updated;Number;Short description",
                "In Progress;2026-02-01 07:30:00;2026-02-01 09:00:00;INC1;Screen is black",
                "Resolved;2026-02-01 07:30:00;2026-02-01 10:00:00;INC1;Screen is black"))
        .isEqualTo(new Counts(2, 2, 0, 0, 1));
    assertThat(take("number,state,sys_updated_on", "INC2,6,2026-02-01 10:00:00").taken()).isOne();

    Incident incident = find("INC1");
    assertThat(incident.title()).isEqualTo("Screen is black");
    assertThat(incident.openedAt()).isEqualTo(Instant.parse("2026-02-01T07:30:00Z"));
    assertThat(incident.priority()).isEqualTo(Priority.P3);
    assertThat(find("INC2").openedAt()).isEqualTo(Instant.parse("2026-02-01T10:00:00Z"));
    assertThat(find("INC2").title()).isEqualTo("INC2");
  }

  @ParameterizedTest
  @CsvSource({
    "New,NEW,",
    "1,NEW,",
    "Active,IN_PROGRESS,",
    "in progress,IN_PROGRESS,",
    "IN PROGRESS,IN_PROGRESS,",
    "2,IN_PROGRESS,",
    "2 - In Progress,IN_PROGRESS,",
    "Work in Progress,IN_PROGRESS,",
    "On Hold,WAITING,REQUESTER",
    "3,WAITING,REQUESTER",
    "Awaiting User Info,WAITING,REQUESTER",
    "Awaiting Vendor,WAITING,VENDOR",
    "awaiting problem,WAITING,PROBLEM",
    "Awaiting Evidence,WAITING,PROBLEM",
    "4,WAITING,REQUESTER",
    "Resolved,RESOLVED,",
    "6,RESOLVED,",
    "Closed,CLOSED,",
    "Closed Complete,CLOSED,",
    "7,CLOSED,",
    "Canceled,CANCELLED,",
    "Cancelled,CANCELLED,",
    "8,CANCELLED,"
  })
  void statesAreKnownByNameAndByNumber(String state, IncidentState meant, WaitingFor waiting)
      throws Exception {
    take(HEADER, row("N1", "New", "01-02-2026 08:00"), row("N1", state, "01-02-2026 09:00"));

    assertThat(reported).isEmpty();
    assertThat(find("N1").state()).isEqualTo(meant);
    assertThat(find("N1").waitingFor()).isEqualTo(waiting);
  }

  @Test
  void theReasonOfAHoldSaysWhomItWaitsFor() throws Exception {
    take(
        "number,state,hold_reason,sys_updated_on",
        "N1,On Hold,Awaiting Vendor,2026-02-01 08:00:00",
        "N2,3,3,2026-02-01 08:00:00",
        "N3,On Hold,Awaiting Caller,2026-02-01 08:00:00");

    assertThat(List.of("N1", "N2", "N3"))
        .extracting(number -> find(number).waitingFor())
        .containsExactly(WaitingFor.VENDOR, WaitingFor.PROBLEM, WaitingFor.REQUESTER);
  }

  @ParameterizedTest
  @CsvSource({
    "1 - Critical,P1",
    "1,P1",
    "critical,P1",
    "P1,P1",
    "2 - High,P2",
    "High,P2",
    "3 - Moderate,P3",
    "4 - Low,P4",
    "low,P4",
    "5 - Planning,P4",
    "5,P4",
    "Planning,P4",
    "?,P3",
    "'',P3"
  })
  void prioritiesAreKnownByNameAndByNumber(String priority, Priority meant) throws Exception {
    take(HEADER, row("N1", "New", "01-02-2026 08:00").replace("3 - Moderate", priority));

    assertThat(reported).isEmpty();
    assertThat(find("N1").priority()).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({
    "1 - High,HIGH",
    "1,HIGH",
    "high,HIGH",
    "2,MEDIUM",
    "3 - Low,LOW",
    "'',MEDIUM",
    "?,MEDIUM"
  })
  void levelsAreNamesNumbersOrUnknown(String level, Level meant) throws Exception {
    take(HEADER, row("N1", "New", "01-02-2026 08:00").replace("2 - Medium", level));

    assertThat(reported).isEmpty();
    assertThat(find("N1").impact()).isEqualTo(meant);
    assertThat(find("N1").urgency()).isEqualTo(meant);
  }

  @Test
  void aPriorityThatARowDoesNotSayStaysAsItWas() throws Exception {
    take(
        HEADER,
        row("N1", "New", "01-02-2026 08:00").replace("3 - Moderate", "1 - Critical"),
        row("N1", "Active", "01-02-2026 09:00").replace("3 - Moderate", "?"));

    assertThat(find("N1").priority()).isEqualTo(Priority.P1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-01 09:00:00",
        "2026-02-01 09:00",
        "2026-02-01T09:00:00Z",
        "2026-02-01T10:00:00+01:00",
        "2026-02-01T09:00:00.000+0000",
        "2026/02/01 09:00",
        "01-02-2026 09:00",
        "01-02-2026 09:00:00",
        "01/02/2026 09:00",
        "01.02.2026 09:00:00",
        "01.02.2026, 09:00",
        "1.2.2026 9:00"
      })
  void datesAreReadInTheUsualForms(String time) throws Exception {
    take(
        "number,state,opened_at,sys_updated_on",
        "N1,New,%s,\"%s\"".formatted("2026-02-01 08:00:00", time));

    assertThat(reported).isEmpty();
    assertThat(changes("N1")).containsExactly("report 2026-02-01T08:00:00Z");
    take(
        "number,state,opened_at,sys_updated_on",
        "N1,Active,%s,\"%s\"".formatted("2026-02-01 08:00:00", time));
    assertThat(changes("N1")).last().isEqualTo("take 2026-02-01T09:00:00Z");
  }

  @Test
  void allRowsTogetherTellTheDayFromTheMonth() throws Exception {
    String[] days = {"01/02/2026 08:00", "02/03/2026 08:00", "12/11/2026 08:00"};
    take(slashed("N1", "01/02/2026 08:00", days[0], days[1], days[2], "25/12/2026 08:00"));
    assertThat(how).isEqualTo("dates read as day-month-year");
    assertThat(find("N1").openedAt()).isEqualTo(Instant.parse("2026-02-01T08:00:00Z"));

    take(slashed("N2", "01/02/2026 08:00", days[0], days[1], days[2], "12/25/2026 08:00"));
    assertThat(how).isEqualTo("dates read as month-day-year");
    assertThat(find("N2").openedAt()).isEqualTo(Instant.parse("2026-01-02T08:00:00Z"));

    take(slashed("N3", "03/04/2026 08:00", "04/03/2026 08:00", "04/03/2026 08:00"));
    assertThat(how)
        .as("a change does not happen before the opening")
        .isEqualTo("dates read as month-day-year");

    take(slashed("N4", "01/02/2026 08:00", days[0]));
    assertThat(how).contains("day-month-year, though nothing in the file tells");

    take(
        slashed(
            "N5",
            "01/02/2026 08:00:00 AM",
            "01/02/2026 08:00:00 AM",
            "01/02/2026 12:30:00 PM",
            "01/03/2026 12:00:00 AM"));
    assertThat(how).contains("month-day-year, though nothing");
    assertThat(changes("N5"))
        .containsExactly(
            "report 2026-01-02T08:00:00Z",
            "take 2026-01-02T12:30:00Z",
            "update 2026-01-03T00:00:00Z");
    assertThat(reported).isEmpty();

    take(
        slashed(
            "N6", "13/02/2026 08:00", "13/02/2026 08:00", "02/14/2026 08:00", "15/02/2026 08:00"));
    assertThat(how).as("most rows decide").isEqualTo("dates read as day-month-year");
    assertThat(reported).containsExactly("line 3 (N6): not taken: broken date '02/14/2026 08:00'");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|", ",", "^", "~", "#", "¦", "\u0001"})
  void theHeaderTellsWhatSeparatesTheColumns(String separator) throws Exception {
    String text =
        String.join(
                "\r\n",
                HEADER,
                row("N1", "New", "01-02-2026 08:00").replace("Network", "\"Net\"\"work\""),
                row("N1", "Resolved", "13-02-2026 08:00"))
            .replace(",", separator);

    assertThat(take(bytes("\uFEFF" + text, StandardCharsets.UTF_8)))
        .isEqualTo(new Counts(2, 2, 0, 0, 1));
    assertThat(find("N1").title()).isEqualTo("Net\"work / Sub / Symptom");

    for (String line :
        List.of(
            "sep=" + separator,
            "\"sep=" + separator + "\"",
            "sep=" + separator.repeat(16),
            "\"sep=\"" + ";".repeat(15),
            "Sep=\\t")) {
      assertThat(take(bytes(line + "\r\n" + text, StandardCharsets.UTF_8)))
          .as(line)
          .isEqualTo(new Counts(2, 0, 2, 0, 1));
    }
  }

  @Test
  void aHeaderMayHaveLineBreaksAndBrokenQuotesInItsNames() throws Exception {
    List<String> headers =
        List.of(
            HEADER + ",\"Short\r\ndescription\"",
            "\"Work\n\nnotes\"," + HEADER,
            HEADER + ",\"Size 5\" disk\"",
            HEADER + ",\"Size");
    for (int i = 0; i < headers.size(); i++) {
      String row = row("N" + i, "New", "01-02-2026 08:00");
      String broken = row("N" + i, "-100", "01-02-2026 09:00");
      reported.clear();
      assertThat(
              take(
                  headers.get(i),
                  i == 1 ? "VPN," + row : row + ",VPN",
                  i == 1 ? "VPN," + broken : broken + ",VPN"))
          .isEqualTo(new Counts(2, 1, 0, 1, 1));
      assertThat(reported)
          .containsExactly(
              "line %d (N%d): not taken: unknown state '-100'"
                  .formatted(3 + headers.get(i).split("\n", -1).length - 1, i));
    }
    assertThat(find("N0").title()).isEqualTo("VPN");
  }

  @Test
  void rowsInWhichNothingStandsAreNone() throws Exception {
    String nothing = ",".repeat(15);
    assertThat(
            take(
                HEADER,
                nothing,
                row("N1", "New", "01-02-2026 08:00"),
                "\"\"" + nothing,
                " , ".repeat(15)))
        .isEqualTo(new Counts(1, 1, 0, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void theBytesTellTheEncoding(String charset) throws Exception {
    for (String ending : List.of("\n", "\r\n", "\r")) {
      String number = "N" + ending.hashCode();
      String text =
          String.join(
              ending,
              HEADER,
              row(number, "New", "01-02-2026 08:00"),
              "",
              row(number, "-100", "13-02-2026 08:00"));
      reported.clear();
      assertThat(take(bytes(text, Charset.forName(charset)))).isEqualTo(new Counts(2, 1, 0, 1, 1));
      assertThat(find(number).requesterName()).isEqualTo("Zoë Müller");
      assertThat(reported)
          .containsExactly("line 4 (" + number + "): not taken: unknown state '-100'");
    }
  }

  @Test
  void titlesAndCategoriesAreOneLineAndTheShortDescriptionIsTheTitle() throws Exception {
    take(
        HEADER,
        row("N1", "New", "01-02-2026 08:00")
            .replace("Network", "\"Net, work\nsecond line \"\"quoted\"\"\""));
    take(
        HEADER,
        row("N4", "New", "01-02-2026 08:00").replace("Network", "Net\u2028work\u0085\u00A0x"));
    take(
        HEADER + ",short_description",
        row("N2", "New", "01-02-2026 08:00") + ",\"VPN is\r\ndown\"",
        row("N3", "New", "01-02-2026 08:00") + "," + "long words ".repeat(30));

    assertThat(find("N1").title()).isEqualTo("Net, work second line \"quoted\" / Sub / Symptom");
    assertThat(find("N4").title()).isEqualTo("Net work x / Sub / Symptom");
    assertThat(find("N1").category()).isEqualTo("Net, work second line \"quoted\"");
    assertThat(find("N2").title()).isEqualTo("VPN is down");
    assertThat(find("N3").title()).hasSizeLessThanOrEqualTo(120).endsWith("…");
    assertThat(find("N3").description()).hasSizeGreaterThan(300);
  }

  @Test
  void aRowWithBrokenQuotesIsOneRowWithItsTrueReason() throws Exception {
    Counts counts =
        take(
            HEADER,
            row("N1", "New", "01-02-2026 08:00"),
            row("N1", "Active", "01-02-2026 09:00")
                .replace("Network", "\"he said \"hello\" twice\""),
            row("N1", "Active", "01-02-2026 10:00")
                .replace("Network", "\"he said \"hello\" twice\nand more\""),
            row("N1", "Active", "01-02-2026 11:00").replace("Network", "\"5\" disk\""),
            row("N1", "Active", "01-02-2026 12:00").replace("Network", "5\" disk"),
            row("N1", "Active", "01-02-2026 13:00").replace("Network", "\"never closed"),
            row("N1", "Resolved", "13-02-2026 14:00"));

    assertThat(reported)
        .containsExactly(
            "line 3: not taken: there is text after a closing quote",
            "line 4: not taken: there is text after a closing quote",
            "line 6: not taken: there is text after a closing quote",
            "line 8: not taken: a quote is opened here and never closed");
    assertThat(counts).isEqualTo(new Counts(7, 3, 0, 4, 1));
    assertThat(changes("N1"))
        .containsExactly(
            "report 2026-02-01T08:00:00Z",
            "take 2026-02-01T12:00:00Z",
            "resolve 2026-02-13T14:00:00Z");
  }

  @Test
  void rowsMayStandInAnyOrder() throws Exception {
    List<String> rows =
        List.of(
            row("N1", "New", "05-03-2026 08:00"),
            row("N1", "Active", "05-03-2026 09:00"),
            row("N2", "New", "05-03-2026 09:30"),
            row("N1", "Resolved", "05-03-2026 10:00"),
            row("N2", "Active", "05-03-2026 10:00"),
            row("N2", "Resolved", "05-03-2026 10:00"),
            row("N1", "Closed", "18-03-2026 10:00"));
    List<List<String>> orders =
        List.of(
            rows,
            rows.reversed(),
            List.of(
                rows.get(6),
                rows.get(4),
                rows.get(0),
                rows.get(5),
                rows.get(3),
                rows.get(2),
                rows.get(1)));
    for (int i = 0; i < orders.size(); i++) {
      String mark = "ABC".substring(i, i + 1);
      List<String> lines = orders.get(i).stream().map(row -> mark + row).toList();

      assertThat(take(HEADER, lines.toArray(String[]::new))).isEqualTo(new Counts(7, 7, 0, 0, 2));

      assertThat(changes(mark + "N1"))
          .containsExactly(
              "report 2026-02-01T08:00:00Z",
              "take 2026-03-05T09:00:00Z",
              "resolve 2026-03-05T10:00:00Z",
              "close 2026-03-18T10:00:00Z");
      assertThat(changes(mark + "N2"))
          .as("of the same time, in the file's order")
          .containsExactly(
              "report 2026-02-01T08:00:00Z",
              "take 2026-03-05T10:00:00Z",
              "resolve 2026-03-05T10:00:00Z");
    }
    assertThat(reported).isEmpty();
  }

  @Test
  void theCountOfChangesTellsTheOrderOfOneTime() throws Exception {
    take(
        HEADER + ",sys_mod_count",
        row("N1", "Closed", "05-03-2026 08:00") + ",3",
        row("N1", "New", "05-03-2026 08:00") + ",0",
        row("N1", "Resolved", "05-03-2026 08:00") + ",2",
        row("N1", "Active", "05-03-2026 08:00") + ",1");

    assertThat(verbs("N1")).containsExactly("report", "take", "resolve", "close");
  }

  @Test
  void newestFirstIsSeenAlsoWhereAllTimesAreTheSame() throws Exception {
    take(
        HEADER,
        row("N1", "Closed", "05-03-2026 08:00"),
        row("N1", "Resolved", "05-03-2026 08:00"),
        row("N1", "New", "05-03-2026 08:00"));
    take(
        HEADER,
        row("N2", "Resolved", "05-03-2026 08:00"),
        row("N2", "Active", "05-03-2026 08:00"),
        row("N3", "Resolved", "05-03-2026 07:00"),
        row("N3", "Active", "05-03-2026 06:00"));

    assertThat(verbs("N1")).containsExactly("report", "resolve", "close");
    assertThat(verbs("N2")).containsExactly("report", "take", "resolve");
  }

  @Test
  void aResolutionIsKeptThoughTheRowsBeforeItAreOutOfOrder() throws Exception {
    Counts counts =
        take(
            HEADER,
            row("N1", "New", "01-02-2026 11:10"),
            row("N1", "New", "01-02-2026 09:52"),
            row("N1", "Resolved", "01-02-2026 11:03"),
            row("N1", "Closed", "13-02-2026 11:00"));

    assertThat(counts.taken()).isEqualTo(4);
    assertThat(find("N1").resolvedAt()).isEqualTo(Instant.parse("2026-02-01T11:03:00Z"));
    assertThat(
            incidents
                .figures(
                    Instant.parse("2026-02-01T00:00:00Z"),
                    Instant.parse("2026-03-01T00:00:00Z"),
                    null)
                .all()
                .resolved())
        .isOne();
  }

  @Test
  void ofAnHourThatOccursTwiceTheLaterIsMeantWhereTimeWouldRunBackwards() throws Exception {
    List<String> rows =
        List.of(
            row("N1", "New", "25-10-2026 02:50"),
            row("N1", "Active", "25-10-2026 02:55"),
            row("N1", "Awaiting Vendor", "25-10-2026 02:10"),
            row("N1", "Resolved", "25-10-2026 02:20"),
            row("N1", "Closed", "25-10-2026 03:05"));
    for (List<String> order : List.of(rows, rows.reversed())) {
      String number = order == rows ? "A" : "B";
      take(
          BERLIN,
          HEADER,
          order.stream()
              .map(row -> row.replace("N1", number).replace("01-02-2026 08:00", "25-10-2026 02:50"))
              .toArray(String[]::new));

      assertThat(changes(number))
          .containsExactly(
              "report 2026-10-25T00:50:00Z",
              "take 2026-10-25T00:55:00Z",
              "wait 2026-10-25T01:10:00Z",
              "resolve 2026-10-25T01:20:00Z",
              "close 2026-10-25T02:05:00Z");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 25-10-2026 02:50, 25-10-2026 02:10, 2026-10-25T00:50:00Z, 2026-10-25T01:10:00Z",
    "America/New_York, 01-11-2026 01:55, 01-11-2026 01:00,"
        + " 2026-11-01T05:55:00Z, 2026-11-01T06:00:00Z",
    "Australia/Lord_Howe, 05-04-2026 01:50, 05-04-2026 01:35,"
        + " 2026-04-04T14:50:00Z, 2026-04-04T15:05:00Z",
    "Atlantic/Azores, 25-10-2026 00:59, 25-10-2026 00:00,"
        + " 2026-10-25T00:59:00Z, 2026-10-25T01:00:00Z"
  })
  void anHourThatOccursTwiceTellsNothingOfTheOrderOfTheRows(
      String zone, String early, String late, String opened, String again) throws Exception {
    List<String> states = List.of("New", "Active", "Resolved", "Active", "Resolved");
    for (int rows : List.of(2, states.size())) {
      List<String> log = new ArrayList<>();
      for (int i = 0; i < rows; i++) {
        log.add(
            row("N", states.get(i), rows - i > (rows == 2 ? 1 : 2) ? early : late)
                .replace("01-02-2026 08:00", early));
      }
      for (List<String> order : List.of(log, log.reversed())) {
        String number = "N" + rows + (order == log ? "A" : "B");
        take(ZoneId.of(zone), HEADER, each(order.toArray(String[]::new), r -> number + r));

        assertThat(changes(number + "N"))
            .containsExactly(
                rows == 2
                    ? new String[] {"report " + opened, "take " + again}
                    : new String[] {
                      "report " + opened,
                      "take " + opened,
                      "resolve " + opened,
                      "reopen " + again,
                      "resolve " + again
                    });
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 29-03-2026 02:20, 29-03-2026 02:40, 29-03-2026 03:10,"
        + " 2026-03-29T01:00:00Z, 2026-03-29T01:10:00Z",
    "Europe/Berlin, 29-03-2026 02:40, 29-03-2026 02:40, 29-03-2026 03:10,"
        + " 2026-03-29T01:00:00Z, 2026-03-29T01:10:00Z",
    "America/New_York, 08-03-2026 02:50, 08-03-2026 02:51, 08-03-2026 03:00,"
        + " 2026-03-08T07:00:00Z, 2026-03-08T07:00:00Z",
    "Australia/Lord_Howe, 04-10-2026 02:10, 04-10-2026 02:20, 04-10-2026 02:35,"
        + " 2026-10-03T15:30:00Z, 2026-10-03T15:35:00Z",
    "Africa/Cairo, 24-04-2026 00:10, 24-04-2026 00:20, 24-04-2026 01:05,"
        + " 2026-04-23T22:00:00Z, 2026-04-23T22:05:00Z"
  })
  void timesThatTheClockSkippedKeepTheirOrderAndTheOpeningIsNotPastThem(
      String zone, String first, String second, String third, String skipped, String after)
      throws Exception {
    List<String> log =
        List.of(row("N", "New", first), row("N", "Active", second), row("N", "Resolved", third));
    for (List<String> order : List.of(log, log.reversed())) {
      String number = order == log ? "A" : "B";
      take(
          ZoneId.of(zone),
          HEADER,
          each(
              order.toArray(String[]::new),
              row -> number + row.replace("01-02-2026 08:00", first)));

      assertThat(changes(number + "N"))
          .containsExactly("report " + skipped, "take " + skipped, "resolve " + after);
      assertThat(find(number + "N").openedAt()).isEqualTo(Instant.parse(skipped));
    }
  }

  @Test
  void aTimeThatTheClockSkippedStandsBeforeWhatCameNext() throws Exception {
    take(
        BERLIN,
        HEADER,
        row("N1", "New", "29-03-2026 01:50"),
        row("N1", "Resolved", "29-03-2026 02:30"),
        row("N1", "Closed", "29-03-2026 03:10"),
        row("N2", "New", "29-03-2026 01:50"),
        row("N2", "Resolved", "29-03-2026 02:30"));

    assertThat(changes("N1"))
        .containsExactly(
            "report 2026-02-01T07:00:00Z",
            "resolve 2026-03-29T01:00:00Z",
            "close 2026-03-29T01:10:00Z");
    assertThat(changes("N2")).last().isEqualTo("resolve 2026-03-29T01:30:00Z");
  }

  @Test
  void theSameLogWithOtherColumnsIsKnownAgain() throws Exception {
    String[] rows = {
      row("N1", "New", "01-02-2026 08:00"),
      row("N1", "Active", "01-02-2026 09:00"),
      row("N1", "Resolved", "01-02-2026 10:00"),
      row("N1", "Closed", "23-02-2026 10:00")
    };
    take(HEADER, rows);
    List<String> before = changes("N1");

    assertThat(take(HEADER + ",", each(rows, row -> row + ","))).isEqualTo(again(4));
    assertThat(
            take(
                HEADER + ",short_description,sys_mod_count,work_notes",
                each(rows, row -> row + ",VPN,,")))
        .isEqualTo(again(4));
    assertThat(
            take(
                "sys_updated_on,number,state",
                "2026-02-01 08:00:00,N1,1",
                "2026-02-01 09:00:00,N1,2",
                "2026-02-01 10:00:00,N1,6",
                "2026-02-23 10:00:00,N1,7"))
        .isEqualTo(again(4));
    assertThat(
            take(
                "Number;State;Updated;Priority;Assignment group",
                "N1;Closed;23.02.2026 10:00:00;3 - Moderate;Group 1",
                "N1;Resolved;01.02.2026 10:00:00;3 - Moderate;Group 1",
                "N1;In Progress;01.02.2026 09:00:00;3 - Moderate;Group 1",
                "N1;New;01.02.2026 08:00:00;3 - Moderate;Group 1"))
        .isEqualTo(again(4));
    assertThat(changes("N1")).isEqualTo(before);
    assertThat(reported).isEmpty();
  }

  @Test
  void aLogWithFewColumnsIsKnownAgainWithMany() throws Exception {
    take(
        "number,state,sys_updated_on",
        "N1,New,2026-02-01 08:00:00",
        "N1,Active,2026-02-01 09:00:00",
        "N1,Resolved,2026-02-23 10:00:00");

    assertThat(
            take(
                HEADER,
                row("N1", "New", "01-02-2026 08:00"),
                row("N1", "Active", "01-02-2026 09:00"),
                row("N1", "Resolved", "23-02-2026 10:00")))
        .isEqualTo(again(3));
  }

  @Test
  void equalRowsAreToldApartByTheirTurn() throws Exception {
    String[] rows = {
      row("N1", "New", "07-02-2026 08:00"),
      row("N1", "Active", "07-02-2026 08:00"),
      row("N1", "Resolved", "07-02-2026 08:00"),
      row("N1", "Active", "07-02-2026 08:00"),
      row("N1", "Resolved", "07-02-2026 08:00")
    };

    assertThat(take(HEADER, rows)).isEqualTo(new Counts(5, 5, 0, 0, 1));
    assertThat(verbs("N1")).containsExactly("report", "take", "resolve", "reopen", "resolve");
    assertThat(take(HEADER, rows)).isEqualTo(new Counts(5, 0, 5, 0, 1));
  }

  @Test
  void whatAnEarlierVersionOfTheDeskTookIsKnownAgain() throws Exception {
    String[] rows = {
      row("N1", "New", "01-02-2026 08:00"),
      row("N1", "Resolved", "13-02-2026 10:00"),
      row("N1", "Closed", "23-02-2026 10:00")
    };
    replay.replay(
        "servicenow",
        "N1",
        List.of(
            EarlierVersion.past(rows[0], IncidentState.NEW, "2026-02-01T08:00:00Z"),
            EarlierVersion.past(rows[2], IncidentState.CLOSED, "2026-02-23T10:00:00Z")));

    assertThat(take(HEADER, rows)).isEqualTo(new Counts(3, 1, 2, 0, 1));
    assertThat(verbs("N1")).containsExactly("report", "resolve", "close");
    assertThat(take(HEADER, rows)).isEqualTo(new Counts(3, 0, 3, 0, 1));
    assertThat(take(HEADER + ",more", each(rows, row -> row + ",x")))
        .isEqualTo(new Counts(3, 0, 3, 0, 1));
  }

  @Test
  void aRowThatWasRefusedIsTakenAtItsPlaceOnceItIsMended() throws Exception {
    String[] rows = {
      row("N1", "New", "01-02-2026 08:00"),
      row("N1", "Active", "01-02-2026 09:00"),
      row("N1", "Resolved", "01-02-2026 09:00"),
      row("N1", "Closed", "23-02-2026 10:00")
    };
    for (int broken = 0; broken < rows.length; broken++) {
      String number = "N1" + broken;
      String[] mended = each(rows, row -> row.replace("N1", number));
      String[] first = mended.clone();
      first[broken] = first[broken].replace(",", ";");
      assertThat(take(HEADER, first).notTaken()).isOne();

      assertThat(take(HEADER, mended)).isEqualTo(new Counts(4, 1, 3, 0, 1));
      assertThat(verbs(number)).containsExactly("report", "take", "resolve", "close");
      assertThat(find(number).state()).isEqualTo(IncidentState.CLOSED);
      assertThat(find(number).resolvedAt()).isEqualTo(Instant.parse("2026-02-01T09:00:00Z"));
    }
  }

  @Test
  void whatWasTakenForTheReportStandsWhereItBelongsOnceTheWholeLogIsTaken() throws Exception {
    String[] rows = {
      row("N1", "New", "01-02-2026 08:00"),
      row("N1", "Resolved", "01-02-2026 09:00"),
      row("N1", "New", "13-02-2026 10:00").replace("3 - Moderate", "1 - Critical"),
      row("N1", "Awaiting Vendor", "13-02-2026 11:00").replace("3 - Moderate", "1 - Critical")
    };
    for (int from = 0; from < rows.length; from++) {
      String number = "N1" + from;
      String[] whole = each(rows, row -> row.replace("N1", number));
      take(HEADER, Arrays.copyOfRange(whole, from, rows.length));
      take(HEADER, whole);

      assertThat(verbs(number)).containsExactly("report", "resolve", "reopen", "wait");
      assertThat(find(number).state()).isEqualTo(IncidentState.WAITING);
      assertThat(find(number).priority()).isEqualTo(Priority.P1);
      assertThat(changes(number)).contains("reopen 2026-02-13T10:00:00Z");
    }
  }

  @Test
  void partsOfALogMayBeTakenInAnyOrderAlsoWhereALaterOneBeginsAnew() throws Exception {
    String[] rows = {
      row("N1", "New", "01-02-2026 08:05"),
      row("N1", "Closed", "01-02-2026 09:00"),
      row("N1", "New", "13-02-2026 10:00")
          .replace("3 - Moderate", "1 - Critical")
          .replace("Agent A", "Agent B"),
    };
    for (List<Integer> order :
        List.of(List.of(0, 1, 2), List.of(2, 1, 0), List.of(2, 0, 1), List.of(1, 2, 0))) {
      String number = "N" + order.toString().replaceAll("\\D", "");
      for (int part : order) {
        take(HEADER, rows[part].replace("N1", number));
      }

      assertThat(changes(number))
          .containsExactly(
              "report 2026-02-01T08:00:00Z",
              "close 2026-02-01T09:00:00Z",
              "reopen 2026-02-13T10:00:00Z");
      assertThat(incidents.history(find(number).id(), Viewer.AGENT, 1).items())
          .extracting(RecordEntry::actorName)
          .containsExactly("Zoë Müller", "Upd", "Upd");
      assertThat(find(number).priority()).isEqualTo(Priority.P1);
      assertThat(find(number).assigneeName()).isEqualTo("Agent B");
      assertThat(take(HEADER, each(rows, row -> row.replace("N1", number)))).isEqualTo(again(3));
    }
  }

  private Incident find(String number) {
    return incidents.find(number).orElseThrow();
  }

  private List<String> changes(String number) {
    return incidents.history(find(number).id(), Viewer.AGENT, 1).items().stream()
        .map(entry -> entry.verb().words() + " " + entry.at())
        .toList();
  }

  private List<String> verbs(String number) {
    return incidents.history(find(number).id(), Viewer.AGENT, 1).items().stream()
        .map(entry -> entry.verb().words())
        .toList();
  }

  private Counts take(String header, String... rows) throws Exception {
    return take(ZoneOffset.UTC, header, rows);
  }

  private Counts take(ZoneId zone, String header, String... rows) throws Exception {
    return take(zone, bytes(header + "\n" + String.join("\n", rows), StandardCharsets.UTF_8));
  }

  private Counts take(byte[] file) throws Exception {
    return take(ZoneOffset.UTC, file);
  }

  private Counts take(ZoneId zone, byte[] file) throws Exception {
    ServiceNowImport work = new ServiceNowImport(replay, database, zone, reported::add);
    Path path = Files.write(folder.resolve("export.csv"), file);
    Counts counts = work.take(ServiceNowLog.open(path), new ServiceNowImport.Progress() {});
    how = work.how();
    return counts;
  }

  private static Counts again(int rows) {
    return new Counts(rows, 0, rows, 0, 1);
  }

  private static byte[] bytes(String text, Charset charset) throws IOException {
    return text.getBytes(charset);
  }

  private static String[] each(String[] rows, java.util.function.UnaryOperator<String> change) {
    return List.of(rows).stream().map(change).toArray(String[]::new);
  }

  private byte[] slashed(String number, String opened, String... times) throws IOException {
    return bytes(
        "number,state,opened_at,sys_updated_on\n"
            + List.of(times).stream()
                .map(
                    time ->
                        "%s,%s,%s,%s\n"
                            .formatted(
                                number, time.equals(times[0]) ? "New" : "Active", opened, time))
                .collect(Collectors.joining()),
        StandardCharsets.UTF_8);
  }

  private static String row(String number, String state, String updated) {
    return String.join(",", number, state, "Zoë Müller,Opener,01-02-2026 08:00,Upd", updated, REST);
  }
}
