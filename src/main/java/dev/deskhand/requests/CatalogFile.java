package dev.deskhand.requests;

import dev.deskhand.definitions.Definition;
import dev.deskhand.definitions.DefinitionFile;
import dev.deskhand.requests.CatalogItem.Field;
import dev.deskhand.text.FoldedText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalog file. */
record CatalogFile(@NotEmpty(message = "must list at least one") List<@Valid CatalogItem> items) {

  static final int MOST_ITEMS = 200;

  /** Discord's modals hold no more. */
  static final int MOST_FIELDS = 25;

  /** Discord's and Slack's menus hold at least so many. */
  static final int MOST_CHOICES = 25;

  /** Understands the file, or says which lines are wrong. */
  static List<CatalogItem> read(String location) {
    Definition<CatalogFile> file =
        DefinitionFile.read(location, "deskhand.requests.catalog-file", CatalogFile.class);
    List<CatalogItem> items = file.value().items();
    if (items.size() > MOST_ITEMS) {
      throw file.invalid("items", "there can be at most " + MOST_ITEMS + " items");
    }
    Map<String, String> taken = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      CatalogItem item = items.get(i);
      String path = "items[" + i + "]";
      refuseTaken(file, path + ".id", taken, item.id(), item.id());
      if (!FoldedText.name(item.name()).equals(FoldedText.name(item.id()))) {
        refuseTaken(file, path + ".name", taken, item.name(), item.id());
      }
      check(file, path + ".fields", item.fields());
    }
    return items;
  }

  private static void check(Definition<?> file, String path, List<Field> fields) {
    if (fields.size() > MOST_FIELDS) {
      throw file.invalid(path, "there can be at most " + MOST_FIELDS + " 'fields'");
    }
    Map<String, String> names = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String at = path + "[" + i + "]";
      int choices = field.choices().size();
      boolean isChoice = field.type() == CatalogItem.Type.CHOICE;
      if (isChoice && (choices == 0 || choices > MOST_CHOICES)) {
        throw file.invalid(at + ".choices", "a choice needs 1 to " + MOST_CHOICES + " 'choices'");
      }
      if (!isChoice && choices > 0) {
        throw file.invalid(at + ".choices", "'choices' are for fields of the type choice");
      }
      refuseTaken(file, at + ".name", names, field.name(), field.name());
      refuseTaken(file, at + ".label", labels, field.label(), field.name());
    }
  }

  private static void refuseTaken(
      Definition<?> file, String path, Map<String, String> taken, String word, String owner) {
    String other = taken.putIfAbsent(FoldedText.name(word), owner);
    if (other != null) {
      throw file.invalid(path, "'%s' names '%s' already".formatted(word, other));
    }
  }
}
