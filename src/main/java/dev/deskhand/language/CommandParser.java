package dev.deskhand.language;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.CleanText;
import dev.deskhand.chat.CleanText.Clean;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.Utterance;
import dev.deskhand.chat.Utterance.MessageDeleted;
import dev.deskhand.chat.Utterance.MessageEdited;
import dev.deskhand.chat.Utterance.Pressed;
import dev.deskhand.chat.Utterance.Said;
import dev.deskhand.chat.Utterance.Submitted;
import dev.deskhand.chat.Utterance.ThreadMessage;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.Tokens.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads what a person did into a command. It knows the registry and no data of the desk, keeps
 * nothing, and throws nothing whatever it is given.
 */
public final class CommandParser {

  /** As many files of one message are told of. */
  private static final int MOST_FILES = 20;

  private static final Pattern ORDINARY_WORD = Pattern.compile("[\\p{L}\\p{M}'’]+[.,!?]*");
  private static final int ORDINARY_SENTENCE = 4;

  private final CommandRegistry commands;
  private final UnknownCommand unknown;

  /** Reads what names one of these commands. */
  public CommandParser(CommandRegistry commands) {
    this.commands = commands;
    this.unknown = new UnknownCommand(commands);
  }

  /**
   * Reads an utterance. Words that name no command, lack something or hold something that cannot be
   * become a {@link Command.Misunderstood} that helps on, or a {@link Command.Ask} where a form can
   * ask for the rest.
   *
   * <ul>
   *   <li>Typed words that can only be a command are one, or are misunderstood. Typed words that
   *       need not be a command are one if they start with the exact name of one and go on as it
   *       does; near misses are misunderstood, and all else is {@link Command.FreeText}.
   *   <li>In a thread, the name of a command on tickets may stand without a key: {@link
   *       Command.ThreadCommand}.
   *   <li>A pressed action that lacks something becomes a form. So does {@code report} without a
   *       text, however it came.
   *   <li>Typed or pressed words whose last one is a lone {@code …} become a form, in which what is
   *       optional can be added.
   *   <li>The fields of a submitted form are taken literally: quotes and colons in them are text.
   * </ul>
   *
   * <p>Refused are texts and fields over 10,000 characters or with a NUL character. Other control
   * characters, except line feed and tab, are left out. What is said among people is never refused:
   * it is cut at 10,000 characters.
   */
  public Command parse(Utterance utterance) {
    return switch (utterance) {
      case Said said ->
          withFiles(
              onlyFiles(said.text(), said.files()) && !said.command()
                  ? new Command.FreeText("")
                  : cleaned(
                      said.text(),
                      words ->
                          said.command()
                              ? typedCommand(words)
                              : said.origin().place().thread() == null
                                  ? spoken(words)
                                  : spokenInThread(words)),
              said.files());
      case Pressed pressed -> cleaned(pressed.command(), this::pressed);
      case Submitted submitted ->
          withFiles(
              cleaned(submitted.command(), words -> submitted(words, submitted.fields())),
              submitted.files());
      case ThreadMessage heard ->
          new Command.ThreadMessage(
              heard.message(),
              CleanText.readable(heard.text()),
              heard.files(),
              withFiles(
                  onlyFiles(heard.text(), heard.files())
                      ? new Command.FreeText("")
                      : cleaned(heard.text(), this::spoken),
                  heard.files()));
      case MessageEdited edited ->
          new Command.MessageEdited(edited.message(), CleanText.readable(edited.text()));
      case MessageDeleted deleted -> new Command.MessageDeleted(deleted.message());
    };
  }

  /** A report says where its files are; no other command but free words has a use for them. */
  private static Command withFiles(Command command, List<Attachment> files) {
    List<Attachment> told =
        files.stream()
            .limit(MOST_FILES)
            .map(file -> new Attachment(CleanText.readable(file.name()), file.url(), file.held()))
            .toList();
    if (told.isEmpty()) {
      return command;
    }
    return switch (command) {
      case Command.FreeText free -> new Command.FreeText(free.text(), told);
      case Command.Call<?> call -> call.withFiles(told);
      case Command.ThreadCommand of ->
          new Command.ThreadCommand(of.command(), of.rest(), withFiles(of.otherwise(), told));
      case Command other -> other;
    };
  }

  private static boolean onlyFiles(String text, List<Attachment> files) {
    return CleanText.isBlank(text) && !files.isEmpty();
  }

  private Command cleaned(String text, Function<Tokens, Command> then) {
    return switch (CleanText.of(text)) {
      case CleanText.Refused refused -> misunderstood(refused.reason());
      case Clean clean ->
          then.apply(Tokens.of(clean.text().isEmpty() ? CommandRegistry.HELP : clean.text()));
    };
  }

  private Command typedCommand(Tokens words) {
    return CommandMatch.of(words, commands)
        .map(head -> complete(read(head, words), words))
        .orElseGet(() -> new Command.Misunderstood(unknown.answer(words)));
  }

  /** Words that end in {@link Action#MORE} ask for a form, also where nothing is missing. */
  private Command complete(Arguments.Reading reading, Tokens words) {
    if (reading instanceof Arguments.Reading.Read(ParsedArguments given)
        && given.values().containsValue(Action.MORE)) {
      ParsedArguments less = given.without(Action.MORE);
      if (MissingArguments.canBeAsked(less)) {
        return MissingArguments.ask(less);
      }
    }
    return typed(reading, words);
  }

