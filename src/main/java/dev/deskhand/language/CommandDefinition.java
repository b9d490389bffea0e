package dev.deskhand.language;

import dev.deskhand.chat.Attachment;
import dev.deskhand.language.CommandSpec.Param;
import java.util.List;
import java.util.Optional;

/**
 * A command, as far as words are concerned: what it takes, and what they become.
 *
 * @param <A> its arguments, a record; one that is about a ticket is {@link OnTicket}
 */
public interface CommandDefinition<A> {

  /** What people are told of it; always the same. */
  CommandSpec spec();

  /**
   * The arguments out of everything that was given.
   *
   * @param given complete: nothing that is {@link #needs needed} is missing, and each value is what
   *     its parameter can be
   */
  A arguments(ParsedArguments given);

  /** Whether a parameter cannot be left out, with what else was given. */
  default boolean needs(Param param, ParsedArguments given) {
    return param.required();
  }

  /** The same arguments with files that were sent along; most commands have no use for them. */
  default A withFiles(A arguments, List<Attachment> files) {
    return arguments;
  }

  /** The arguments that a button of the command's own names in a way that nobody types. */
  default Optional<A> pressed(String words) {
    return Optional.empty();
  }
}
