package dev.deskhand.chat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the desk answers, in the few shapes that every platform can show. Every string is plain
 * text: it may hold what users wrote, carries no markup, and the adapter escapes it. Lengths are
 * the desk's; an adapter splits, pages or cuts to its platform's limits with a way to see the rest.
 */
public sealed interface Reply {

  /** Whether nothing was done: there is an answer, and all of it is refusals. */
  static boolean refused(List<Reply> replies) {
    return !replies.isEmpty() && replies.stream().allMatch(Refusal.class::isInstance);
  }

  /** The whole reply as plain text, for people and programs that see only text. */
  String plainText();

  /** The keys of the tickets it speaks of, the main one first. */
  default List<String> keys() {
    return List.of();
  }

  /** What its reader can do with one press, in order of usefulness. */
  default List<Action> actions() {
    return List.of();
  }

  /** A few sentences. */
  record Text(String text, List<String> keys, List<Action> actions) implements Reply {
    public Text {
      keys = List.copyOf(keys);
      actions = List.copyOf(actions);
    }

    public Text(String text) {
      this(text, List.of(), List.of());
    }

    @Override
    public String plainText() {
      return text;
    }
  }

  /**
   * One ticket.
   *
   * @param key the ticket's key
   * @param title its title
   * @param tone how it stands, for the colour
   * @param facts its other labelled facts, the most telling first
   * @param body its description; may be empty
   * @param timeline what happened, oldest first; empty where only the present state matters
   * @param actions what can be done with it now
   * @param standing what it means; null for a card that an earlier version stored
   */
  record Card(
      String key,
      String title,
      Tone tone,
      List<Fact> facts,
      String body,
      List<Moment> timeline,
      List<Action> actions,
      @Nullable Standing standing)
      implements Reply {
    public Card {
      facts = List.copyOf(facts);
      timeline = List.copyOf(timeline);
      actions = List.copyOf(actions);
    }

    /** A ticket of which it is not said how it stands. */
    public Card(
        String key,
        String title,
        Tone tone,
        List<Fact> facts,
        String body,
        List<Moment> timeline,
        List<Action> actions) {
      this(key, title, tone, facts, body, timeline, actions, null);
    }

    /** All that it says of itself in labelled facts: how it stands, then the others. */
    public List<Fact> allFacts() {
      return standing == null
          ? facts
          : Stream.concat(Stream.of(standing.fact()), facts.stream()).toList();
    }

    /** Whether the work on it is over, so that a platform may put it away. */
    public boolean ended() {
      return standing != null && standing.ended();
    }

    /** The same with other things to do. */
    public Card with(List<Action> others) {
      return new Card(key, title, tone, facts, body, timeline, others, standing);
    }

    /** The same with one more fact, the last. */
    public Card with(Fact more) {
      List<Fact> all = Stream.concat(facts.stream(), Stream.of(more)).toList();
      return new Card(key, title, tone, all, body, timeline, actions, standing);
    }

    /** The same with only some of what happened. */
    public Card only(Predicate<Moment> kept) {
      List<Moment> some = timeline.stream().filter(kept).toList();
      return new Card(key, title, tone, facts, body, some, actions, standing);
    }

    @Override
    public List<String> keys() {
      return List.of(key);
    }

    @Override
    public String plainText() {
      return lines(
          Stream.of(key + " " + title),
          allFacts().stream().map(fact -> fact.label() + ": " + fact.value()),
          Stream.of(body),
          timeline.stream().map(Moment::plainText));
    }
  }

