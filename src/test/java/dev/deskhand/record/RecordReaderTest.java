package dev.deskhand.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.testing.SettableClock;
import dev.deskhand.testing.SharedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** Whoever reads the record is given what is theirs to know. */
@Execution(ExecutionMode.CONCURRENT)
class RecordReaderTest {

  private static final Instant NINE = SettableClock.START;
  private static final Subject DOOR = Subject.ticket("INC", 7);

  private final DriverManagerDataSource database =
      new DriverManagerDataSource(SharedPostgres.get().newDatabase());
  private final SettableClock clock = new SettableClock();
  private final RecordWriter writer =
      new RecordWriter(new NamedParameterJdbcTemplate(database), new JsonMapper(), clock);
  private final RecordReader record =
      new RecordReader(JdbcClient.create(database), new JsonMapper());

  @BeforeEach
  void aTicketWithPublicAndInternalWords() {
    writer.write(entry(Verb.REPORT).saying("stuck", Visibility.PUBLIC));
    writer.write(
        entry(Verb.NOTE)
            .changing(Values.of("team", null), Values.of("team", "Secret"))
            .saying("SECRET", Visibility.INTERNAL));
    writer.write(entry(Verb.REPLY).saying("which door?", Visibility.PUBLIC));
    writer.write(
        entry(Verb.REFUSE)
            .changing(Values.NONE, Values.of("command", "take"))
            .saying("only for agents", Visibility.PUBLIC));
  }

  @Test
  void anAgentIsGivenEverythingThatHappened() {
    assertThat(page(Viewer.AGENT))
        .extracting(entry -> entry.verb() + " " + entry.words())
        .containsExactly("REPORT stuck", "NOTE SECRET", "REPLY which door?");
  }

  @Test
  void aRequesterIsGivenNothingInternalByAnyWay() {
    assertThat(page(Viewer.REQUESTER))
        .extracting(RecordEntry::words)
        .containsExactly("stuck", "which door?");
    assertThat(record.latest(DOOR, Viewer.REQUESTER, RecordReader.Part.AS_RECORDED, 10))
        .extracting(RecordEntry::words)
        .containsExactly("which door?", "stuck");
    assertThat(record.all("INC", List.of(7L), Viewer.REQUESTER).get(7L))
        .extracting(RecordEntry::words)
        .containsExactly("stuck", "which door?");
    assertThat(
            record
                .courses("team", NINE.plusSeconds(9), "INC", List.of(7L), Viewer.REQUESTER)
                .get(7L))
        .satisfies(course -> assertThat(course.setting()).isEmpty())
        .satisfies(
            course -> assertThat(course.lastBefore()).map(RecordEntry::verb).contains(Verb.REPLY));
  }

  @Test
  void whoAuditsATicketOfTheirOwnKnowsThatSomethingInternalWasDoneAndNotWhat() {
    assertThat(page(Viewer.AUDITING_REQUESTER))
        .extracting(entry -> entry.verb() + " " + entry.words())
        .containsExactly("REPORT stuck", "NOTE ", "REPLY which door?");
    assertThat(page(Viewer.AUDITING_REQUESTER).get(1))
        .satisfies(note -> assertThat(note.after()).isEqualTo(Values.NONE))
        .satisfies(note -> assertThat(note.before()).isEqualTo(Values.NONE));
  }

  @Test
  void whatTheSearchKnowsIsParted() {
    assertThat(
            record.said(
                "INC",
                "select id from unnest(:ids) id",
                List.of(7L, 8L),
                Set.of(Verb.REPORT),
                (row, _) -> row.getString("said") + "|" + row.getString("noted")))
        .containsExactly("which door?|SECRET", "|");
  }

  @Test
  void whenItHappenedAndWhenItWasRecordedAreTwoTimes() {
    clock.advance(Duration.ofHours(3));
    writer.write(entry(Verb.CLOSE));

    RecordEntry late = page(Viewer.AGENT).getLast();
    assertThat(late.at()).isEqualTo(NINE);
    assertThat(late.recorded())
        .satisfies(recorded -> assertThat(recorded.at()).isEqualTo(NINE.plus(Duration.ofHours(3))));
  }

  @Test
  void valuesAreReadAsTheyWereWritten() {
    Values values =
        Values.of("text", "ä \"quoted\" 🔥")
            .with("none", null)
            .with("number", 5L)
            .with("list", List.of("a", "b"))
            .with("constant", Visibility.INTERNAL);
    writer.write(entry(Verb.UPDATE).changing(values, Values.NONE));

    Values read = page(Viewer.AGENT).getLast().before();
    assertThat(read.text("text")).isEqualTo("ä \"quoted\" 🔥");
    assertThat(read.has("none")).isTrue();
    assertThat(read.text("none")).isNull();
    assertThat(read.number("number")).isEqualTo(5);
    assertThat(read.fields()).containsEntry("list", List.of("a", "b"));
    assertThat(read.constant("constant", Visibility.class)).isEqualTo(Visibility.INTERNAL);
    assertThat(read.has("other")).isFalse();
  }

  @Test
  void ofWhatIsTakenFromElsewhereNothingIsRecordedTwice() {
    writer.write(entry(Verb.UPDATE).known("log:1"));

    assertThat(record.known(List.of("log:1", "log:2"))).containsExactly("log:1");
    assertThatThrownBy(() -> writer.write(entry(Verb.UPDATE).known("log:1")))
        .hasMessageContaining("record_entry_source");
  }

  @Test
  void nothingButAKindOfTicketBecomesPartOfAStatement() {
    assertThatThrownBy(() -> Subject.ticket("INC' or true --", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> record.courses("x') or (true", NINE, "INC", List.of(7L), Viewer.REQUESTER))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Subject.ofKey("inc-1; drop")).isEqualTo(new Subject("UNKNOWN", null, "inc-1; drop"));
    assertThat(Map.of("INC-12", Subject.ticket("INC", 12), "", Subject.desk("")))
        .allSatisfy((key, subject) -> assertThat(Subject.ofKey(key)).isEqualTo(subject));
  }

  private List<RecordEntry> page(Viewer viewer) {
    return record.latest(DOOR, viewer, RecordReader.Part.BY_TIME, 30).reversed();
  }

  private static RecordEntry entry(Verb verb) {
    return RecordEntry.of(DOOR, verb, NINE, null, "Ann", "web", "c-1");
  }
}
