package dev.deskhand.record;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields and what they held: a text, a number or a list of texts; null where a field held nothing.
 * What a change did not touch is not among them.
 */
public record Values(Map<String, @Nullable Object> fields) {

  /** No field. */
  public static final Values NONE = new Values(Map.of());

  public Values {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** One field. */
  public static Values of(String field, @Nullable Object value) {
    return NONE.with(field, value);
  }

  /** These and one more. An enum is kept by its name. */
  public Values with(String field, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(field, value instanceof Enum<?> constant ? constant.name() : value);
    return new Values(more);
  }

  /** These, and one more where it holds something. */
  public Values withKnown(String field, @Nullable Object value) {
    return value == null ? this : with(field, value);
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** Whether the field is among them, even if it held nothing. */
  public boolean has(String field) {
    return fields.containsKey(field);
  }

  /** The text that a field held; null if it held none, or is not among them. */
  public @Nullable String text(String field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  /** The number that a field held; null if it held none, or is not among them. */
  public @Nullable Long number(String field) {
    return fields.get(field) instanceof Number number ? number.longValue() : null;
  }

  /** The constant whose name a field held; null if it held none, or is not among them. */
  public <E extends Enum<E>> @Nullable E constant(String field, Class<E> type) {
    String name = text(field);
    return name == null ? null : Enum.valueOf(type, name);
  }

  /** What the fields held, without their names; the items of a list one after the other. */
  public String inWords() {
    return fields.values().stream()
        .filter(Objects::nonNull)
        .map(
            value ->
                value instanceof Collection<?> items
                    ? items.stream().map(Object::toString).collect(Collectors.joining(", "))
                    : value.toString())
        .collect(Collectors.joining(", "));
  }

  /** The name of a constant as people say it: {@code in progress}. */
  public static String said(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
