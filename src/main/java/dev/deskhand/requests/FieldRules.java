package dev.deskhand.requests;

import dev.deskhand.requests.CatalogItem.Field;
import dev.deskhand.text.FoldedText;
import dev.deskhand.text.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may be entered into an item's fields. */
final class FieldRules {

  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_NUMBER = 30;
  private static final int MOST_UNKNOWN = 10;
  private static final int LONGEST_NAME_SHOWN = 40;

  private FieldRules() {}

  /**
   * What became of the fields.
   *
   * @param values by label, in the item's order, as they will be kept
   * @param problems by field name, what to enter instead; if there are any, the values do not count
   */
  record Checked(Map<String, String> values, Map<String, String> problems) {}

  /** Checks what was entered, by field name without regard to case. */
  static Checked check(CatalogItem item, Map<String, String> entered) {
    Map<String, String> byName = new LinkedHashMap<>();
    entered.forEach((name, value) -> byName.put(FoldedText.name(name), value));
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> problems = new LinkedHashMap<>();
    for (Field field : item.fields()) {
      String value = Optional.ofNullable(byName.remove(field.name())).orElse("").strip();
      if (value.isEmpty()) {
        if (field.required()) {
          problems.put(field.name(), "Needed. " + expected(field));
        }
      } else {
        switch (judge(field, value)) {
          case Judged.Fine(String kept) -> values.put(field.label(), kept);
          case Judged.Wrong(String why) -> problems.put(field.name(), why);
        }
      }
    }
    byName.keySet().stream()
        .limit(MOST_UNKNOWN)
        .forEach(name -> problems.put(cut(name), unknown(item, name)));
    return new Checked(values, problems);
  }

  private sealed interface Judged {
    record Fine(String kept) implements Judged {}

    record Wrong(String why) implements Judged {}
  }

  private static Judged judge(Field field, String value) {
    if (Text.hasNul(value)) {
      return new Judged.Wrong("It holds a character that cannot be kept (NUL).");
    }
    return switch (field.type()) {
      case TEXT, PERSON -> line(value);
      case PARAGRAPH -> length(value, Requests.TEXT_LIMIT);
      case CHOICE ->
          field.choices().stream()
              .filter(choice -> FoldedText.name(choice).equals(FoldedText.name(value)))
              .findFirst()
              .<Judged>map(Judged.Fine::new)
              .orElseGet(() -> new Judged.Wrong(expected(field)));
      case NUMBER -> number(field, value);
      case DATE -> date(field, value);
    };
  }

  private static Judged line(String value) {
    return value.lines().count() > 1
        ? new Judged.Wrong("It must be a single line.")
        : length(value, LONGEST_LINE);
  }

  private static Judged length(String value, int longest) {
    return Text.length(value) > longest
        ? new Judged.Wrong(
            String.format(Locale.ROOT, "It can have at most %,d characters.", longest))
        : new Judged.Fine(value);
  }

  private static Judged number(Field field, String value) {
    try {
      return value.length() > LONGEST_NUMBER || value.matches(".*[eE].*")
          ? new Judged.Wrong(expected(field))
          : new Judged.Fine(new BigDecimal(value).toPlainString());
    } catch (NumberFormatException e) {
      return new Judged.Wrong(expected(field));
    }
  }

  private static Judged date(Field field, String value) {
    try {
      return new Judged.Fine(LocalDate.parse(value).toString());
    } catch (DateTimeException e) {
      return new Judged.Wrong(expected(field));
    }
  }

  private static String expected(Field field) {
    return switch (field.type()) {
      case TEXT, PARAGRAPH -> "Enter a text.";
      case PERSON -> "Enter a person.";
      case CHOICE -> "Enter one of: " + String.join(", ", field.choices()) + ".";
      case NUMBER -> "Enter a number, such as 3.";
      case DATE -> "Enter a day as year-month-day, such as 2026-03-31.";
    };
  }

  private static String unknown(CatalogItem item, String name) {
    List<String> names = item.fields().stream().map(Field::name).toList();
    return names.isEmpty()
        ? item.name() + " has no fields."
        : "%s has no such field. Did you mean %s?"
            .formatted(item.name(), Catalog.nearest(names, name));
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN) + "…";
  }
}
