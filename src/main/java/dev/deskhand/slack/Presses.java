package dev.deskhand.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import java.util.List;
import java.util.Optional;

/** Pressed buttons. */
final class Presses {

  private final Desk desk;
  private final Translation translation;
  private final InPlace inPlace;
  private final ViewPresses inViews;

  Presses(Desk desk, Translation translation, InPlace inPlace, ViewPresses inViews) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
    this.inViews = inViews;
  }

  Response press(BlockActionRequest request, ActionContext context) {
    BlockActionPayload payload = request.getPayload();
    if (payload.getView() != null) {
      desk.meanwhile(() -> inViews.press(payload));
      return context.ack();
    }
    Optional<Utterance.Pressed> pressed = translation.press(payload);
    if (pressed.isPresent()) {
      desk.afterwards(
          desk.ask(pressed.get()),
          replies ->
              inPlace.handOver(
                  replies,
                  pressed.get().origin(),
                  manner(payload, replies, pressed.get()),
                  payload.getResponseUrl(),
                  payload.getTriggerId()));
    }
    return context.ack();
  }

  /** A message that others see stays as it is, and only the presser sees what came of it. */
  private static InPlace.Manner manner(
      BlockActionPayload payload, List<Reply> replies, Utterance.Pressed pressed) {
    boolean direct = pressed.origin().place().direct();
    boolean own = direct || payload.getContainer().isEphemeral();
    boolean refused = replies.stream().anyMatch(Reply.Refusal.class::isInstance);
    boolean instead =
        own && !refused && Buttons.givesWay(payload.getActions().getFirst().getActionId());
    return new InPlace.Manner(direct, instead);
  }
}
