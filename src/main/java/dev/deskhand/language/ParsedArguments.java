package dev.deskhand.language;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandSpec.Param;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was given of a command's parameters; each value has passed {@link ParameterTypes#problem}.
 *
 * @param definition the command
 * @param values the values as they were typed, by the parameter's name
 * @param fields the {@code name=value} pairs of a {@link Param.Kind#FIELDS} parameter
 */
public record ParsedArguments(
    CommandDefinition<?> definition, Map<String, String> values, Map<String, String> fields) {

  public ParsedArguments {
    values = Map.copyOf(values);
    fields = Map.copyOf(fields);
  }

  /** What people are told of the command. */
  CommandSpec spec() {
    return definition.spec();
  }

  /** The same with more values, which win over those that are there. */
  ParsedArguments with(Map<String, String> more, Map<String, String> moreFields) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    Map<String, String> allFields = new HashMap<>(fields);
    allFields.putAll(moreFields);
    return new ParsedArguments(definition, all, allFields);
  }

  /** The same without the parameters that have this value. */
  ParsedArguments without(String value) {
    Map<String, String> all = new HashMap<>(values);
    all.values().removeIf(value::equals);
    return new ParsedArguments(definition, all, fields);
  }

  /** Whether something was given for a parameter. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** What the command cannot do without and was not given, in the order in which it is typed. */
  List<Param> missing() {
    return spec().params().stream()
        .filter(param -> !has(param.name()) && definition.needs(param, this))
        .toList();
  }

  /** Whether a value was given, in any case. */
  public boolean is(String name, String value) {
    return value.equalsIgnoreCase(values.get(name));
  }

  /** A value that is there because the command is complete. */
  public String text(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException(spec().words() + " lacks " + name));
  }

  /** A value, or null where none was given. */
  public @Nullable String textOrNull(String name) {
    return values.get(name);
  }

  /** A key that is there because the command is complete. */
  public TicketKey key(String name) {
    return ParameterTypes.key(text(name)).orElseThrow();
  }

  /** Several keys, each once. */
  public List<TicketKey> keys(String name) {
    return ParameterTypes.keyWords(text(name)).stream()
        .map(word -> ParameterTypes.key(word).orElseThrow())
        .distinct()
        .toList();
  }

  /** The page of a list; the first where none was given. */
  public int page() {
    return optional("page").map(Integer::parseInt).orElse(1);
  }

  /** A number. */
  public Optional<Integer> number(String name) {
    return optional(name).map(Integer::parseInt);
  }

  /** A choice as the constant that is spelled like it. */
  public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return optional(name).map(value -> Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT)));
  }

  /** The roles after the given sign. */
  public List<String> roles(String name, char sign) {
    return Stream.of(text(name).strip().split("[\\s,]+", -1))
        .filter(change -> change.charAt(0) == sign)
        .map(change -> change.substring(1).toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  /** A value. */
  public Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** The name of a command. */
  public Optional<String> command(String name) {
    return optional(name).map(ParameterTypes::commandName);
  }

  /** A period; the last thirty days where none was given. */
  public Period period() {
    return optional("period")
        .map(Periods::read)
        .map(
            reading ->
                switch (reading) {
                  case Periods.Reading.Read read -> read.period();
                  case Periods.Reading.Unreadable unreadable ->
                      throw new IllegalStateException(unreadable.reason());
                })
        .orElse(Periods.USUAL);
  }
}
