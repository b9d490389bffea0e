package dev.deskhand.slack;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Fact;
import dev.deskhand.chat.Reply.Input;
import dev.deskhand.chat.Reply.InputKind;
import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.chat.Reply.Option;
import dev.deskhand.chat.Reply.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replies of every shape, as the desk gives them and as large as they can be. */
final class Shown {

  static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");

  private static final String NASTY = "<!channel> & *bold* 😀 مرحبا ";
  private static final String LONG = NASTY.repeat(400);

  private Shown() {}

  static Map<String, Reply> usual() {
    Map<String, Reply> replies = new LinkedHashMap<>();
    replies.put(
        "text",
        new Reply.Text(
            "INC-1 is part of OUT-1 <!here>.",
            List.of("INC-1", "OUT-1"),
            List.of(Action.of("Show OUT-1", "show OUT-1"))));
    replies.put(
        "card",
        new Reply.Card(
            "INC-1",
            "VPN <drops> & hangs",
            Reply.Tone.DANGER,
            List.of(
                new Fact("State", "in progress"),
                new Fact("Assignee", "Ada & Co"),
                new Fact("Opened", "2 March", NINE)),
            "It drops <every> hour.\nSince Monday.",
            List.of(
                new Moment(NINE, "Rita", "reported it", false),
                new Moment(NINE.plusSeconds(60), "Ada", "saw <this> before", true)),
            List.of(
                Action.primary("Take", "take INC-1"), Action.danger("Cancel", "cancel INC-1"))));
    replies.put("form", form());
    replies.put(
        "choices",
        new Reply.Choices(
            "What shall I do with this?",
            List.of(
                Action.primary("Report this", "report draft:7"),
                Action.of("Show my tickets", "my"))));
    replies.put(
        "listing",
        new Reply.Listing(
            "Open incidents (41)",
            List.of(
                new Row("INC-1", "VPN drops", "P2, new", List.of(Action.of("Take", "take INC-1"))),
                new Row(
                    "INC-2",
                    "No sound",
                    "P3, new",
                    List.of(Action.of("Take", "take INC-2"), Action.of("Show", "show INC-2"))),
                new Row("", "help", "Shows what you can do here"),
                new Row("", "my", "")),
            List.of(Action.of("Next page", "queue open page:2"))));
    replies.put(
        "picture", new Reply.Picture("Downtime", "VPN: 2 h", new byte[] {(byte) 0x89, 'P'}));
    replies.put(
        "refusal", new Reply.Refusal("There is no INC-9.", List.of(Action.of("My tickets", "my"))));
    return replies;
  }

  static Reply.Form form() {
    return new Reply.Form(
        "form-1",
        "Report an issue",
        "report",
        "What <happened>?",
        List.of(
            new Input("text", "What is wrong?", InputKind.PARAGRAPH, true),
            new Input("title", "In a line", InputKind.LINE, false, "A hint", List.of(), "VPN"),
            new Input(
                "impact",
                "Impact",
                InputKind.CHOICE,
                false,
                "",
                List.of(new Option("high", "Many people"), new Option("low", "Only me")),
                "low"),
            new Input("for", "For whom?", InputKind.PERSON, false, "", List.of(), "@U0RITA"),
            new Input("until", "Until", InputKind.DATE, false, "", List.of(), "2026-04-01"),
            new Input("seats", "How many?", InputKind.NUMBER, false, "", List.of(), "3")),
        "Report");
  }

  /** A form with as much in it as can be. */
  static Reply.Form full(Reply.Form form) {
    Map<String, String> values = new LinkedHashMap<>();
    form.inputs().forEach(input -> values.put(input.name(), LONG));
    return new Reply.Form(
            form.id(),
            LONG,
            form.command(),
            LONG,
            withOptions(form.inputs()),
            LONG,
            form.problems())
        .with(values);
  }

  /** What only the desk's data knows: more services and teams than a menu holds. */
  static List<Input> withOptions(List<Input> inputs) {
    List<Option> many = times(150, i -> new Option("Name " + i, "Name " + i));
    return inputs.stream()
        .map(
            input ->
                input.name().equals("service")
                    ? new Input(
                        input.name(),
                        input.label(),
                        InputKind.CHOICE,
                        input.required(),
                        input.hint(),
                        many,
                        "Name 149")
                    : input.kind() == InputKind.PERSON_OR_TEAM
                        ? new Input(
                            input.name(),
                            input.label(),
                            input.kind(),
                            input.required(),
                            input.hint(),
                            many,
                            "Name 3")
                        : input)
        .toList();
  }

  static Map<String, Reply> largest() {
    Map<String, Reply> replies = new LinkedHashMap<>();
    List<Action> buttons = times(40, i -> Action.primary("&".repeat(75), "show INC-" + i));
    replies.put("text", new Reply.Text("<".repeat(10_000), List.of("INC-1"), buttons));
    replies.put(
        "card",
        new Reply.Card(
            "INC-999999999999999",
            LONG,
            Reply.Tone.DONE,
            times(60, i -> new Fact(LONG, LONG, i % 2 == 0 ? NINE : null)),
            LONG.repeat(3),
            times(60, i -> new Moment(NINE, LONG, LONG, i % 2 == 0)),
            buttons));
    replies.put(
        "form",
        new Reply.Form(
            "f".repeat(100),
            LONG,
            "request laptop " + "x".repeat(2_000),
            LONG,
            times(30, i -> input(i)),
            LONG));
    replies.put("choices", new Reply.Choices(LONG.repeat(3), buttons));
    replies.put(
        "listing",
        new Reply.Listing(
            LONG,
            times(100, i -> new Row("INC-" + i, LONG, LONG, buttons.subList(0, i % 7))),
            buttons));
    replies.put("picture", new Reply.Picture(LONG, LONG.repeat(3), new byte[100_000]));
    replies.put("refusal", new Reply.Refusal(LONG.repeat(3), buttons));
    replies.put("nothing", new Reply.Text(""));
    replies.put(
        "bare",
        new Reply.Card("INC-1", "", Reply.Tone.NEUTRAL, List.of(), "", List.of(), List.of()));
    return replies;
  }

  private static Input input(int number) {
    List<InputKind> kinds = List.copyOf(EnumSet.allOf(InputKind.class));
    InputKind kind = kinds.get(number % kinds.size());
    List<Option> options = times(1_500, i -> new Option("v" + i, LONG));
    return new Input(
        "n" + number,
        LONG,
        kind,
        true,
        LONG,
        number == 2 ? options : options.subList(0, 100),
        LONG);
  }

  private static <T> List<T> times(int many, java.util.function.IntFunction<T> each) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      list.add(each.apply(i));
    }
    return list;
  }
}