  /**
   * Questions to fill in.
   *
   * @param id unique to this showing of the form; becomes the {@link Origin#eventId() event id} of
   *     its submission
   * @param title at most 24 characters are shown on the strictest platform
   * @param command the words that the entered fields complete
   * @param intro a sentence above the questions; may be empty
   * @param inputs the questions
   * @param submit what the button says
   * @param problems what is wrong with what was entered before, by input; empty when the form is
   *     shown for the first time
   */
  record Form(
      String id,
      String title,
      String command,
      String intro,
      List<Input> inputs,
      String submit,
      Map<String, String> problems)
      implements Reply {
    public Form {
      inputs = List.copyOf(inputs);
      // one that was stored by an earlier version has none
      problems = Map.copyOf(Objects.requireNonNullElse(problems, Map.of()));
    }

    /** A form that is shown for the first time. */
    public Form(
        String id, String title, String command, String intro, List<Input> inputs, String submit) {
      this(id, title, command, intro, inputs, submit, Map.of());
    }

    /** The same with other values in its inputs, by name; those not named keep theirs. */
    public Form with(Map<String, String> values) {
      return new Form(
          id,
          title,
          command,
          intro,
          inputs.stream()
              .map(input -> input.with(values.getOrDefault(input.name(), input.value())))
              .toList(),
          submit,
          problems);
    }

    /** Another showing of it, which is sent and counts by itself. */
    public Form shownAs(String other) {
      return new Form(other, title, command, intro, inputs, submit, problems);
    }

    /** The same with only some of its inputs. */
    public Form only(Predicate<Input> kept) {
      return new Form(
          id, title, command, intro, inputs.stream().filter(kept).toList(), submit, problems);
    }

    @Override
    public String plainText() {
      return lines(
          Stream.of(title),
          Stream.of(intro),
          inputs.stream()
              .map(
                  input ->
                      input.label()
                          + (input.required() ? " (required)" : "")
                          + (input.options().isEmpty()
                              ? ""
                              : ": "
                                  + input.options().stream()
                                      .map(Option::value)
                                      .collect(Collectors.joining(", ")))));
    }
  }

  /** A question that is answered with one press. */
  record Choices(String text, List<Action> actions) implements Reply {
    public Choices {
      actions = List.copyOf(actions);
    }

    @Override
    public String plainText() {
      return lines(Stream.of(text), actions.stream().map(action -> "- " + action.label()));
    }
  }

  /**
   * One page of a list.
   *
   * @param title what is listed, with how many there are in all
   * @param rows the rows of this page
   * @param actions where the other pages are, and what else can be done
   */
  record Listing(String title, List<Row> rows, List<Action> actions) implements Reply {
    public Listing {
      rows = List.copyOf(rows);
      actions = List.copyOf(actions);
    }

    @Override
    public List<String> keys() {
      return rows.stream().map(Row::key).filter(key -> !key.isEmpty()).toList();
    }

    @Override
    public String plainText() {
      return lines(Stream.of(title), rows.stream().map(Row::plainText));
    }
  }

  /**
   * A picture.
   *
   * @param title what it shows
   * @param description the same figures in words, for those who do not see it
   * @param png the picture, in PNG format
   */
  @SuppressWarnings("ArrayRecordComponent") // JSON knows bytes; pictures are equal by them
  record Picture(String title, String description, byte[] png) implements Reply {
    @Override
    public boolean equals(Object other) {
      return other instanceof Picture(var otherTitle, var otherDescription, var otherPng)
          && title.equals(otherTitle)
          && description.equals(otherDescription)
          && Arrays.equals(png, otherPng);
    }

    @Override
    public int hashCode() {
      return Objects.hash(title, description, Arrays.hashCode(png));
    }

    @Override
    public String plainText() {
      return lines(Stream.of(title, description));
    }
  }

  /**
   * A helpful no: why not, and what can be done instead.
   *
   * @param text the reason and the way on, in full sentences
   * @param actions what can be done instead
   * @param field the argument or input that is to blame, or null if it is none of them
   */
  record Refusal(String text, List<Action> actions, @Nullable String field) implements Reply {
    public Refusal {
      actions = List.copyOf(actions);
    }

    public Refusal(String text, List<Action> actions) {
      this(text, actions, null);
    }

    public Refusal(String text) {
      this(text, List.of());
    }

