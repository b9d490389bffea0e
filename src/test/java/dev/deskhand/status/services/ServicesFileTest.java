package dev.deskhand.status.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.deskhand.definitions.DefinitionFile;
import dev.deskhand.definitions.InvalidDefinition;
import dev.deskhand.status.Services;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesFileTest {

  @TempDir private Path folder;

  @Test
  void theShippedExampleIsSound() {
    assertThat(ServicesFile.read("classpath:examples/services.yaml"))
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(service -> assertThat(service.level()).isNotNull());
  }

  @Test
  void aServiceNeedsNoMoreThanANameAndACriticality() throws IOException {
    assertThat(
            read(
                """
                services:
                  - name: VPN
                    criticality: HIGH
                """))
        .containsExactly(
            new ServiceDefinition(
                "VPN",
                Services.Kind.INTERNAL_FACING,
                Services.Criticality.HIGH,
                null,
                List.of(),
                List.of(),
                null));
  }

  @Test
  void theLineThatIsWrongIsNamed() {
    refused(
        """
        services:
          - name: VPN
            criticality: hgh
        """,
        "services.yaml line 3: 'criticality' must be one of low, medium, high, critical, not"
            + " 'hgh'");
    refused(
        """
        services:
          - name: VPN
        """,
        "services.yaml line 2: 'criticality' is missing");
    refused(
        """
        services:
          - name: VPN
            criticality: low
            levle: 99
        """,
        "services.yaml line 4: 'levle' is unknown here; did you mean 'level'?");
    refused(
        """
        services:
          - name: VPN
            criticality: low
            level: 101
        """,
        "services.yaml line 4: 'level' must be more than 0 and at most 100 percent, not 101");
    refused(
        """
        services:
          - name: VPN
            criticality: low
          - name: vpn
            criticality: low
        """,
        "services.yaml line 4: 'vpn' names 'VPN' already");
    refused(
        """
        services:
          - name: VPN
            criticality: low
          - name: Wi-Fi
            criticality: low
            aliases:
              - wlan
              - VPN
        """,
        "services.yaml line 8: 'VPN' names 'VPN' already");
    refused(
        """
        services:
          - name: Network
            criticality: low
          - name: VPN
            criticality: low
            depends-on: [Netwrok]
        """,
        "services.yaml line 6: 'depends-on' names 'Netwrok', which is no service of this file; did"
            + " you mean 'Network'?");
    refused(
        """
        services:
          - name: A
            criticality: low
            depends-on: [B]
          - name: B
            criticality: low
            depends-on: [C]
          - name: C
            criticality: low
            depends-on: [B]
        """,
        "services.yaml line 7: 'depends-on' goes in a circle: B → C → B");
    refused(
        """
        services:
          - name: [VPN
        """,
        "services.yaml line 3: this is no YAML: expected ',' or ']', but got <stream end>");
    refused("services:\n", "services.yaml line 1: 'services' must not be empty");
    refused("services: VPN\n", "services.yaml line 1: 'services' must be a list");
    refused("services: []\n", "services.yaml line 1: 'services' must list at least one");
    refused("", "services.yaml line 1: 'key: value' is expected");
    refused("- VPN\n", "services.yaml line 1: 'key: value' is expected");
    refused(
        """
        services:
          - name: VPN
            name: VPN
        """,
        "services.yaml line 3: 'name' is given a second time");
    refused(
        """
        services:
          - VPN
        """,
        "services.yaml line 2: each of 'services' must be made of 'key: value' lines");
    refused(
        """
        services:
          - name:
            criticality: low
        """,
        "services.yaml line 2: 'name' must not be empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL", "!!null x", "# nothing"})
  void howeverNothingIsWrittenItIsLeftOut(String nothing) throws IOException {
    assertThat(
            read(
                """
                services:
                  - name: VPN
                    criticality: low
                    team: %1$s
                    kind: %1$s
                    aliases: %1$s
                    depends-on: %1$s
                    level: %1$s
                """
                    .formatted(nothing)))
        .containsExactly(
            new ServiceDefinition(
                "VPN",
                Services.Kind.INTERNAL_FACING,
                Services.Criticality.LOW,
                null,
                List.of(),
                List.of(),
                null));
    refused(
        "services:\n  - name: VPN\n    criticality: %s\n".formatted(nothing),
        "services.yaml line 3: 'criticality' must not be empty");
    refused(
        "services:\n  - criticality: low\n    name: %s\n".formatted(nothing),
        "services.yaml line 3: 'name' must not be empty");
    refused(
        "services:\n  - name: VPN\n    criticality: low\n    aliases:\n      - %s\n"
            .formatted(nothing),
        "services.yaml line 5: each of 'aliases' must not be empty");
    refused(
        "services: %s\n".formatted(nothing), "services.yaml line 1: 'services' must not be empty");
  }

  @Test
  void whatIsWrongInSeveralLinesIsToldAtOnce() {
    refused(
        """
        services:
          - name: VPN
            criticality: huge
            levle: 99
            aliases: WLAN, tunnel
          - name: {first: A}
            criticality: low
            level: 99,5
        """,
        """
        services.yaml line 3: 'criticality' must be one of low, medium, high, critical, not 'huge'
        services.yaml line 4: 'levle' is unknown here; did you mean 'level'?
        services.yaml line 5: 'aliases' must be a list
        services.yaml line 6: 'name' must be a text
        services.yaml line 8: 'level' must be a number, not '99,5'\
        """
            .strip());
    refused(
        """
        services:
          - name: VPN
          - name: %s
            criticality: low
        """
            .formatted("x".repeat(81)),
        """
        services.yaml line 2: 'criticality' is missing
        services.yaml line 3: 'name' must have at most 80 characters\
        """
            .strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dependson", "depends_on", "dependsOn", "Depends-On", "dep\u00e4ends-on"})
  void aKeyIsTakenByTheLetter(String key) {
    refused(
        """
        services:
          - name: A
            criticality: low
            depends-on: []
            %s: [B]
        """
            .formatted(key),
        "services.yaml line 5: '%s' is unknown here; did you mean 'depends-on'?".formatted(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"010", "08", "Yes", "off", "1.10", "12:30", "1_000", "0x1F", "2026-03-31"})
  void aNameThatYamlHasAnotherWordForStaysAsItIsWritten(String name) throws IOException {
    assertThat(
            read(
                """
                services:
                  - name: %1$s
                    criticality: low
                    team: %1$s
                    aliases: ["a", no]
                """
                    .formatted(name)))
        .extracting(ServiceDefinition::name, ServiceDefinition::team, ServiceDefinition::aliases)
        .containsExactly(tuple(name, name, List.of("a", "no")));
  }

  @Test
  void whatHoldsNothingWhereSomethingIsListedIsRefused() {
    for (String nothing : List.of("{}", "~", "{name: ~}", "''")) {
      refused(
          "services:\n  - {name: A, criticality: low}\n  - %s\n  - {name: B, criticality: low}\n"
              .formatted(nothing),
          "services.yaml line 3: each of 'services' must "
              + (nothing.equals("''") ? "be made of 'key: value' lines" : "not be empty"));
    }
    refused(
        "services:\n  - {name: A, criticality: low, team: ''}\n",
        "services.yaml line 2: 'team' must not be empty");
    refused(
        "services: &all\n  - *all\n",
        "services.yaml line 1: each of 'services' must be made of" + " 'key: value' lines");
  }

  @Test
  void aWordInQuotesIsAWord() throws IOException {
    assertThat(read("services:\n  - name: 'null'\n    criticality: low\n    team: \"~\"\n"))
        .extracting(ServiceDefinition::name, ServiceDefinition::team)
        .containsExactly(tuple("null", "~"));
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithTheirLine() throws IOException {
    String text = "services:\n  - name: VPN\n    criticality: low\n    team: K\u00fcche\n";

    assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessage("services.yaml line 4: this is not written in UTF-8; save the file as UTF-8");
    assertThatThrownBy(() -> read(text.replace("\n", "\r").getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageStartingWith("services.yaml line 4: ");
    assertThatThrownBy(() -> read((text + "\u00fc").getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageStartingWith("services.yaml line 4: ");
    assertThatThrownBy(() -> read("services:\n  - x\n".getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("services.yaml line 1: ")
        .hasMessageNotContaining("\n");
    byte[] cut = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(Arrays.copyOf(cut, cut.length - 5)))
        .hasMessageStartingWith("services.yaml line 4: ");
  }

  @Test
  void byteOrderMarksSayHowAFileIsWritten() throws IOException {
    String text = "\uFEFFservices:\r\n  - name: K\u00fcche\r\n    criticality: low\r\n";

    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertThat(read(text.getBytes(charset)))
          .as("%s", charset)
          .extracting(ServiceDefinition::name)
          .containsExactly("K\u00fcche");
    }
  }

  @Test
  void servicesThatSwapOrPassOnTheirNamesAreRefusedWithTheirLine() {
    refused(
        """
        services:
          - name: B
            aliases: [A]
            criticality: low
          - name: A
            aliases: [B]
            criticality: low
        """,
        "services.yaml line 3: 'A' names 'A' already");
    refused(
        """
        services:
          - name: B
            aliases: [A]
            criticality: low
          - name: C
            aliases: [b]
            criticality: low
        """,
        "services.yaml line 6: 'b' names 'B' already");
  }

  private List<ServiceDefinition> read(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("services.yaml"), bytes);
    return ServicesFile.read(file.toString());
  }

  @Test
  void aMissingFileIsNamedWithTheSettingThatNamesIt() {
    Path missing = folder.resolve("missing.yaml");
    assertThatThrownBy(
            () -> DefinitionFile.read(missing.toString(), "deskhand.x", ServicesFile.class))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessage("deskhand.x names " + missing + ", which does not exist");
    assertThatThrownBy(
            () -> DefinitionFile.read("classpath:missing.yaml", "deskhand.x", ServicesFile.class))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessage("deskhand.x names classpath:missing.yaml, which does not exist");
  }

  @Test
  void thereIsABoundToHowManyServicesThereAre() {
    String many =
        "services:\n"
            + String.join(
                "",
                IntStream.rangeClosed(1, ServiceRules.MOST_SERVICES + 1)
                    .mapToObj(n -> "  - {name: s" + n + ", criticality: low}\n")
                    .toList());
    refused(many, "services.yaml line 2: there can be at most 500 services");
  }

  private void refused(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml)).isInstanceOf(InvalidDefinition.class).hasMessage(message);
  }

  private List<ServiceDefinition> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("services.yaml"), yaml);
    return ServicesFile.read(file.toString());
  }
}
