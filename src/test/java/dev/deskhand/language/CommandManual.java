package dev.deskhand.language;

import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the manual of commands. */
public final class CommandManual {

  private static final String INTRO =
      """
      # Commands

      <!-- Made from the command registry; GeneratedFilesTest says how to make it anew. -->

      The same words work everywhere: after `/desk` in Slack, in a direct message to the desk, after \
      a mention of it, in the browser, and over HTTP. Discord shows each command as a sub-command of \
      `/desk`, `/agent`, `/outage` or `/manage`, with an option for everything it takes.

      - Capitals do not matter. `KEY` is `INC-12` (an incident; the bare number `12` will do), \
      `REQ-7` (a request) or `OUT-3` (an outage).
      - Said to the desk in a ticket's own thread, a command that starts with `KEY` needs none: \
      `@Deskhand take`.
      - What stands in `[brackets]` can be left out; `a|b` is a choice.
      - `name:value` can stand anywhere in the command. Quotes group words: `service:"Video calls"`.
      - Where a command lacks something, the desk asks for it, or says what is missing.
      - A text has at most 10,000 characters.

      """;

  private CommandManual() {}

  /** The manual, in Markdown. */
  public static String markdown() {
    return INTRO
        + Stream.of(CommandGroup.values())
            .map(CommandManual::chapter)
            .collect(Collectors.joining("\n"));
  }

  private static String chapter(CommandGroup group) {
    List<CommandSpec> specs =
        Spoken.REGISTRY.all().stream().filter(spec -> spec.group() == group).toList();
    return "## "
        + group.summary()
        + "\n\n"
        + specs.stream().map(CommandManual::section).collect(Collectors.joining("\n"));
  }

  private static String section(CommandSpec spec) {
    String seen =
        switch (spec.visibility()) {
          case ONLY_YOU -> "Only you see the answer.";
          case EVERYONE_HERE -> "Everyone in the channel sees the answer.";
        };
    return """
    ### %s

    %s. %s

    - Typed: `%s`
    - Example: `%s`
    - On Discord: `/%s`
    - For: %s
    %s"""
        .formatted(
            spec.words(),
            Phrases.sentence(spec.summary()),
            seen,
            spec.usage(),
            spec.example(),
            onDiscord(spec),
            spec.permission().words(),
            params(spec));
  }

  private static String onDiscord(CommandSpec spec) {
    return new CommandTree(Spoken.REGISTRY)
        .commands().stream()
            .flatMap(
                command ->
                    command.subCommands().stream()
                        .filter(sub -> sub.command().equals(spec))
                        .map(sub -> command.name() + " " + sub.name()))
            .findFirst()
            .orElseThrow();
  }

  private static String params(CommandSpec spec) {
    return spec.params().isEmpty()
        ? ""
        : "\n| takes | | |\n|---|---|---|\n"
            + spec.params().stream().map(CommandManual::row).collect(Collectors.joining());
  }

  private static String row(Param param) {
    return "| %s | %s | %s |\n"
        .formatted(
            "`" + param.name() + "`",
            param.required() ? "needed" : "optional",
            Phrases.sentence(param.summary()) + choices(param));
  }

  private static String choices(Param param) {
    return param.kind() != Param.Kind.CHOICE
        ? ""
        : ": "
            + param.choices().stream()
                .map(choice -> "`" + choice + "`")
                .collect(Collectors.joining(", "));
  }
}
