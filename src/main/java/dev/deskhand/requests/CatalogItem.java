package dev.deskhand.requests;

import static dev.deskhand.definitions.Definition.TOO_LONG;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Something that people can ask for, as the catalog file has it.
 *
 * @param id the word by which it is asked for, such as {@code laptop}
 * @param approval whose approval it needs: a role's name in lower case, or null if none
 * @param team the team that fulfils it
 * @param steps what fulfilment consists of, in order; at least one
 */
public record CatalogItem(
    @NotNull @Pattern(regexp = CatalogItem.WORD, message = CatalogItem.NO_WORD) String id,
    @NotNull @CodePointLength(max = 75, message = TOO_LONG) String name,
    @NotNull @CodePointLength(max = 500, message = TOO_LONG) String description,
    @DefaultValue List<@Valid Field> fields,
    @Pattern(
            regexp = "agent|manager|admin",
            message = "must be one of agent, manager, admin, not '${validatedValue}'")
        @Nullable String approval,
    @CodePointLength(max = 80, message = TOO_LONG) @Nullable String team,
    @DefaultValue @Size(min = 1, max = 50, message = "must list {min} to {max} things to do") List<@CodePointLength(max = 100, message = TOO_LONG) String> steps) {

  /** Needs no quotes when it is typed. */
  static final String WORD = "[a-z][a-z0-9-]{0,39}";

  static final String NO_WORD =
      "must be a word of at most 40 letters a to z, digits and dashes, not '${validatedValue}'";

  public CatalogItem {
    fields = List.copyOf(fields);
    approval = approval == null ? null : approval.toLowerCase(Locale.ROOT);
    steps = List.copyOf(steps);
  }

  /**
   * A detail of the request.
   *
   * @param choices the only values; empty if there are others
   */
  public record Field(
      @NotNull @Pattern(regexp = WORD, message = NO_WORD) String name,
      @NotNull @CodePointLength(max = 45, message = TOO_LONG) String label,
      @DefaultValue("text") Type type,
      @DefaultValue("false") boolean required,
      @DefaultValue List<@CodePointLength(max = 75, message = TOO_LONG) String> choices,
      @DefaultValue("") @CodePointLength(max = 100, message = TOO_LONG) String hint) {
    public Field {
      choices = choices.stream().distinct().toList();
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
