package dev.deskhand.language;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.optional.HomeScreen;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants of the desk. Most are a {@link Call} of a command of the {@link
 * CommandRegistry}; the others are what words become that are not (yet) one.
 */
public sealed interface Command {

  /** The command that it is or asks about; empty where the words were none. */
  default Optional<CommandSpec> spec() {
    return Optional.empty();
  }

  /** Who will see the answer; known before the command is carried out. */
  default Visibility visibility() {
    return spec().map(CommandSpec::visibility).orElse(Visibility.ONLY_YOU);
  }

  /** The ticket that it is about, if it names one. */
  default Optional<TicketKey> ticket() {
    return Optional.empty();
  }

  /**
   * A command of the registry with all that it needs.
   *
   * @param definition the command
   * @param arguments what was given for it
   */
  record Call<A>(CommandDefinition<A> definition, A arguments) implements Command {

    /** A ticket that arguments kept to themselves would be neither looked up nor guarded. */
    static <A> Call<A> of(CommandDefinition<A> definition, ParsedArguments given) {
      A arguments = definition.arguments(given);
      if (definition.spec().isAboutTicket() && !(arguments instanceof OnTicket)) {
        throw new IllegalStateException(
            "The arguments of \"" + definition.spec().words() + "\" name no ticket");
      }
      return new Call<>(definition, arguments);
    }

    static <A> Optional<Call<A>> pressed(CommandDefinition<A> definition, String words) {
      return definition.pressed(words).map(arguments -> new Call<>(definition, arguments));
    }

    Call<A> withFiles(List<Attachment> files) {
      return new Call<>(definition, definition.withFiles(arguments, files));
    }

    @Override
    public Optional<CommandSpec> spec() {
      return Optional.of(definition.spec());
    }

    @Override
    public Optional<TicketKey> ticket() {
      return arguments instanceof OnTicket on ? Optional.of(on.key()) : Optional.empty();
    }
  }

  /**
   * Words that somebody said to the desk and that name no command.
   *
   * @param files what was sent along
   */
  record FreeText(String text, List<Attachment> files) implements Command {
    public FreeText {
      files = List.copyOf(files);
    }

    /** Words alone. */
    public FreeText(String text) {
      this(text, List.of());
    }
  }

  /**
   * How things stand for one person, on a screen of their own: see {@link HomeScreen}. It is
   * answered with the ordinary answers of {@code my}, {@code status}, {@code queue} and {@code
   * summary}, as far as the person may give these commands. A {@link Reply.Form} among them narrows
   * the work list.
   *
   * @param part a call of {@code my} or {@code queue}, of which the screen is to show this page or
   *     part from now on; null for those that it shows
   * @param opened whether the person is looking at it now; else it is only brought up to date
   */
  record Home(@Nullable Call<?> part, boolean opened) implements Command {}

  /**
   * A command of which something is still to be asked.
   *
   * @param key the ticket that it is about
   */
  record Ask(CommandDefinition<?> command, @Nullable TicketKey key, Reply.Form form)
      implements Command {
    @Override
    public Optional<CommandSpec> spec() {
      return Optional.of(command.spec());
    }

    @Override
    public Optional<TicketKey> ticket() {
      return Optional.ofNullable(key);
    }
  }

  /** Words that mean nothing to the desk, with the answer that helps on. */
  record Misunderstood(Reply.Refusal answer) implements Command {}

  /**
   * A command on a ticket, given in a thread without a key: if the thread is a ticket's, it is
   * about that one.
   *
   * @param command the command
   * @param rest the words after it
   * @param otherwise what the words are where the thread is no ticket's
   */
  record ThreadCommand(CommandDefinition<?> command, String rest, Command otherwise)
      implements Command {}

  /** Something that happened in the talk around a ticket; it is no command, and is not answered. */
  sealed interface Talk extends Command {
    /** The platform's id of the message, unique within its channel. */
    String message();
  }

  /**
   * Somebody wrote in a thread.
   *
   * @param files what was sent along
   * @param otherwise what the words are if the thread is no ticket's and nobody else is there
   */
  record ThreadMessage(String message, String text, List<Attachment> files, Command otherwise)
      implements Talk {
    public ThreadMessage {
      files = List.copyOf(files);
    }
  }

  /** Somebody changed what they wrote. */
  record MessageEdited(String message, String text) implements Talk {}

  /** Somebody deleted what they wrote. */
  record MessageDeleted(String message) implements Talk {}
}
