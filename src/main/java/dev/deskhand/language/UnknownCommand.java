package dev.deskhand.language;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.Tokens.Word;
import dev.deskhand.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the desk answers to words that are nearly a command, or none at all. */
final class UnknownCommand {

  private static final int LONGEST_COMMAND = 90;
  private static final int LONGEST_LABEL = 75;

  /** From so many words on, what was said may be an issue in plain words. */
  private static final int SENTENCE = 3;

  private final CommandRegistry commands;

  UnknownCommand(CommandRegistry commands) {
    this.commands = commands;
  }

  /**
   * Whether words that name no command were all the same meant as one: a single word that nearly
   * does, or one that is followed by what that command takes.
   */
  boolean isMeant(Tokens words) {
    if (words.count() == 1 && isStartOfTwoWords(words)) {
      return true;
    }
    return NearestCommands.meantBy(words, commands)
        .map(CommandDefinition::spec)
        .filter(spec -> words.count() == spec.length() || goesOnLike(spec, words))
        .isPresent();
  }

  /** Names the nearest commands, and offers the likeliest for a press. */
  Reply.Refusal answer(Tokens words) {
    List<CommandDefinition<?>> nearest = NearestCommands.to(words, commands);
    String unknown = "There is no command " + Phrases.quote(words.list().getFirst().value()) + ". ";
    String help =
        nearest.isEmpty()
            ? "Say help to see what you can do here."
            : "The nearest: "
                + nearest.stream()
                    .map(command -> command.spec().words())
                    .collect(Collectors.joining(", "))
                + ". Say help to see all.";
    List<Action> actions = new ArrayList<>();
    corrected(words).flatMap(UnknownCommand::action).ifPresent(actions::add);
    if (words.count() >= SENTENCE && nearest.isEmpty()) {
      reportOf(words).ifPresent(actions::add);
    }
    actions.add(Action.of("Help", CommandRegistry.HELP));
    return new Reply.Refusal(unknown + help, actions);
  }

  /** Says why words do not fit a command, and how it is used. */
  Reply.Refusal unfit(CommandSpec spec, String reason, Tokens words) {
    if (spec.hasParam(Param.Kind.COMMAND) && words.count() > 1) {
      return answer(Tokens.of(words.text().substring(words.list().get(1).start())));
    }
    List<Action> actions = new ArrayList<>();
    if (words.count() > SENTENCE
        && !spec.words().equals(CommandRegistry.REPORT)
        && spec.params().stream().noneMatch(Param::required)) {
      reportOf(words).ifPresent(actions::add);
    }
    actions.add(Action.of("Help", CommandRegistry.HELP + " " + spec.words()));
    return new Reply.Refusal(
        reason + "\nUsage: " + spec.usage() + "\nExample: " + spec.example(), actions);
  }

  private boolean isStartOfTwoWords(Tokens words) {
    String start = CommandMatch.spelling(words.list().getFirst()) + " ";
    return commands.all().stream().anyMatch(spec -> spec.words().startsWith(start));
  }

  /** Whether the word after the name is a key, a choice or a named argument of the command. */
  private static boolean goesOnLike(CommandSpec spec, Tokens words) {
    if (words.count() <= spec.length()) {
      return false;
    }
    Word next = words.list().get(spec.length());
    return ParameterTypes.key(next.value()).isPresent()
        || spec.params().stream().anyMatch(param -> suits(param, next));
  }

  /** Whether a word is a choice or a named argument of this parameter. */
  static boolean suits(Param param, Word word) {
    return param.named()
        ? word.pair() != null && word.pair().name().equals(param.name())
        : param.choices().contains(CommandMatch.spelling(word));
  }

  /** The same words with the command's name as it should be, if that is a complete command. */
  private Optional<String> corrected(Tokens words) {
    return NearestCommands.meantBy(words, commands)
        .filter(command -> words.count() >= command.spec().length())
        .filter(command -> isComplete(command, words))
        .map(CommandDefinition::spec)
        .map(
            spec ->
                (spec.words() + words.text().substring(words.list().get(spec.length() - 1).end()))
                    .strip());
  }

  private Optional<Action> reportOf(Tokens words) {
    String command = CommandRegistry.REPORT + " " + words.text();
    return command.indexOf('\n') >= 0
        ? Optional.empty()
        : commands
            .find(CommandRegistry.REPORT)
            .filter(report -> isComplete(report, Tokens.of(command)))
            .flatMap(report -> action(command))
            .map(a -> Action.primary("Report this as an issue", a.command()));
  }

  /** Whether words that begin with a name, as long as that of the command, go on as it does. */
  private boolean isComplete(CommandDefinition<?> command, Tokens words) {
    return Arguments.read(command, commands, words, command.spec().length())
            instanceof Arguments.Reading.Read(ParsedArguments given)
        && given.missing().isEmpty();
  }

  private static Optional<Action> action(String command) {
    return command.length() > LONGEST_COMMAND
        ? Optional.empty()
        : Optional.of(
            Action.primary(Text.cutUnits(command.replaceAll("\\s+", " "), LONGEST_LABEL), command));
  }
}
