package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Command;
import dev.deskhand.chat.CommandName;
import dev.deskhand.chat.CommandRegistry;
import dev.deskhand.chat.CommandSpec;
import dev.deskhand.chat.Reply;
import dev.deskhand.people.Permissions;
import dev.deskhand.status.Services;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Helps people on: help, forms, and what to make of free words. */
@Component
class GuideCommands {

  private static final Set<String> GREETINGS =
      Set.of(
          "hi",
          "hello",
          "hey",
          "hallo",
          "moin",
          "howdy",
          "greetings",
          "yo",
          "good",
          "morning",
          "afternoon",
          "evening",
          "there",
          "all",
          "everyone",
          "desk",
          "deskhand");
  private static final Set<String> THANKS =
      Set.of(
          "thanks", "thank", "you", "thx", "ty", "cheers", "great", "perfect", "cool", "ok", "okay",
          "nice", "so", "much", "very", "a", "lot", "many", "danke", "merci");

  private final Permissions permissions;
  private final Services services;
  private final Drafts drafts;
  private final Offers offers;

  GuideCommands(Permissions permissions, Services services, Drafts drafts, Offers offers) {
    this.permissions = permissions;
    this.services = services;
    this.drafts = drafts;
    this.offers = offers;
  }

  List<Reply> help(@Nullable CommandName topic, Asked asked) {
    if (topic != null) {
      return Answers.one(explain(topic.spec()));
    }
    List<Reply.Row> rows =
        CommandRegistry.all().stream()
            .filter(spec -> permissions.concerns(asked.person(), spec.name()))
            .map(spec -> new Reply.Row("", spec.usage(), spec.summary()))
            .toList();
    return Answers.one(
        new Reply.Listing(
            "What you can do, " + asked.person().name(),
            rows,
            List.of(
                Action.primary("Report an issue", "report"),
                Action.of("My tickets", "my"),
                Action.of("Services", "status"),
                Action.of("Catalog", "catalog"))));
  }

  private static Reply explain(CommandSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add(spec.usage());
    lines.add(spec.summary() + ". For: " + spec.audience().words() + ".");
    spec.params()
        .forEach(
            param ->
                lines.add(
                    "- "
                        + param.name()
                        + (param.required() ? "" : " (optional)")
                        + ": "
                        + param.summary()));
    lines.add("Example: " + spec.example());
    return new Reply.Text(String.join("\n", lines));
  }

  /** Words that are no command: a greeting gets a friendly line, anything else a choice. */
  List<Reply> freeText(String text, Asked asked) {
    List<String> words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    if (words.isEmpty() || (words.size() <= 4 && GREETINGS.containsAll(words))) {
      return Answers.one(
          new Reply.Text(
              "Hello " + asked.person().name() + ". Tell me what is wrong, or type: help"));
    }
    if (words.size() <= 6
        && THANKS.containsAll(words)
        && words.stream()
            .anyMatch(
                word -> word.startsWith("th") || word.equals("cheers") || words.size() <= 2)) {
      return Answers.one(new Reply.Text("You are welcome."));
    }
    List<Action> actions = new ArrayList<>();
    long draft = drafts.keep(asked.person().id(), text, asked.actor().at());
    actions.add(Action.primary("Report this", Command.ReportDraft.words(draft)));
    Lookalikes.outage(services.all(), null, text)
        .ifPresent(
            outage -> actions.add(Action.of("Show " + outage.key(), "show " + outage.key())));
    actions.add(Action.of("Show my tickets", "my"));
    actions.add(Action.of("Help", "help"));
    return Answers.one(
        new Reply.Choices("What shall I do with this? Nothing has been opened yet.", actions));
  }

  /**
   * A form, with the choices filled in that only the desk's data knows, and without the questions
   * whose answers the person could not know.
   */
  List<Reply> form(Reply.Form whole, Asked asked) {
    Reply.Form form = offers.seesServices(asked.person()) ? whole : withoutTheDesks(whole);
    boolean asksService = form.inputs().stream().anyMatch(GuideCommands::asksService);
    if (!asksService) {
      return Answers.one(form);
    }
    List<Reply.Option> options =
        services.all().stream()
            .map(service -> new Reply.Option(service.name(), service.name()))
            .toList();
    return Answers.one(
        new Reply.Form(
            form.id(),
            form.title(),
            form.command(),
            form.intro(),
            form.inputs().stream()
                .map(
                    input ->
                        asksService(input) && !options.isEmpty()
                            ? withOptions(input, options)
                            : input)
                .toList(),
            form.submit()));
  }

  private static Reply.Form withoutTheDesks(Reply.Form form) {
    return new Reply.Form(
        form.id(),
        form.title(),
        form.command(),
        form.intro(),
        form.inputs().stream()
            .filter(input -> !asksService(input) && input.kind() != Reply.InputKind.PERSON)
            .toList(),
        form.submit());
  }

  private static boolean asksService(Reply.Input input) {
    return input.name().equals("service");
  }

  private static Reply.Input withOptions(Reply.Input input, List<Reply.Option> options) {
    return new Reply.Input(
        input.name(),
        input.label(),
        Reply.InputKind.CHOICE,
        input.required(),
        input.hint(),
        options,
        input.value());
  }
}
