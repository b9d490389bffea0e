package dev.deskhand.commandline.servicenow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.deskhand.commandline.servicenow.ServiceNowImport.Counts;
import dev.deskhand.testing.DatabaseCleaner;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.WaitingFor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DeskhandTest
class ServiceNowImportTest {

  private static final Path LOG =
      Path.of(
          System.getProperty("deskhand.shared", "../shared"), "data/servicenow-incident-log.csv");

  private static final String HEADER =
      "number,incident_state,caller_id,opened_by,opened_at,sys_updated_by,sys_updated_at,category,"
          + "subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,assigned_to";

  private final IncidentReplay replay;
  private final Incidents incidents;
  private final DataSource database;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final DatabaseCleaner cleaner;
  private final List<String> reported = Collections.synchronizedList(new ArrayList<>());

  @TempDir private Path folder;

  @Autowired
  ServiceNowImportTest(
      IncidentReplay replay,
      Incidents incidents,
      DataSource database,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      DatabaseCleaner cleaner) {
    this.database = database;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.cleaner = cleaner;
    this.replay = replay;
    this.incidents = incidents;
  }

  @Test
  void theFiguresOfARealLogAreThoseOfTheFile() throws Exception {
    assumeTrue(Files.exists(LOG), "the real log is not here");
    Expected expected = Expected.of(LOG);

    Counts first = take(LOG);

    assertThat(reported).isEmpty();
    assertThat(first).isEqualTo(new Counts(3_019, 3_019, 0, 0, 445));
    Figures figures = figures();
    assertThat(figures.opened()).isEqualTo(expected.opened);
    assertThat(figures.resolved()).isEqualTo(expected.timesToResolve.size());
    assertThat(figures.reopened()).isEqualTo(expected.reopened).isPositive();
    assertThat(figures.meanToResolve()).isEqualTo(expected.mean());
    assertThat(figures.medianToResolve()).isEqualTo(expected.median());
    assertThat(figures.backlog()).isZero();

    assertThat(take(LOG)).isEqualTo(new Counts(3_019, 0, 3_019, 0, 445));
    assertThat(figures()).isEqualTo(figures);

    Incident incident = incidents.find("INC0000045").orElseThrow();
    assertThat(incident.state()).isEqualTo(IncidentState.CLOSED);
    assertThat(incident.category()).isEqualTo("Category 55");
    assertThat(incident.team()).isEqualTo("Group 56");
    assertThat(incident.requesterName()).isEqualTo("Caller 2403");
    assertThat(incident.assigneeName()).isNull();
    assertThat(incident.service()).isNull();
    assertThat(incident.title()).isEqualTo("Category 55 / Subcategory 170 / Symptom 72");
    assertThat(incident.priority()).isEqualTo(Priority.P3);
    assertThat(incident.openedAt()).isEqualTo(Instant.parse("2016-02-29T01:16:00Z"));
    assertThat(incident.resolvedAt()).isEqualTo(Instant.parse("2016-02-29T08:53:00Z"));
  }

