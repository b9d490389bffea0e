package dev.deskhand.language;

import dev.deskhand.chat.CleanText;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.Tokens.Pair;
import dev.deskhand.language.Tokens.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deals out words to the parameters of a command: first those that are named, {@code name:value},
 * wherever they stand; then the rest by position.
 */
final class Arguments {

  private final CommandDefinition<?> definition;
  private final CommandSpec spec;
  private final CommandRegistry commands;
  private final Tokens words;
  private final List<Word> left;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();

  private Arguments(
      CommandDefinition<?> definition, CommandRegistry commands, Tokens words, int from) {
    this.definition = definition;
    this.spec = definition.spec();
    this.commands = commands;
    this.words = words;
    this.left = new ArrayList<>(words.list().subList(from, words.count()));
  }

  /** What came of dealing out words. */
  sealed interface Reading {
    /** Each word found its parameter; some parameters may have found no word. */
    record Read(ParsedArguments given) implements Reading {}

    /**
     * Some words fit nowhere.
     *
     * @param reason which, and what would fit
     * @param unlike whether they are so unlike what the command takes that they may not have been
     *     meant as one
     */
    record Unfit(String reason, boolean unlike) implements Reading {}
  }

  /** Reads the words from the given one on as what the command takes. */
  static Reading read(
      CommandDefinition<?> definition, CommandRegistry commands, Tokens words, int from) {
    return new Arguments(definition, commands, words, from).read();
  }

  /** Reads {@code name=value} words alone, as they come in one field of a form. */
  static Reading readFields(
      CommandDefinition<?> definition, CommandRegistry commands, String text) {
    Arguments arguments = new Arguments(definition, commands, Tokens.of(text), 0);
    Reading.@Nullable Unfit unfit = arguments.takeFields();
    return unfit == null ? arguments.given() : unfit;
  }

  private Reading read() {
    Reading.@Nullable Unfit unfit = takeNamed();
    for (Param param : spec.params()) {
      if (unfit == null && !param.named() && !left.isEmpty()) {
        unfit = take(param);
      }
    }
    if (unfit != null) {
      return unfit;
    }
    return left.isEmpty() ? given() : leftOver();
  }

  private Reading given() {
    return new Reading.Read(new ParsedArguments(definition, values, fields));
  }

  private Reading.@Nullable Unfit takeNamed() {
    for (Word word : List.copyOf(left)) {
      Optional<Param> param = namedBy(word.pair());
      if (param.isPresent() && word.pair() != null) {
        left.remove(word);
        Reading.@Nullable Unfit unfit = put(param.orElseThrow(), word.pair().value());
        if (unfit != null) {
          return unfit;
        }
      }
    }
    return null;
  }

  private Optional<Param> namedBy(@Nullable Pair pair) {
    return pair == null || pair.separator() != ':'
        ? Optional.empty()
        : spec.params().stream()
            .filter(param -> param.named() && param.name().equals(pair.name()))
            .findFirst();
  }

  private Reading.@Nullable Unfit take(Param param) {
    skipNameOf(param);
    return switch (param.kind()) {
      case KEY -> put(param, takeKey());
      case WORD, CHANNEL, PERSON -> put(param, left.removeFirst().value());
      case CHOICE, NUMBER, PAGE, ID ->
          param.required() || fits(param, left.getFirst())
              ? put(param, left.removeFirst().value())
              : null;
      case TEXT -> put(param, words.verbatim(takeAll()));
      case KEYS, ROLES, PERIOD, COMMAND -> put(param, Tokens.join(takeAll()));
      case SERVICE -> put(param, Tokens.join(takeUpToChoiceAfter(param)));
      case ITEM -> put(param, Tokens.join(takeUpToField()));
      case PERSON_OR_TEAM ->
          put(
              param,
              left.getFirst().value().startsWith("@")
                  ? left.removeFirst().value()
                  : Tokens.join(takeAll()));
      case FIELDS -> takeFields();
    };
  }

  /** People say {@code assign INC-1 to @sam} and {@code wait INC-1 for vendor}. */
  private void skipNameOf(Param param) {
    boolean named =
        switch (param.kind()) {
          case KEY, CHOICE, NUMBER, PAGE, ID, PERSON_OR_TEAM -> left.getFirst().is(param.name());
          case KEYS, TEXT, WORD, CHANNEL, SERVICE, ITEM, PERSON, PERIOD, ROLES, FIELDS, COMMAND ->
              false;
        };
    if (named && left.size() > 1 && follows(param)) {
      left.removeFirst();
    }
  }

