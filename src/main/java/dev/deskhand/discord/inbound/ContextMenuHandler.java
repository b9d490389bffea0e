package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.platform.MessageReport;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.UserContextInteractionEvent;

/** The entries in the context menus of messages and of people. */
public class ContextMenuHandler {

  private static final Reply NO_PERSON =
      new Reply.Refusal("That is a bot; only people have tickets.");

  private final InteractionDispatcher dialogue;
  private final FormSessions forms;

  public ContextMenuHandler(InteractionDispatcher dialogue, FormSessions forms) {
    this.dialogue = dialogue;
    this.forms = forms;
  }

  /** Opens the form of a report, with the message in it. */
  public void message(MessageContextInteractionEvent event) {
    if (!event.getName().equals(CommandTree.Menu.REPORT_MESSAGE.title())) {
      dialogue.outOfDate(event);
      return;
    }
    MessageReport report = MessageText.report(event.getTarget());
    Map<String, String> text = Map.of("text", report.text());
    dialogue.carryOut(
        event,
        report.fromMenu(InteractionDispatcher.origin(event, event.getId(), List.of())),
        replies -> replies.stream().map(reply -> filled(reply, text, report.files())).toList());
  }

  /** Lists what is open of a person. */
  public void person(UserContextInteractionEvent event) {
    User person = event.getTarget();
    if (!event.getName().equals(CommandTree.Menu.TICKETS_OF_PERSON.title())) {
      dialogue.outOfDate(event);
    } else if (person.isBot()) {
      dialogue.privately(event, NO_PERSON);
    } else {
      List<Sender> mentioned = List.of(GuildAccess.sender(person, event.getTargetMember()));
      dialogue.carryOut(
          event,
          new Utterance.Submitted(
              InteractionDispatcher.origin(event, event.getId(), mentioned),
              "tickets",
              Map.of("person", "@" + person.getId())));
    }
  }

  private Reply filled(Reply reply, Map<String, String> fields, List<Attachment> files) {
    return reply instanceof Reply.Form form ? forms.keep(form.with(fields), files) : reply;
  }
}
