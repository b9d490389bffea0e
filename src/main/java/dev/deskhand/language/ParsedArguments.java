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
 * @param spec the command
 * @param values the values as they were typed, by the parameter's name
 * @param fields the {@code name=value} pairs of a {@link Param.Kind#FIELDS} parameter
 */
record ParsedArguments(CommandSpec spec, Map<String, String> values, Map<String, String> fields) {

  ParsedArguments {
    values = Map.copyOf(values);
    fields = Map.copyOf(fields);
  }

  /** The same with more values, which win over those that are there. */
  ParsedArguments with(Map<String, String> more, Map<String, String> moreFields) {
    Map<String, String> all = new HashMap<>(values);
    all.putAll(more);
    Map<String, String> allFields = new HashMap<>(fields);
    allFields.putAll(moreFields);
    return new ParsedArguments(spec, all, allFields);
  }

  /** The same without the parameters that have this value. */
  ParsedArguments without(String value) {
    Map<String, String> all = new HashMap<>(values);
    all.values().removeIf(value::equals);
    return new ParsedArguments(spec, all, fields);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * What the command cannot do without and was not given, in the registry's order. To what the
   * registry says, it adds what depends on another value.
   */
  List<Param> missing() {
    return spec.params().stream().filter(param -> !has(param.name()) && isNeeded(param)).toList();
  }

  private boolean isNeeded(Param param) {
    return param.required()
        || switch (spec.name()) {
          case REPORT -> param.name().equals("text");
          case PRIORITY -> !has("impact") && !has("urgency");
          case UNDELIVERED ->
              param.name().equals("id") && (is("change", "retry") || is("change", "discard"));
          case CHANNEL -> param.name().equals("purpose") && has("change") && !is("change", "list");
          case HELP,
              WHOAMI,
              ATTACH,
              MY,
              SHOW,
              FILES,
              FIND,
              STATUS,
              SUBSCRIBE,
              UNSUBSCRIBE,
              CATALOG,
              REQUEST,
              REPLY,
              REOPEN,
              CANCEL,
              QUEUE,
              TICKETS,
              TAKE,
              ASSIGN,
              NOTE,
              WAIT,
              RESUME,
              RESOLVE,
              CLOSE,
              FULFIL,
              OUTAGE_DECLARE,
              OUTAGE_UPDATE,
              OUTAGE_RESOLVE,
              OUTAGE_ATTACH,
              OUTAGE_DETACH,
              APPROVE,
              REJECT,
              SUMMARY,
              METRICS,
              ROLE,
              SERVICE_ADD,
              SERVICE_RENAME,
              SERVICE_RETIRE,
              PANEL,
              AUDIT ->
              false;
        };
  }

  private boolean is(String name, String value) {
    return value.equalsIgnoreCase(values.get(name));
  }

  /** A value that is there because the command is complete. */
  String text(String name) {
    return optional(name)
        .orElseThrow(() -> new IllegalStateException(spec.name() + " lacks " + name));
  }

  @Nullable String textOrNull(String name) {
    return values.get(name);
  }

  TicketKey key(String name) {
    return ParameterTypes.key(text(name)).orElseThrow();
  }

  List<TicketKey> keys(String name) {
    return ParameterTypes.keyWords(text(name)).stream()
        .map(word -> ParameterTypes.key(word).orElseThrow())
        .distinct()
        .toList();
  }

  int page() {
    return optional("page").map(Integer::parseInt).orElse(1);
  }

  Optional<Integer> number(String name) {
    return optional(name).map(Integer::parseInt);
  }

  /** A choice as the constant that is spelled like it. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    return optional(name).map(value -> Enum.valueOf(type, value.strip().toUpperCase(Locale.ROOT)));
  }

  /** The roles after the given sign. */
  List<String> roles(String name, char sign) {
    return Stream.of(text(name).strip().split("[\\s,]+", -1))
        .filter(change -> change.charAt(0) == sign)
        .map(change -> change.substring(1).toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
