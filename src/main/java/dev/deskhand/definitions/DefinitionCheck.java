package dev.deskhand.definitions;

/** Reads a definition file as the desk does at its start, without doing anything with it. */
public interface DefinitionCheck {

  /**
   * Reads the file.
   *
   * @return what it holds, in a few words, such as {@code 12 services}
   * @throws InvalidDefinition if the desk could not start with it
   */
  String read();
}
