package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.DeskCommandRun;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.SharedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar's main class in a process of its own, as a person starts it. */
@DesksInProcesses
class CommandLineTest {

  @TempDir private Path folder;

  @Test
  void settingsAloneStartTheDeskAndWordsAreACommand() {
    assertThat(CommandLineDesk.isGivenIn()).isFalse();
    assertThat(CommandLineDesk.isGivenIn("--server.port=0", "--debug")).isFalse();
    assertThat(CommandLineDesk.isGivenIn("import")).isTrue();
    assertThat(CommandLineDesk.isGivenIn("--server.port=0", "import")).isTrue();
    assertThat(CommandLineDesk.isGivenIn("--help")).isTrue();
  }

  @Test
  void helpListsTheCommands() throws Exception {
    DeskCommandRun help = start("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: java -jar deskhand.jar").contains("import");
  }

  @Test
  void aMistakeIsAnsweredWithOneLine() throws Exception {
    DeskCommandRun unknown = start("impart", "servicenow");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err().lines()).hasSize(1).first().asString().contains("'impart servicenow'");
    assertThat(unknown.out()).isEmpty();

    DeskCommandRun missing = start("import", "servicenow", folder.resolve("none.csv").toString());
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err().lines()).hasSize(1).first().asString().contains("none.csv");
  }

  @Test
  void anUnreachableDatabaseIsAnsweredWithOneLine() throws Exception {
    DeskCommandRun ended =
        start(
            "--spring.datasource.url=jdbc:postgresql://localhost:1/none",
            "import",
            "servicenow",
            log().toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1).first().asString().contains("database");
  }

  @Test
  void anImportEndsWithItsCounts() throws Exception {
    DeskCommandRun ended =
        start(
            "--spring.datasource.url=" + SharedPostgres.get().newDatabase(),
            "import",
            "servicenow",
            log().toString());

    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
    assertThat(ended.out().lines().map(String::strip))
        .containsExactly(
            "line 3 (N1): not taken: unknown state '-100'",
            "2 rows read",
            "1 taken",
            "0 taken before",
            "1 not taken",
            "1 incidents",
            "dates read as day-month-year, though nothing in the file tells them from"
                + " month-day-year");
  }

  @Test
  void anImportThatTookNothingOrIsStrictFails() throws Exception {
    String database = "--spring.datasource.url=" + SharedPostgres.get().newDatabase();
    Path header = Files.writeString(folder.resolve("header.csv"), "number,state,sys_updated_on\n");
    Path nothing =
        Files.writeString(
            folder.resolve("nothing.csv"),
            "number,state,sys_updated_on\nN1,-100,2026-02-01 08:00:00\nN2,New,?\n");

    DeskCommandRun strict = start(database, "import", "servicenow", "--strict", log().toString());
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.out()).contains("1 taken");
    assertThat(strict.err().lines()).hasSize(1).first().asString().contains("1 of 2 rows");

    DeskCommandRun empty = start(database, "import", "servicenow", header.toString());
    assertThat(empty.code()).isEqualTo(1);
    assertThat(empty.err().lines()).hasSize(1).first().asString().contains("no rows below");

    DeskCommandRun none = start(database, "import", "servicenow", nothing.toString());
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err().lines()).hasSize(1).first().asString().contains("No row of");
  }

  private Path log() throws IOException {
    String row =
        "N1,%s,C,O,01-03-2016 08:00,U,01-03-2016 09:00,?,?,?,?,3 - Low,3 - Low,4 - Low,?,?";
    return Files.write(
        folder.resolve("log.csv"),
        List.of(
            "number,incident_state,caller_id,opened_by,opened_at,sys_updated_by,sys_updated_at,"
                + "category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,"
                + "assignment_group,assigned_to",
            row.formatted("New"),
            row.formatted("-100")));
  }

  private DeskCommandRun start(String... arguments) throws Exception {
    return DeskCommandRun.of(folder, arguments);
  }
}
