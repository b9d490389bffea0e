package dev.deskhand.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.requests.CatalogItem.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldRulesTest {

  @ParameterizedTest
  @CsvSource({
    "TEXT, ' a word ', a word",
    "NUMBER, 3, 3",
    "NUMBER, -2.50, -2.50",
    "DATE, 2024-02-29, 2024-02-29",
    "CHOICE, RED, red",
    "PERSON, @sam, @sam"
  })
  void whatIsRightIsKeptUnderItsLabel(CatalogItem.Type type, String entered, String kept) {
    FieldRules.Checked checked = FieldRules.check(item(type, true), Map.of("Thing", entered));

    assertThat(checked.problems()).isEmpty();
    assertThat(checked.values()).containsExactly(Map.entry("The thing", kept));
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, three, 'Enter a number, such as 3.'",
    "NUMBER, 1e999999999, 'Enter a number, such as 3.'",
    "NUMBER, 1234567890123456789012345678901, 'Enter a number, such as 3.'",
    "DATE, 2025-02-29, 'Enter a day as year-month-day, such as 2026-03-31.'",
    "DATE, tomorrow, 'Enter a day as year-month-day, such as 2026-03-31.'",
    "CHOICE, green, 'Enter one of: red, blue.'"
  })
  void whatIsWrongIsAnsweredWithWhatToEnter(CatalogItem.Type type, String entered, String problem) {
    FieldRules.Checked checked = FieldRules.check(item(type, false), Map.of("thing", entered));

    assertThat(checked.problems()).containsExactly(Map.entry("thing", problem));
  }

  @Test
  void aTextIsOneLineAndAParagraphMayBeMany() {
    String lines = "one\ntwo";

    assertThat(
            FieldRules.check(item(CatalogItem.Type.TEXT, false), Map.of("thing", lines)).problems())
        .containsEntry("thing", "It must be a single line.");
    assertThat(
            FieldRules.check(item(CatalogItem.Type.PARAGRAPH, false), Map.of("thing", lines))
                .values())
        .containsEntry("The thing", lines);
  }

  @Test
  void lengthIsBoundAndNulIsRefused() {
    assertThat(problem(CatalogItem.Type.TEXT, "x".repeat(501))).contains("500");
    assertThat(problem(CatalogItem.Type.PARAGRAPH, "x".repeat(10_001))).contains("10,000");
    assertThat(problem(CatalogItem.Type.TEXT, "a\0b")).contains("NUL");
  }

  private static String problem(CatalogItem.Type type, String entered) {
    return FieldRules.check(item(type, false), Map.of("thing", entered))
        .problems()
        .getOrDefault("thing", "");
  }

  @Test
  void aRequiredFieldMustNotBeBlankAndAnOptionalOneMay() {
    assertThat(FieldRules.check(item(CatalogItem.Type.TEXT, true), Map.of("thing", " ")).problems())
        .containsExactly(Map.entry("thing", "Needed. Enter a text."));
    FieldRules.Checked checked =
        FieldRules.check(item(CatalogItem.Type.DATE, false), Map.of("thing", ""));
    assertThat(checked.problems()).isEmpty();
    assertThat(checked.values()).isEmpty();
  }

  @Test
  void unknownFieldsAreAnsweredWithTheNearestAndOnlyTheFirstTen() {
    Map<String, String> entered = new LinkedHashMap<>();
    for (int n = 0; n < 50; n++) {
      entered.put("thin" + n, "x");
    }

    assertThat(FieldRules.check(item(CatalogItem.Type.TEXT, false), entered).problems())
        .hasSize(10)
        .containsEntry("thin0", "Item has no such field. Did you mean thing?");
  }

  private static CatalogItem item(CatalogItem.Type type, boolean required) {
    List<String> choices = type == CatalogItem.Type.CHOICE ? List.of("red", "blue") : List.of();
    return new CatalogItem(
        "item",
        "Item",
        "An item",
        List.of(new Field("thing", "The thing", type, required, choices, "")),
        null,
        null,
        List.of("Do it"));
  }
}