  @Test
  void rowsThatCannotBeTakenAreNamedAndTheOthersAreTaken() throws Exception {
    Path log = folder.resolve("broken.csv");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line :
        List.of(
            "\uFEFF" + HEADER,
            row("N1", "New", "01-03-2016 10:00"),
            row("N1", "Active", "01-03-2016 12:00"),
            row("N1", "Resolved", "01-03-2016 11:00"),
            row("N1", "-100", "01-03-2016 13:00"),
            row("N1", "?", "01-03-2016 13:00"),
            row("N1", "Resolved", "31-02-2016 13:00"),
            row("N1", "Resolved", "?"),
            "N1,Resolved,too short",
            "",
            row("N1", "Resolved\0", "01-03-2016 13:00"),
            row("", "Resolved", "01-03-2016 13:00"),
            row("N1", "Resolved", "01-03-2016 13:00").replace("2 - Medium", "9 - Huge"),
            row("N2", "New", "01-03-2016 09:00"),
            row("N1", "Resolved", "01-03-2016 14:00"),
            row("N3", "\"New", "01-03-2016 14:00"),
            row("N2", "\"Awaiting Evidence\"", "01-03-2016 10:00"))) {
      bytes.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes(row("N4", "New", "01-03-2016 14:00").getBytes(StandardCharsets.UTF_8));
    bytes.write(0xE9);
    Files.write(log, bytes.toByteArray());

    Counts counts = take(log);

    assertThat(reported)
        .containsExactlyInAnyOrder(
            "line 5 (N1): not taken: unknown state '-100'",
            "line 6 (N1): not taken: unknown state '?'",
            "line 7 (N1): not taken: broken date '31-02-2016 13:00'",
            "line 8 (N1): not taken: broken date '?'",
            "line 9 (N1): not taken: it has 3 fields instead of 16",
            "line 11 (N1): not taken: it holds a NUL character",
            "line 12: not taken: it has no number",
            "line 13 (N1): not taken: unknown impact '9 - Huge'",
            "line 16: not taken: a quote is opened here and never closed",
            "line 18 (N4): not taken: it is not in UTF-8");
    assertThat(counts).isEqualTo(new Counts(16, 6, 0, 10, 2));
    assertThat(incidents.find("N1").orElseThrow().state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(incidents.find("N2").orElseThrow().waitingFor()).isEqualTo(WaitingFor.PROBLEM);

    List<String> before = List.copyOf(reported);
    reported.clear();
    assertThat(take(log)).isEqualTo(new Counts(16, 0, 6, 10, 2));
    assertThat(reported).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void rowsOfOneIncidentMayStandApart() throws Exception {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (String state : List.of("New", "Awaiting Vendor", "Resolved")) {
      for (int n = 0; n < 600; n++) {
        String time = "01-03-2016 %02d:00".formatted(10 + lines.size() / 600);
        lines.add(row("N" + n, state, time));
      }
    }
    Path log = Files.write(folder.resolve("apart.csv"), lines);

    assertThat(take(log)).isEqualTo(new Counts(1_800, 1_800, 0, 0, 600));
    assertThat(figures().resolved()).isEqualTo(600);
  }

  @Test
  void anImportThatWasCutOffEndsAsOneThatWasNot() throws Exception {
    assumeTrue(Files.exists(LOG), "the real log is not here");
    take(LOG);
    List<Map<String, @Nullable Object>> whole = everything();

    for (int batches = 0; batches < 3; batches++) {
      cleaner.clean();
      AtomicInteger left = new AtomicInteger(batches);
      IncidentReplay cut =
          (source, together) -> {
            if (left.getAndDecrement() == 0) {
              // what is taken up to here is rolled back with its transaction
              transaction.executeWithoutResult(
                  status -> {
                    replay.replay(source, together.subList(0, together.size() / 2));
                    status.setRollbackOnly();
                  });
              throw new IllegalStateException("cut off");
            }
            return replay.replay(source, together);
          };
      assertThatThrownBy(() -> take(cut, LOG, ZoneOffset.UTC)).hasMessage("cut off");

      Counts second = take(LOG);

      assertThat(second.taken() + second.takenBefore()).isEqualTo(3_019);
      assertThat(everything()).isEqualTo(whole);
    }
    assertThat(reported).isEmpty();
  }

  @Test
  void afterHalvesOfALogInWhateverOrderEveryIncidentStandsAsAfterTheWhole() throws Exception {
    assumeTrue(Files.exists(LOG), "the real log is not here");
    take(LOG);
    List<Map<String, @Nullable Object>> whole = everything();
    List<String> lines = Files.readAllLines(LOG);
    Random random = new Random(7);
    List<String> some = new ArrayList<>(List.of(lines.getFirst()));
    List<String> others = new ArrayList<>(List.of(lines.getFirst()));
    lines.stream().skip(1).forEach(line -> (random.nextBoolean() ? some : others).add(line));

    cleaner.clean();
    take(Files.write(folder.resolve("some.csv"), some));
    take(Files.write(folder.resolve("others.csv"), others));
    // of rows that are equal, each half tells only how often it has them
    Counts again = take(LOG);
    assertThat(again.taken() + again.takenBefore()).isEqualTo(3_019);
    assertThat(take(LOG)).isEqualTo(new Counts(3_019, 0, 3_019, 0, 445));
    assertThat(standing(everything())).isEqualTo(standing(whole));

    cleaner.clean();
    List<String> jumbled = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(jumbled, random);
    jumbled.addFirst(lines.getFirst());
    take(Files.write(folder.resolve("some.csv"), some));
    assertThat(take(Files.write(folder.resolve("jumbled.csv"), jumbled)).notTaken()).isZero();
    assertThat(standing(everything())).isEqualTo(standing(whole));
    assertThat(reported).isEmpty();
  }

  @Test
  void twoImportsAtOnceTakeEachRowOnce() throws Exception {
    assumeTrue(Files.exists(LOG), "the real log is not here");
    List<Counts> both;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<Counts> one = threads.submit(() -> take(LOG));
      Future<Counts> other = threads.submit(() -> take(LOG));
      both = List.of(one.get(), other.get());
    }

    assertThat(both.stream().mapToLong(Counts::taken).sum()).isEqualTo(3_019);
    assertThat(both.stream().mapToLong(Counts::takenBefore).sum()).isEqualTo(3_019);
    assertThat(figures().opened()).isEqualTo(445);
  }

  @Test
  void timesAreMeantInTheDesksZone() throws Exception {
    Path log =
        Files.write(
            folder.resolve("zone.csv"), List.of(HEADER, row("N1", "New", "01-03-2016 10:00")));

    take(log, ZoneId.of("Europe/Berlin"));

    assertThat(incidents.find("N1").orElseThrow().openedAt())
        .isEqualTo(Instant.parse("2016-03-01T07:00:00Z"));
  }

  @Test
  void aFileThatIsNoLogIsRefusedWithWhatIsMissing() throws Exception {
    Path other = Files.writeString(folder.resolve("other.csv"), "number,incident_state\nN1,New\n");
    Path empty = Files.createFile(folder.resolve("empty.csv"));

    assertThatThrownBy(() -> ServiceNowLog.open(other))
        .isInstanceOf(CannotImport.class)
        .hasMessageContaining("no column sys_updated_on")
        .hasMessageNotContaining("incident_state");
    assertThatThrownBy(() -> ServiceNowLog.open(empty)).isInstanceOf(CannotImport.class);
    assertThatThrownBy(() -> ServiceNowLog.open(folder)).isInstanceOf(CannotImport.class);
    assertThatThrownBy(() -> ServiceNowLog.open(folder.resolve("none.csv")))
        .isInstanceOf(CannotImport.class)
        .hasMessageContaining("none.csv");
  }

  private Counts take(Path log) throws Exception {
    return take(log, ZoneOffset.UTC);
  }

  private Counts take(Path log, ZoneId zone) throws Exception {
    return take(replay, log, zone);
  }

  /** All incidents and their record, by their numbers, without what only counts rows. */
  private List<Map<String, @Nullable Object>> everything() {
    return jdbc.sql(
            """
            select i.source_number, i.title, i.state, i.waiting_for, i.priority, i.impact, i.urgency,
              i.team, i.category, a.name as assignee, i.opened_at, i.changed_at, i.resolved_at,
              i.closed_at, i.ended_at, i.first_response_at, h.happened_at, h.actor_name, h.verb,
              recorded_words(h.before) as before, recorded_words(h.after) as after, h.source_id
            from record_entry h join incident i on h.subject_kind = 'INC' and i.id = h.subject_id
              left join person a on a.id = i.assignee_id
            where h.replaced_at is null
            order by i.source_number collate "C", h.id
            """)
        .query()
        .listOfRows();
  }

  /**
   * How each incident stands. Which of two changes of one minute came first, halves do not tell.
   */
  private static List<List<Object>> standing(List<Map<String, @Nullable Object>> rows) {
    return rows.stream()
        .map(
            row ->
                List.of(
                    Objects.requireNonNull(row.get("source_number")),
                    Objects.requireNonNull(row.get("state")),
                    Objects.requireNonNull(row.get("priority")),
                    Objects.requireNonNull(row.get("changed_at"))))
        .distinct()
        .toList();
  }

  private Counts take(IncidentReplay replay, Path log, ZoneId zone) throws Exception {
    return new ServiceNowImport(replay, database, zone, reported::add)
        .take(ServiceNowLog.open(log), new ServiceNowImport.Progress() {});
  }

  private Figures figures() {
    return incidents
        .figures(Instant.parse("2016-02-29T00:00:00Z"), Instant.parse("2018-01-01T00:00:00Z"), null)
        .all();
  }

  private static String row(String number, String state, String updated) {
    return String.join(
        ",",
        number,
        state,
        "Caller 1",
        "Opened by 1",
        "01-03-2016 08:00",
        "Updated by 1",
        updated,
        "Category 1",
        "?",
        "?",
        "?",
        "2 - Medium",
        "2 - Medium",
        "3 - Moderate",
        "Group 1",
        "?");
  }

  /** The same figures, made from the file with nothing of the desk's. */
  private record Expected(int opened, int reopened, List<Long> timesToResolve) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm");

    /** The real log has no quotes, so that a split reads it. */
    static Expected of(Path log) throws IOException {
      List<String> lines = Files.readAllLines(log);
      List<String> header = List.of(lines.getFirst().split(",", -1));
      Map<String, List<String[]>> byNumber = new LinkedHashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] fields = line.split(",", -1);
        byNumber.computeIfAbsent(fields[0], _ -> new ArrayList<>()).add(fields);
      }
      int reopened = 0;
      List<Long> times = new ArrayList<>();
      for (List<String[]> rows : byNumber.values()) {
        LocalDateTime opened = time(rows.getFirst()[header.indexOf("opened_at")]);
        String state = "New";
        for (String[] row : rows) {
          String next = row[header.indexOf("incident_state")];
          if (next.equals("Resolved") && !state.equals("Resolved")) {
            LocalDateTime resolved = time(row[header.indexOf("sys_updated_at")]);
            times.add(Duration.between(opened, resolved).toSeconds());
          }
          if (state.equals("Resolved") && !next.equals("Resolved") && !next.equals("Closed")) {
            reopened++;
          }
          state = next;
        }
      }
      return new Expected(byNumber.size(), reopened, times.stream().sorted().toList());
    }

    Duration mean() {
      BigDecimal sum = BigDecimal.valueOf(timesToResolve.stream().mapToLong(Long::longValue).sum());
      return seconds(
          sum.divide(BigDecimal.valueOf(timesToResolve.size()), 6, RoundingMode.HALF_UP));
    }

    Duration median() {
      int size = timesToResolve.size();
      long twice = timesToResolve.get((size - 1) / 2) + timesToResolve.get(size / 2);
      return seconds(BigDecimal.valueOf(twice).divide(BigDecimal.TWO));
    }

    private static Duration seconds(BigDecimal seconds) {
      return Duration.ofNanos(seconds.movePointRight(9).longValueExact());
    }

    private static LocalDateTime time(String text) {
      return LocalDateTime.parse(text, TIME);
    }
  }
}
