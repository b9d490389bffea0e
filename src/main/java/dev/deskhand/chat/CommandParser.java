package dev.deskhand.chat;

/** Reads what a person did into a command. It knows the registry and no data of the desk. */
public final class CommandParser {

  /**
   * Reads an utterance. Words that name no command, lack something or hold something that cannot be
   * become a {@link Command.Misunderstood} that helps on, or a {@link Command.Ask} where a form can
   * ask for the rest.
   */
  public Command parse(Utterance utterance) {
    throw new IllegalStateException("not written yet: " + utterance);
  }
}
