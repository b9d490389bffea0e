package dev.deskhand.language;

import dev.deskhand.chat.CleanText;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Completes a command with what was entered into a form, or with typed options. */
final class FormFields {

  private FormFields() {}

  /**
   * Adds the fields to what the form's command says. Each is taken as it is; blank ones are left
   * out; those that the command does not know are ignored, except where the form belongs to an item
   * of the catalog, whose fields only the catalog knows.
   */
  static Arguments.Reading fillIn(
      ParsedArguments given, CommandRegistry commands, Map<String, String> fields) {
    Map<String, String> clean = new HashMap<>();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      switch (CleanText.of(field.getValue())) {
        case CleanText.Clean(String text) -> {
          if (!text.isEmpty()) {
            clean.put(field.getKey(), text);
          }
        }
        case CleanText.Refused(String reason) -> {
          return new Arguments.Reading.Unfit(field.getKey() + ": " + reason, false);
        }
      }
    }
    boolean ofItem =
        given.spec().params().stream()
            .anyMatch(param -> param.kind() == Kind.ITEM && given.has(param.name()));
    return ofItem
        ? new Arguments.Reading.Read(given.with(Map.of(), clean))
        : fillInParams(given, commands, clean);
  }

  private static Arguments.Reading fillInParams(
      ParsedArguments given, CommandRegistry commands, Map<String, String> clean) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> pairs = new HashMap<>();
    for (Param param : given.spec().params()) {
      String value = clean.get(param.name());
      if (value == null) {
        continue;
      }
      if (param.kind() == Kind.FIELDS) {
        switch (Arguments.readFields(given.definition(), commands, value)) {
          case Arguments.Reading.Unfit unfit -> {
            return unfit;
          }
          case Arguments.Reading.Read(ParsedArguments read) -> pairs.putAll(read.fields());
        }
        continue;
      }
      Optional<String> problem = ParameterTypes.problem(given.spec(), commands, param, value);
      if (problem.isPresent()) {
        return new Arguments.Reading.Unfit(problem.orElseThrow(), false);
      }
      values.put(param.name(), value);
    }
    return new Arguments.Reading.Read(given.with(values, pairs));
  }
}
