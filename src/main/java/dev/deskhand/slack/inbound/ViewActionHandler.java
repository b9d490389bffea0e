package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.answers.ModalReplies;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.home.HomeTab;
import dev.deskhand.slack.rendering.Buttons;
import java.util.List;
import java.util.Optional;

/**
 * What is pressed in the Home tab and in modals. In the Home tab, what pages and narrows changes
 * the tab; all else is answered in a modal. In a modal, another ticket is shown over it, and what
 * was done to this one in its place.
 */
public final class ViewActionHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final DirectChannels directory;
  private final HomeTab home;
  private final ModalReplies windows;

  public ViewActionHandler(
      DeskClient desk,
      UtteranceMapper translation,
      DirectChannels directory,
      HomeTab home,
      ModalReplies windows) {
    this.desk = desk;
    this.translation = translation;
    this.directory = directory;
    this.home = home;
    this.windows = windows;
  }

  public void press(BlockActionPayload payload) {
    String user = payload.getUser().getId();
    String channel = directory.direct(user).value().orElse(user);
    Optional<Utterance> said = translation.inView(payload, channel);
    if (said.isPresent()) {
      if ("home".equals(payload.getView().getType())) {
        inHome(payload, said.get());
      } else {
        inModal(payload, said.get());
      }
    }
  }

  private void inHome(BlockActionPayload payload, Utterance said) {
    String user = payload.getUser().getId();
    Command command = desk.read(said);
    if (command instanceof Command.Call<?> call && isShownThere(call.definition().spec())) {
      home.lookedAt(user, new Command.Home(call, true));
      return;
    }
    List<Reply> replies = desk.ask(said.origin(), command).answer().join();
    if (!replies.isEmpty()) {
      windows.open(replies, said.origin(), payload.getTriggerId());
    }
    if (ModalReplies.form(replies).isEmpty()) {
      home.lookedAt(user, new Command.Home(null, true));
    }
  }

  /** Whether an answer has its own place on the home screen. */
  private static boolean isShownThere(CommandSpec command) {
    return command.words().equals("my") || command.words().equals("queue");
  }

  private void inModal(BlockActionPayload payload, Utterance said) {
    View view = payload.getView();
    Command command = desk.read(said);
    List<Reply> replies = desk.ask(said.origin(), command).answer().join();
    if (replies.isEmpty()) {
      return;
    }
    PressedMessage kind = Buttons.pressed(payload.getActions().getFirst().getActionId());
    PressedMessage pressed = kind == PressedMessage.OWN_QUESTION ? kind : PressedMessage.WINDOW;
    if (pressed.givesWay(said.origin().place(), command, replies)) {
      windows.instead(replies, said.origin(), view.getId());
    } else {
      windows.over(replies, said.origin(), view.getId(), payload.getTriggerId());
    }
  }
}
