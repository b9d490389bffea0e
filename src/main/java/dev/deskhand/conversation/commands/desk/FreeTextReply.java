package dev.deskhand.conversation.commands.desk;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DuplicateDetection;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.Command;
import dev.deskhand.status.Services;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is answered to words that are no command. */
@Component
public class FreeTextReply {

  private final Services services;
  private final SavedDrafts drafts;

  FreeTextReply(Services services, SavedDrafts drafts) {
    this.services = services;
    this.drafts = drafts;
  }

  /** A greeting gets a friendly line, anything else a choice. */
  public List<Reply> to(Command.FreeText said, CommandContext context) {
    String text = said.text();
    switch (said.files().isEmpty() ? SmallTalk.of(text) : SmallTalk.NONE) {
      case GREETING -> {
        return Replies.one(
            new Reply.Text(
                "Hello " + context.person().name() + ". Tell me what is wrong, or type: help"));
      }
      case THANKS -> {
        return Replies.one(new Reply.Text("You are welcome."));
      }
      case NONE -> {}
    }
    List<Action> actions = new ArrayList<>();
    long draft =
        drafts.keep(
            context.person().id(), new SavedDrafts.Draft(text, said.files()), context.actor().at());
    actions.add(Action.primary("Report this", ReportCommand.ofDraft(draft)));
    DuplicateDetection.outage(services.all(), null, text)
        .ifPresent(
            outage -> actions.add(Action.of("Show " + outage.key(), "show " + outage.key())));
    actions.add(Action.of("Show my tickets", "my"));
    actions.add(Action.of("Help", "help"));
    return Replies.one(
        new Reply.Choices("What shall I do with this? Nothing has been opened yet.", actions));
  }
}
