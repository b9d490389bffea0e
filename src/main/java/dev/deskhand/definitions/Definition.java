package dev.deskhand.definitions;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * What a definition file holds, and where.
 *
 * @param value it, as valid as its annotations can say
 */
public record Definition<T>(T value, DefinitionSource source) {

  /** The message of a limit's constraint. */
  public static final String TOO_LONG = "must have at most {max} characters";

  /**
   * A complaint about a line.
   *
   * @param path what stands there, as the file calls it: {@code items[2].fields[0].label}
   */
  public InvalidDefinition invalid(String path, String what) {
    return new InvalidDefinition(
        source.file(), source.line(ConfigurationPropertyName.of(path)), what);
  }
}
