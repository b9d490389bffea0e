package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.forms.SavedDrafts;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandName;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.people.Permissions;
import dev.deskhand.status.Services;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Helps people on: help, forms, and what to make of free words. */
@Component
public class HelpCommands {

  private final Permissions permissions;
  private final Services services;
  private final SavedDrafts drafts;

  HelpCommands(Permissions permissions, Services services, SavedDrafts drafts) {
    this.permissions = permissions;
    this.services = services;
    this.drafts = drafts;
  }

  public List<Reply> help(@Nullable CommandName topic, CommandContext asked) {
    if (topic != null) {
      return Replies.one(explain(topic.spec()));
    }
    List<Reply.Row> rows =
        CommandRegistry.all().stream()
            .filter(spec -> permissions.concerns(asked.person(), spec.name()))
            .map(spec -> new Reply.Row("", spec.usage(), spec.summary()))
            .toList();
    return Replies.one(
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
  public List<Reply> freeText(Command.FreeText said, CommandContext asked) {
    String text = said.text();
    switch (said.files().isEmpty() ? SmallTalk.of(text) : SmallTalk.NONE) {
      case GREETING -> {
        return Replies.one(
            new Reply.Text(
                "Hello " + asked.person().name() + ". Tell me what is wrong, or type: help"));
      }
      case THANKS -> {
        return Replies.one(new Reply.Text("You are welcome."));
      }
      case NONE -> {}
    }
    List<Action> actions = new ArrayList<>();
    long draft =
        drafts.keep(
            asked.person().id(), new SavedDrafts.Draft(text, said.files()), asked.actor().at());
    actions.add(Action.primary("Report this", Command.ReportDraft.words(draft)));
    DuplicateDetection.outage(services.all(), null, text)
        .ifPresent(
            outage -> actions.add(Action.of("Show " + outage.key(), "show " + outage.key())));
    actions.add(Action.of("Show my tickets", "my"));
    actions.add(Action.of("Help", "help"));
    return Replies.one(
        new Reply.Choices("What shall I do with this? Nothing has been opened yet.", actions));
  }
}
