package dev.deskhand.language;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.TicketKey.Kind;
import dev.deskhand.language.CommandSpec.Param;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What each kind of parameter can be. */
final class ParameterTypes {

  /** The largest page or step, and the largest id of a message. */
  private static final int LARGEST_NUMBER = 99_999;

  private static final int LARGEST_ID = 999_999_999;

  /** The most incidents that one command links. */
  private static final int MOST_KEYS = 100;

  private static final Pattern NUMBER = Pattern.compile("0*[1-9][0-9]{0,8}");
  private static final Pattern ROLES = Pattern.compile("[+-]\\p{L}+(?:[\\s,]+[+-]\\p{L}+)*");
  private static final Pattern ONLY_DIGITS = Pattern.compile("#?[0-9]+");

  private ParameterTypes() {}

  /** Why a value cannot stand for this parameter of this command; empty if it can. */
  static Optional<String> problem(
      CommandSpec spec, CommandRegistry commands, Param param, String value) {
    return switch (param.kind()) {
      case KEY -> keyProblem(spec, param, value);
      case KEYS -> keysProblem(value);
      case CHOICE ->
          param.choices().contains(value.strip().toLowerCase(Locale.ROOT))
              ? Optional.empty()
              : Optional.of(noChoice(param, value));
      case NUMBER, PAGE, ID ->
          NUMBER.matcher(value.strip()).matches()
                  && Integer.parseInt(value.strip()) <= largest(param)
              ? Optional.empty()
              : Optional.of(
                  String.format(
                      Locale.ROOT,
                      "%s must be a whole number from 1 to %,d, not %s.",
                      Phrases.sentence(param.name()),
                      largest(param),
                      Phrases.quote(value)));
      case PERIOD ->
          switch (Periods.read(value)) {
            case Periods.Reading.Read read -> Optional.empty();
            case Periods.Reading.Unreadable unreadable -> Optional.of(unreadable.reason());
          };
      case ROLES ->
          ROLES.matcher(value.strip()).matches()
              ? Optional.empty()
              : Optional.of(
                  Phrases.quote(value)
                      + " does not say which roles to give and take. Write +agent to give a role"
                      + " and -agent to take it.");
      case COMMAND ->
          commands.find(commandName(value)).isPresent()
              ? Optional.empty()
              : Optional.of("There is no command " + Phrases.quote(value) + ".");
      case TEXT, WORD, CHANNEL, SERVICE, ITEM, PERSON, PERSON_OR_TEAM, FIELDS -> Optional.empty();
    };
  }

  /** Reads a key. */
  static Optional<TicketKey> key(String word) {
    return TicketKey.parse(word);
  }

  /** The words of a list of keys. */
  static List<String> keyWords(String value) {
    return Stream.of(TicketKey.joined(value).strip().split("[\\s,;]+", -1))
        .filter(word -> !word.isEmpty() && !word.equalsIgnoreCase("and"))
        .toList();
  }

  /** That a value is none of the choices, and which there are. */
  static String noChoice(Param param, String value) {
    return Phrases.sentence(param.name())
        + " can be "
        + Phrases.or(param.choices())
        + ", not "
        + Phrases.quote(value)
        + ".";
  }

  private static int largest(Param param) {
    return param.kind() == Param.Kind.ID ? LARGEST_ID : LARGEST_NUMBER;
  }

  /** A command as it is looked up. */
  static String commandName(String value) {
    return value.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  private static Optional<String> keyProblem(CommandSpec spec, Param param, String value) {
    List<Kind> kinds = kinds(param);
    String works = param.name().equals("key") ? spec.words() : param.name();
    String expected =
        "“%s” takes the key of %s, such as %s."
            .formatted(
                works,
                Phrases.or(kinds.stream().map(Kind::words).toList()),
                Phrases.or(kinds.stream().map(kind -> kind.prefix() + "-12").toList()));
    Optional<TicketKey> key = key(value);
    if (key.isEmpty()) {
      return Optional.of(Phrases.quote(value) + " is not the key of a ticket. " + expected);
    }
    Kind kind = key.orElseThrow().kind();
    if (kinds.contains(kind)) {
      return Optional.empty();
    }
    return Optional.of(
        ONLY_DIGITS.matcher(value.strip()).matches()
            ? "A bare number names an incident. " + expected
            : key.orElseThrow() + " names " + kind.words() + ". " + expected);
  }

  private static Optional<String> keysProblem(String value) {
    List<String> words = keyWords(value);
    if (words.isEmpty() || words.size() > MOST_KEYS) {
      return Optional.of(
          "Name 1 to " + MOST_KEYS + " incidents at once; these are " + words.size() + ".");
    }
    return words.stream()
        .filter(word -> key(word).filter(key -> key.kind() == Kind.INCIDENT).isEmpty())
        .findFirst()
        .map(word -> Phrases.quote(word) + " is not the key of an incident, such as INC-12.");
  }

  private static List<Kind> kinds(Param param) {
    return Stream.of(Kind.values())
        .filter(kind -> param.choices().contains(kind.prefix().toLowerCase(Locale.ROOT)))
        .toList();
  }
}
