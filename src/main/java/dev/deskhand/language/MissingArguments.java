package dev.deskhand.language;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the desk asks for what a command lacks: with a form, or in words. */
final class MissingArguments {

  /** Slack's modals show this much of a title, the least of all platforms. */
  private static final int LONGEST_TITLE = 24;

  /** Discord's labels are the shortest. */
  private static final int LONGEST_LABEL = 45;

  private MissingArguments() {}

  /** Whether a form can ask for everything that is missing. */
  static boolean canBeAsked(ParsedArguments given) {
    return given.missing().stream().map(Param::kind).noneMatch(MissingArguments::needsData);
  }

  /**
   * A form for what is missing and for what may be added. The keys that were given stay in the
   * form's command; everything else that was given is filled in already.
   */
  static Command.Ask ask(ParsedArguments given) {
    List<Param> missing = given.missing();
    List<Reply.Input> inputs =
        given.spec().params().stream()
            .filter(param -> missing.contains(param) || isAskedToo(param))
            .map(param -> input(given, param, missing.contains(param)))
            .toList();
    return new Command.Ask(
        given.definition(),
        ticket(given),
        new Reply.Form(
            UUID.randomUUID().toString(),
            title(given),
            command(given),
            Phrases.sentence(given.spec().summary()) + ".",
            inputs,
            Phrases.sentence(given.spec().words())));
  }

  /** A refusal that says what is missing, shows the way, and offers the next press. */
  static Reply.Refusal refusal(ParsedArguments given) {
    CommandSpec spec = given.spec();
    String needs =
        given.missing().stream()
            .map(param -> param.name() + " (" + param.summary() + ")")
            .collect(Collectors.joining(" and "));
    return new Reply.Refusal(
        "“%s” still needs %s.\nUsage: %s\nExample: %s"
            .formatted(command(given), needs, spec.usage(), spec.example()),
        actions(given));
  }

  private static List<Action> actions(ParsedArguments given) {
    Param first = given.missing().getFirst();
    List<Action> actions = new ArrayList<>();
    if (canBeAsked(given)) {
      if (given.missing().size() == 1 && first.kind() == Kind.CHOICE) {
        first
            .choices()
            .forEach(
                choice ->
                    actions.add(
                        Action.of(Phrases.sentence(choice), command(given) + " " + choice)));
      } else {
        actions.add(Action.primary("Fill in a form", command(given)));
      }
    } else if (first.kind() == Kind.ITEM) {
      actions.add(Action.of("Catalog", CommandRegistry.CATALOG));
    }
    actions.add(Action.of("Help", CommandRegistry.HELP + " " + given.spec().words()));
    return actions;
  }

  /** Whether only somebody who knows the desk's data can offer a choice of it. */
  private static boolean needsData(Kind kind) {
    return switch (kind) {
      case KEY, ITEM, COMMAND -> true;
      case KEYS,
          TEXT,
          WORD,
          CHANNEL,
          SERVICE,
          CHOICE,
          PERSON,
          PERSON_OR_TEAM,
          PERIOD,
          NUMBER,
          PAGE,
          ID,
          ROLES,
          FIELDS ->
          false;
    };
  }

  private static boolean isAskedToo(Param param) {
    return param.kind() != Kind.KEY && param.kind() != Kind.PAGE;
  }

  private static Reply.Input input(ParsedArguments given, Param param, boolean required) {
    String summary = param.summary();
    int stop = summary.indexOf(';');
    if (stop < 0 && summary.length() > LONGEST_LABEL) {
      stop = summary.lastIndexOf(',', LONGEST_LABEL);
    }
    String label = stop < 0 ? summary : summary.substring(0, stop);
    String hint = stop < 0 ? "" : summary.substring(stop + 1).strip();
    return new Reply.Input(
        param.name(),
        Phrases.sentence(Text.cutUnits(label, LONGEST_LABEL)),
        kind(param),
        required,
        Phrases.sentence(hint),
        param.choices().stream()
            .map(choice -> new Reply.Option(choice, Phrases.sentence(choice)))
            .toList(),
        value(given, param));
  }

  private static String value(ParsedArguments given, Param param) {
    return given.optional(param.name()).orElse(param.preset());
  }

  private static Reply.InputKind kind(Param param) {
    return switch (param.kind()) {
      case TEXT -> Reply.InputKind.PARAGRAPH;
      case CHOICE -> Reply.InputKind.CHOICE;
      case PERSON -> Reply.InputKind.PERSON;
      case NUMBER, PAGE, ID -> Reply.InputKind.NUMBER;
      case PERSON_OR_TEAM -> Reply.InputKind.PERSON_OR_TEAM;
      case KEY, KEYS, WORD, CHANNEL, SERVICE, ITEM, PERIOD, ROLES, FIELDS, COMMAND ->
          Reply.InputKind.LINE;
    };
  }

  private static @Nullable TicketKey ticket(ParsedArguments given) {
    return given.spec().params().stream()
        .filter(param -> param.kind() == Kind.KEY && given.has(param.name()))
        .findFirst()
        .map(param -> given.key(param.name()))
        .orElse(null);
  }

  /** The command with the keys that were given for it. */
  private static String command(ParsedArguments given) {
    return Stream.concat(
            Stream.of(given.spec().words()),
            given.spec().params().stream()
                .filter(param -> param.kind() == Kind.KEY && given.has(param.name()))
                .map(param -> given.key(param.name()).text()))
        .collect(Collectors.joining(" "));
  }

  private static String title(ParsedArguments given) {
    String whole = Phrases.sentence(command(given));
    return whole.length() <= LONGEST_TITLE ? whole : Phrases.sentence(given.spec().words());
  }
}