  /**
   * Whether a value comes after the name; what kind of ticket a key names is said when it is read.
   */
  private boolean follows(Param param) {
    return param.kind() == Kind.KEY
        ? isKey(left.get(1).value())
            || (left.size() > 2 && isKey(left.get(1).value() + " " + left.get(2).value()))
        : fits(param, left.get(1));
  }

  private static boolean isKey(String words) {
    return TicketKey.parse(words).isPresent();
  }

  private boolean fits(Param param, Word word) {
    return ParameterTypes.problem(spec, commands, param, word.value()).isEmpty();
  }

  /** A key may be written in two words: {@code INC 12}. */
  private String takeKey() {
    String first = left.removeFirst().value();
    if (left.isEmpty() || TicketKey.parse(first).isPresent()) {
      return first;
    }
    String both = first + " " + left.getFirst().value();
    if (TicketKey.parse(both).isEmpty()) {
      return first;
    }
    left.removeFirst();
    return both;
  }

  private List<Word> takeAll() {
    return take(left.size());
  }

  private List<Word> take(int count) {
    List<Word> first = left.subList(0, count);
    List<Word> taken = List.copyOf(first);
    first.clear();
    return taken;
  }

  /** A service ends where the choice that follows it stands; before a word, it is one itself. */
  private List<Word> takeUpToChoiceAfter(Param service) {
    int next = spec.params().indexOf(service) + 1;
    if (next < spec.params().size() && spec.params().get(next).kind() == Kind.WORD) {
      return take(1);
    }
    if (next == spec.params().size() || spec.params().get(next).kind() != Kind.CHOICE) {
      return takeAll();
    }
    if (left.getFirst().quoted()) {
      return take(1);
    }
    Param choice = spec.params().get(next);
    int end = 1;
    while (end < left.size() && !fits(choice, left.get(end))) {
      end++;
    }
    return take(end);
  }

  private List<Word> takeUpToField() {
    int end = 1;
    while (end < left.size() && !isField(left.get(end))) {
      end++;
    }
    return take(end);
  }

  private Reading.@Nullable Unfit takeFields() {
    for (Word word : takeAll()) {
      Pair pair = word.pair();
      if (pair == null || pair.separator() != '=') {
        return new Reading.Unfit(
            Phrases.quote(word.value())
                + " is not written as field=value. Put a value of several words in quotes:"
                + " reason=\"two words\".",
            false);
      }
      if (fields.putIfAbsent(pair.name(), pair.value()) != null) {
        return twice(pair.name() + "=");
      }
    }
    return null;
  }

  private static boolean isField(Word word) {
    return word.pair() != null && word.pair().separator() == '=';
  }

  private Reading.@Nullable Unfit put(Param param, String value) {
    if (CleanText.isBlank(value)) {
      return null;
    }
    if (values.putIfAbsent(param.name(), value) != null) {
      return twice(param.name() + ":");
    }
    return ParameterTypes.problem(spec, commands, param, value)
        .map(reason -> new Reading.Unfit(reason, param.kind() == Kind.COMMAND))
        .orElse(null);
  }

  private static Reading.Unfit twice(String name) {
    return new Reading.Unfit("“" + name + "” is given twice. Give it once.", false);
  }

  private Reading leftOver() {
    String extra = words.verbatim(left);
    return spec.params().stream()
        .filter(param -> param.kind() == Kind.CHOICE && isPassedOver(param))
        .findFirst()
        .map(param -> new Reading.Unfit(ParameterTypes.noChoice(param, extra), true))
        .orElseGet(
            () ->
                new Reading.Unfit(
                    "“%s” does not take %s.".formatted(spec.words(), Phrases.quote(extra)),
                    !values.containsKey("key")));
  }

  /** Whether neither this parameter nor one that is typed after it found a word. */
  private boolean isPassedOver(Param param) {
    List<Param> params = spec.params();
    return !param.named()
        && params.subList(params.indexOf(param), params.size()).stream()
            .noneMatch(later -> !later.named() && values.containsKey(later.name()));
  }
}
