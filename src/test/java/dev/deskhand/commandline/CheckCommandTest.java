package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is set, looked at without a start. */
class CheckCommandTest {

  @TempDir private Path folder;

  @Test
  void nothingIsWrongWithWhatTheDeskComesWith() throws IOException {
    ConfigurationCheck check = check("SLACK_BOT_TOKEN=xoxb-1", "DESKHAND_DATABASE_POOL_SIZE=20");
    assertThat(check.problems()).isEmpty();
    assertThat(check.found()).anyMatch(found -> found.matches("[1-9]\\d* services"));
    assertThat(check.found()).anyMatch(found -> found.matches("[1-9]\\d* things to ask for"));
  }

  @Test
  void everyMistakeIsNamedAtOnce() throws IOException {
    Path services = folder.resolve("services.yaml");
    Files.writeString(services, "services:\n  - name: VPN\n    criticality: huge\n");
    Path catalog = folder.resolve("catalog.yaml");
    Files.writeString(catalog, "items:\n  - id: a b\n    name: A\n");

    ConfigurationCheck check =
        check(
            "DESKHAND_STATUS_SERVICES_FILE=" + services,
            "DESKHAND_REQUESTS_CATALOG_FILE=" + catalog,
            "SERVER_PORT=eighty",
            "DESKHAND_ADMINS=U1",
            "DESKHAND_CONVERSATION_TIMEZONE=Europe/Atlantis",
            "SPRING_DATASOURCE_URL=mysql://localhost/desk");

    assertThat(check.problems())
        // the nights of the backups go by the same zone, which is wrong once
        .hasSize(8)
        .anyMatch(line -> line.contains("services.yaml line 3") && line.contains("criticality"))
        .anyMatch(line -> line.startsWith("catalog.yaml line 2: 'id' must be a word"))
        .contains(
            "catalog.yaml line 2: 'description' is missing",
            "catalog.yaml line 2: 'steps' is missing")
        .anyMatch(line -> line.contains("SERVER_PORT") && line.contains("eighty"))
        .anyMatch(line -> line.contains("DESKHAND_ADMINS holds \"U1\""))
        .anyMatch(line -> line.matches("DESKHAND_CONVERSATION_TIMEZONE: .*Europe/Atlantis.*"))
        .anyMatch(line -> line.contains("SPRING_DATASOURCE_URL"))
        .allMatch(line -> line.lines().count() == 1);
  }

  @Test
  void whatIsWrongIsNamedByTheVariableThatHoldsIt() throws IOException {
    assertThat(
            check(
                    "SLACK_READ_TIMEOUT=soon",
                    "DESKHAND_BACKUP_AT=night",
                    "DESKHAND_BACKUP_TIME_ZONE=Moon/Sea")
                .problems())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("SLACK_READ_TIMEOUT: "))
        .anyMatch(line -> line.startsWith("DESKHAND_BACKUP_AT: "))
        .anyMatch(line -> line.startsWith("DESKHAND_BACKUP_TIME_ZONE: "));
  }

  @Test
  void aValueThatCannotBeReadHidesNoneThatIsRefused() throws IOException {
    assertThat(check("DESKHAND_GUESTS=some", "DESKHAND_SLACK_ROLES=S1:chief").problems())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("DESKHAND_GUESTS: "))
        .anyMatch(line -> line.startsWith("DESKHAND_SLACK_ROLES holds \"S1:chief\""));
  }

  @Test
  void linesThatAreNotUnderstoodAreNamedByTheirNumbers() throws IOException {
    assertThat(check("export SERVER_PORT=18576", "DESKHAND_ADMINS: slack:geheim").problems())
        .singleElement()
        .asString()
        .contains("test.env: line 2 is not understood")
        .doesNotContain("geheim");
  }

  @Test
  void aMisspeltVariableIsNamedWithTheOneThatIsMeant() throws IOException {
    assertThat(
            check(
                    "DESKHAND_TRIAGE_CHANNEL=slack:C1",
                    "SLACK_SIGNING_SECRETS=hidden",
                    "DESKHAND_PEOPLE_GROUPROLES_SLACK=S1:agent",
                    "DESKHAND_NOTIFICATIONS_HOMES_DELAY=2s",
                    "SOMETHING_ELSE=1")
                .problems())
        .containsExactlyInAnyOrder(
            "DESKHAND_TRIAGE_CHANNEL is no setting of the desk; did you mean"
                + " DESKHAND_TRIAGE_CHANNELS?",
            "SLACK_SIGNING_SECRETS is no setting of the desk; did you mean SLACK_SIGNING_SECRET?");
  }

  @Test
  void secretsAreNotSaid() throws IOException {
    assertThat(check("SLACK_BOT_TOKEN=xoxb-geheim\u00e4", "DISCORD_TOKENS=topsecret").problems())
        .hasSize(2)
        .noneMatch(line -> line.contains("geheim") || line.contains("topsecret"));
  }

  @Test
  void everyVariableOfTheExampleIsKnown() throws IOException {
    List<String> variables;
    try (Stream<String> lines = Files.lines(Path.of(".env.example"))) {
      variables =
          lines
              .map(line -> line.replaceFirst("^#\\s?", ""))
              .filter(line -> line.matches("(DESKHAND|SLACK|DISCORD)_[A-Z0-9_]+=.*"))
              .map(line -> line.substring(0, line.indexOf('=')) + "=")
              .toList();
    }
    assertThat(variables).hasSizeGreaterThan(20);
    assertThat(check(variables.toArray(String[]::new)).problems())
        .noneMatch(line -> line.contains("no setting"));
  }

  private ConfigurationCheck check(String... variables) throws IOException {
    Path env = Files.write(folder.resolve("test.env"), List.of(variables));
    return ConfigurationCheck.of(List.of("--deskhand.env-file=" + env));
  }
}
