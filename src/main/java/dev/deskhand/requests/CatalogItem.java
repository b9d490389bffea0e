package dev.deskhand.requests;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that people can ask for.
 *
 * @param id the word by which it is asked for, such as {@code laptop}
 * @param approval whose approval it needs: a role's name in lower case, or null if none
 * @param team the team that fulfils it
 * @param steps what fulfilment consists of, in order; at least one
 */
public record CatalogItem(
    String id,
    String name,
    String description,
    List<Field> fields,
    @Nullable String approval,
    @Nullable String team,
    List<String> steps) {

  public CatalogItem {
    fields = List.copyOf(fields);
    steps = List.copyOf(steps);
  }

  /**
   * A detail of the request.
   *
   * @param choices the only values; empty if there are others
   */
  public record Field(
      String name, String label, Type type, boolean required, List<String> choices, String hint) {
    public Field {
      choices = List.copyOf(choices);
    }
  }

  /** What a field holds. */
  public enum Type {
    TEXT,
    PARAGRAPH,
    CHOICE,
    NUMBER,
    DATE,
    PERSON
  }
}
