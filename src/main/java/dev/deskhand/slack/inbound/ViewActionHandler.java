package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.answers.ModalReplies;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.rendering.Buttons;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is pressed in modals and in the Home tab. In a modal, another ticket is shown over it, and
 * what was done to this one in its place.
 */
public final class ViewActionHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final DirectChannels directory;
  private final @Nullable HomeView home;
  private final ModalReplies windows;

  public ViewActionHandler(
      DeskClient desk,
      UtteranceMapper translation,
      DirectChannels directory,
      @Nullable HomeView home,
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
    if (said.isEmpty()) {
      return;
    }
    if (!"home".equals(payload.getView().getType())) {
      inModal(payload, said.get());
    } else if (home != null) {
      home.press(payload, said.get());
    }
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
