package dev.deskhand.requests;

import dev.deskhand.definitions.Section;
import dev.deskhand.requests.CatalogItem.Field;
import dev.deskhand.text.FoldedText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands the catalog file, or says which line is wrong. */
final class CatalogFile {

  static final int MOST_ITEMS = 200;

  /** Discord's modals hold no more. */
  static final int MOST_FIELDS = 25;

  /** Discord's and Slack's menus hold at least so many. */
  static final int MOST_CHOICES = 25;

  private static final int MOST_STEPS = 50;

  /** The roles whose approval a request may need. */
  private enum Approver {
    AGENT,
    MANAGER,
    ADMIN
  }

  /** A word that needs no quotes when it is typed. */
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private CatalogFile() {}

  static List<CatalogItem> read(Section file) {
    List<Section> sections = file.allowing("items").sections("items");
    if (sections.size() > MOST_ITEMS) {
      throw file.invalid("items", "there can be at most " + MOST_ITEMS + " items");
    }
    Map<String, String> taken = new HashMap<>();
    List<CatalogItem> items = new ArrayList<>();
    for (Section section : sections) {
      CatalogItem item = item(section);
      refuseTaken(section, "id", taken, item.id(), item.id());
      if (!FoldedText.name(item.name()).equals(FoldedText.name(item.id()))) {
        refuseTaken(section, "name", taken, item.name(), item.id());
      }
      items.add(item);
    }
    return items;
  }

  private static CatalogItem item(Section section) {
    section.allowing("id", "name", "description", "approval", "team", "fields", "steps");
    List<Section.Text> steps = section.texts("steps", 100);
    if (steps.isEmpty() || steps.size() > MOST_STEPS) {
      throw section.invalid("steps", "'steps' must list 1 to " + MOST_STEPS + " things to do");
    }
    return new CatalogItem(
        word(section, "id"),
        section.text("name", 75),
        section.text("description", 500),
        fields(section),
        approval(section),
        section.optionalText("team", 80).orElse(null),
        steps.stream().map(Section.Text::text).toList());
  }

  private static @Nullable String approval(Section section) {
    return section
        .optionalChoice("approval", EnumSet.allOf(Approver.class))
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .orElse(null);
  }

  private static List<Field> fields(Section item) {
    List<Section> sections = item.optionalSections("fields");
    if (sections.size() > MOST_FIELDS) {
      throw item.invalid("fields", "there can be at most " + MOST_FIELDS + " 'fields'");
    }
    Map<String, String> names = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    List<Field> fields = new ArrayList<>();
    for (Section section : sections) {
      Field field = field(section);
      refuseTaken(section, "name", names, field.name(), field.name());
      refuseTaken(section, "label", labels, field.label(), field.name());
      fields.add(field);
    }
    return fields;
  }

  private static Field field(Section section) {
    section.allowing("name", "label", "type", "required", "choices", "hint");
    CatalogItem.Type type = section.choice("type", CatalogItem.Type.class, CatalogItem.Type.TEXT);
    List<String> choices =
        section.texts("choices", 75).stream().map(Section.Text::text).distinct().toList();
    if (type == CatalogItem.Type.CHOICE
        ? choices.isEmpty() || choices.size() > MOST_CHOICES
        : !choices.isEmpty()) {
      throw section.invalid(
          "choices",
          type == CatalogItem.Type.CHOICE
              ? "a choice needs 1 to " + MOST_CHOICES + " 'choices'"
              : "'choices' are for fields of the type choice");
    }
    return new Field(
        word(section, "name"),
        section.text("label", 45),
        type,
        section.flag("required", false),
        choices,
        section.optionalText("hint", 100).orElse(""));
  }

  private static String word(Section section, String key) {
    String word = section.text(key, 100);
    if (!WORD.matcher(word).matches()) {
      throw section.invalid(
          key,
          "'%s' must be a word of at most 40 letters a to z, digits and dashes, not '%s'"
              .formatted(key, word));
    }
    return word;
  }

  private static void refuseTaken(
      Section section, String key, Map<String, String> taken, String word, String owner) {
    Optional.ofNullable(taken.putIfAbsent(FoldedText.name(word), owner))
        .ifPresent(
            other -> {
              throw section.invalid(key, "'%s' names '%s' already".formatted(word, other));
            });
  }
}