  private Command spoken(Tokens words) {
    Optional<CommandMatch> head = CommandMatch.of(words, commands);
    if (head.isPresent()) {
      Arguments.Reading reading = read(head.orElseThrow(), words);
      return isProse(reading, head.orElseThrow(), words)
          ? new Command.FreeText(words.text())
          : complete(reading, words);
    }
    return unknown.isMeant(words)
        ? new Command.Misunderstood(unknown.answer(words))
        : new Command.FreeText(words.text());
  }

  /** Where a ticket is talked about, a command need not name it. */
  private Command spokenInThread(Tokens words) {
    Command otherwise = spoken(words);
    return CommandMatch.of(words, commands)
        .filter(head -> head.spec().isAboutTicket())
        .filter(head -> words.count() == head.length() || !isKey(words.list().get(head.length())))
        .filter(
            head ->
                !head.spec().is(Trait.ORDINARY_WORD) || !(otherwise instanceof Command.FreeText))
        .<Command>map(
            head ->
                new Command.ThreadCommand(
                    head.command(),
                    words.verbatim(words.list().subList(head.length(), words.count())),
                    otherwise))
        .orElse(otherwise);
  }

  private static boolean isKey(Word word) {
    return ParameterTypes.key(word.value()).isPresent();
  }

  /** Reads a command that was given in the thread of a ticket as one about that ticket. */
  public Command about(TicketKey key, Command.ThreadCommand given) {
    return switch (CleanText.of(given.command().spec().words() + " " + key + " " + given.rest())) {
      case CleanText.Refused refused -> misunderstood(refused.reason());
      case Clean clean -> {
        Tokens words = Tokens.of(clean.text());
        yield CommandMatch.of(words, commands)
            .map(head -> read(head, words))
            .filter(Arguments.Reading.Read.class::isInstance)
            .map(reading -> typed(reading, words))
            .orElse(given.otherwise());
      }
    };
  }

  private Command typed(Arguments.Reading reading, Tokens words) {
    return switch (reading) {
      case Arguments.Reading.Unfit unfit -> unfit(unfit, words);
      case Arguments.Reading.Read(ParsedArguments given) ->
          given.missing().isEmpty()
              ? Command.Call.of(given.definition(), given)
              : given.spec().is(Trait.FORM_AT_ONCE)
                  ? MissingArguments.ask(given)
                  : new Command.Misunderstood(MissingArguments.refusal(given));
    };
  }

  private Command pressed(Tokens words) {
    Optional<CommandMatch> head = CommandMatch.of(words, commands);
    Optional<? extends Command> known =
        head.flatMap(match -> Command.Call.pressed(match.command(), words.text()));
    if (known.isPresent()) {
      return known.get();
    }
    if (head.isPresent()
        && read(head.orElseThrow(), words) instanceof Arguments.Reading.Read(ParsedArguments given)
        && !given.missing().isEmpty()
        && MissingArguments.canBeAsked(given)) {
      return MissingArguments.ask(given);
    }
    return typedCommand(words);
  }

  private Command submitted(Tokens words, Map<String, String> fields) {
    Optional<CommandMatch> head = CommandMatch.of(words, commands);
    if (head.isEmpty()) {
      return typedCommand(words);
    }
    return switch (read(head.orElseThrow(), words)) {
      case Arguments.Reading.Unfit unfit -> unfit(unfit, words);
      case Arguments.Reading.Read(ParsedArguments given) ->
          switch (FormFields.fillIn(given, commands, fields)) {
            case Arguments.Reading.Unfit unfit -> unfit(unfit, words);
            case Arguments.Reading.Read filled -> typed(filled, words);
          };
    };
  }

  private Arguments.Reading read(CommandMatch head, Tokens words) {
    return Arguments.read(head.command(), commands, words, head.length());
  }

  private Command unfit(Arguments.Reading.Unfit unfit, Tokens words) {
    return CommandMatch.of(words, commands)
        .<Command>map(
            head -> new Command.Misunderstood(unknown.unfit(head.spec(), unfit.reason(), words)))
        .orElseGet(() -> misunderstood(unfit.reason()));
  }

  private static Command misunderstood(String reason) {
    return new Command.Misunderstood(new Reply.Refusal(reason));
  }

  /**
   * Whether words that start with a command's name are more likely a sentence: "show must go on",
   * "my laptop is broken".
   */
  private boolean isProse(Arguments.Reading reading, CommandMatch head, Tokens words) {
    if (head.length() > 1 || words.count() == 1) {
      return false;
    }
    CommandSpec spec = head.spec();
    Word next = words.list().get(1);
    boolean sentence = words.count() >= ORDINARY_SENTENCE;
    return isOrdinary(next)
        && spec.params().stream().noneMatch(param -> UnknownCommand.suits(param, next))
        && switch (reading) {
          case Arguments.Reading.Unfit unfit ->
              (sentence && keyless(words)) || (unfit.unlike() && !isTopic(spec, words));
          case Arguments.Reading.Read(ParsedArguments given) ->
              sentence && !given.missing().isEmpty() && !spec.is(Trait.FORM_AT_ONCE);
        };
  }

  /** Whether help is wanted with something that is nearly a command. */
  private boolean isTopic(CommandSpec spec, Tokens words) {
    return spec.hasParam(CommandSpec.Param.Kind.COMMAND)
        && words.count() == 2
        && unknown.isMeant(Tokens.of(words.list().get(1).value()));
  }

  private static boolean keyless(Tokens words) {
    return words.list().stream()
        .map(Word::value)
        .map(ParameterTypes::key)
        .allMatch(Optional::isEmpty);
  }

  private static boolean isOrdinary(Word word) {
    return !word.quoted() && ORDINARY_WORD.matcher(word.value()).matches();
  }
}