    /** The same, which one argument or input is to blame for. */
    public Refusal about(String name) {
      return new Refusal(text, actions, name);
    }

    @Override
    public String plainText() {
      return text;
    }
  }

  /** How something stands. */
  enum Tone {
    NEUTRAL,
    GOOD,
    WARNING,
    DANGER,
    DONE
  }

  /**
   * What a ticket's card means, for programs and for platforms that show it in ways of their own.
   *
   * @param state how it stands
   * @param fact the same in words, such as "State: waiting for the vendor"
   * @param priority from 1, the most urgent, to 4; null for what has none
   * @param ended whether the work on it is over
   */
  record Standing(State state, Fact fact, @Nullable Integer priority, boolean ended) {}

  /** The states of tickets of every kind, by ITIL's names. */
  enum State {
    NEW,
    IN_PROGRESS,
    WAITING,
    RESOLVED,
    CLOSED,
    CANCELLED,
    SUBMITTED,
    AWAITING_APPROVAL,
    APPROVED,
    IN_FULFILMENT,
    FULFILLED,
    REJECTED,
    INVESTIGATING,
    IDENTIFIED,
    MONITORING
  }

  /**
   * A labelled fact.
   *
   * @param value the fact in words
   * @param time the moment that it names, if it names one: a platform may show it in the reader's
   *     own time zone instead
   */
  record Fact(String label, String value, @Nullable Instant time) {
    public Fact(String label, String value) {
      this(label, value, null);
    }
  }

  /**
   * Something that happened.
   *
   * @param at when
   * @param who who did it
   * @param what what was done, and the words that were said with it
   * @param internal whether only agents may read it
   */
  record Moment(Instant at, String who, String what, boolean internal) {
    String plainText() {
      return at.toString() + " " + who + (internal ? " (internal): " : ": ") + what;
    }
  }

  /**
   * A row of a list.
   *
   * @param key the key of the ticket that it stands for; empty if it stands for none
   * @param title its title
   * @param detail the rest, in a few words
   * @param actions what can be done with it
   */
  record Row(String key, String title, String detail, List<Action> actions) {
    public Row {
      actions = List.copyOf(actions);
    }

    public Row(String key, String title, String detail) {
      this(key, title, detail, List.of());
    }

    String plainText() {
      return Stream.of(key, title, detail.isEmpty() ? "" : "(" + detail + ")")
          .filter(part -> !part.isEmpty())
          .collect(Collectors.joining(" "));
    }
  }

  /**
   * A question of a form.
   *
   * @param name the argument or field that it fills
   * @param label the question
   * @param kind what can be entered
   * @param required whether it must be answered
   * @param hint a word of advice; may be empty
   * @param options what can be chosen, for {@link InputKind#CHOICE}; with more options than a
   *     platform's select holds, the adapter offers a search. For {@link InputKind#PERSON_OR_TEAM},
   *     the teams.
   * @param value what stands there already; may be empty
   */
  record Input(
      String name,
      String label,
      InputKind kind,
      boolean required,
      String hint,
      List<Option> options,
      String value) {
    public Input {
      options = List.copyOf(options);
    }

    public Input(String name, String label, InputKind kind, boolean required) {
      this(name, label, kind, required, "", List.of(), "");
    }

    /** The same with another value. */
    public Input with(String entered) {
      return new Input(name, label, kind, required, hint, options, entered);
    }
  }

  /** What can be entered. */
  enum InputKind {
    LINE,
    PARAGRAPH,
    CHOICE,
    PERSON,
    /** {@code @userId}, or one of the teams that the options name. */
    PERSON_OR_TEAM,
    DATE,
    NUMBER
  }

  /** An option of a choice: what is stored, and what is shown. */
  record Option(String value, String label) {}

  @SafeVarargs
  private static String lines(Stream<String>... parts) {
    return Stream.of(parts)
        .flatMap(part -> part)
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
