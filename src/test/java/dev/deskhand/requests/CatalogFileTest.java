package dev.deskhand.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.deskhand.definitions.InvalidDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {

  @TempDir private Path folder;

  @Test
  void theShippedExampleIsSound() {
    List<CatalogItem> items = CatalogFile.read("classpath:examples/catalog.yaml");

    assertThat(items).hasSizeGreaterThanOrEqualTo(6);
    assertThat(items).extracting(CatalogItem::approval).contains("manager", (String) null);
  }

  @Test
  void theLineThatIsWrongIsNamed() {
    for (String nobody : List.of("boss", "no", "employee", "guest")) {
      refused(
          "approval: " + nobody,
          5,
          "'approval' must be one of agent, manager, admin, not '" + nobody + "'");
    }
    refused("step: [x]", 5, "'step' is unknown here; did you mean 'steps'?");
    refused("fields: [{name: a, label: A, type: txt}]", 5, "'type' must be one of text");
    refused("fields: [{name: A b, label: A}]", 5, "'name' must be a word");
    refused("fields: [{name: a, label: A, required: maybe}]", 5, "'required' must be true or");
    refused("fields: [{name: a, label: A, type: choice}]", 5, "a choice needs 1 to 25 'choices'");
    refused("fields: [{name: a, label: A, choices: [x]}]", 5, "'choices' are for fields");
    refused("fields: [{name: a, label: A}, {name: a, label: B}]", 5, "'a' names 'a' already");
    refused("fields: [{name: a, label: A}, {name: b, label: A}]", 5, "'A' names 'a' already");
    refused("fields:\n      - label: A", 6, "'name' is missing");
    refused(
        IntStream.rangeClosed(1, 26)
            .mapToObj(i -> "{name: f" + i + ", label: F" + i + "}")
            .collect(Collectors.joining(", ", "fields: [", "]")),
        5,
        "there can be at most 25 'fields'");
    refused("steps: []", 5, "'steps' must list 1 to 50 things to do");
  }

  private void refused(String lines, int line, String what) {
    String steps = lines.startsWith("steps") ? "" : "    steps: [Do it]\n";
    String yaml =
        """
        items:
          - id: thing
            name: Thing
            description: A thing
            %s
        """
                .formatted(lines)
            + steps;
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("catalog.yaml line " + line + ": " + what);
  }

  @Test
  void whatIsNullIsLeftOut() throws IOException {
    assertThat(
            read(
                """
                items:
                  - id: kit
                    name: Kit
                    description: A kit
                    approval: null
                    team: ~
                    fields:
                    steps: [pack it]
                """))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.approval()).isNull();
              assertThat(item.team()).isNull();
              assertThat(item.fields()).isEmpty();
            });
  }

  @Test
  void choicesStayAsTheyAreWritten() throws IOException {
    assertThat(
            read(
                """
                items:
                  - id: kit
                    name: Kit
                    description: A kit
                    fields:
                      - name: size
                        label: Size
                        type: Choice
                        required: yes
                        choices: [Yes, No, 010, 12:30, 1.50, "S, M", Yes]
                    steps: [pack it]
                """))
        .flatExtracting(CatalogItem::fields)
        .containsExactly(
            new CatalogItem.Field(
                "size",
                "Size",
                CatalogItem.Type.CHOICE,
                true,
                List.of("Yes", "No", "010", "12:30", "1.50", "S, M"),
                ""));
  }

  @Test
  void bytesThatAreNoUtf8AreRefusedWithTheirLine() throws IOException {
    Path file =
        Files.write(
            folder.resolve("catalog.yaml"),
            "items:\n  - id: kit\n    name: K\u00fcche\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> CatalogFile.read(file.toString()))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessageStartingWith("catalog.yaml line 3: this is not written in UTF-8");
  }

  @Test
  void anIdAndANameBelongToOneItem() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    items:
                      - {id: a, name: Thing, description: d, steps: [s]}
                      - {id: thing, name: Other, description: d, steps: [s]}
                    """))
        .isInstanceOf(InvalidDefinition.class)
        .hasMessage("catalog.yaml line 3: 'thing' names 'a' already");
  }

  private List<CatalogItem> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("catalog.yaml"), yaml);
    return CatalogFile.read(file.toString());
  }
}
