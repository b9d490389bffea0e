package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.rendering.Buttons;
import dev.deskhand.slack.rendering.FormButton;
import java.util.List;
import java.util.Optional;

/** Pressed buttons. */
public final class ButtonHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final ResponseUrlReplies inPlace;
  private final ViewActionHandler inViews;

  public ButtonHandler(
      DeskClient desk,
      UtteranceMapper translation,
      ResponseUrlReplies inPlace,
      ViewActionHandler inViews) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
    this.inViews = inViews;
  }

  public Response press(BlockActionRequest request, ActionContext context) {
    BlockActionPayload payload = request.getPayload();
    if (payload.getView() != null) {
      desk.meanwhile(() -> inViews.press(payload));
      return context.ack();
    }
    translation.press(payload).ifPresent(pressed -> carryOut(pressed, payload));
    return context.ack();
  }

  private void carryOut(Utterance.Pressed pressed, BlockActionPayload payload) {
    String actionId = payload.getActions().getFirst().getActionId();
    Optional<FormButton> form =
        Buttons.opensForm(actionId)
            ? Optional.of(FormButton.read(pressed.command()))
            : Optional.empty();
    Utterance words =
        form.<Utterance>map(button -> new Utterance.Pressed(pressed.origin(), button.command()))
            .orElse(pressed);
    DeskClient.Asked asked = desk.ask(words);
    desk.afterwards(
        asked,
        replies ->
            handOver(
                form.map(button -> replies.stream().map(button::fillIn).toList()).orElse(replies),
                asked.command(),
                pressed.origin(),
                payload));
  }

  private void handOver(
      List<Reply> replies, Command command, Origin origin, BlockActionPayload payload) {
    Place place = origin.place();
    PressedMessage kind = Buttons.pressed(payload.getActions().getFirst().getActionId());
    PressedMessage pressed =
        desk.standing(
            place.direct() || payload.getContainer().isEphemeral() ? kind : kind.shared(),
            place,
            command);
    List<Reply> shown = pressed.shown(command, replies, more -> desk.glance(origin, more));
    inPlace.handOver(
        shown,
        origin,
        new ResponseUrlReplies.Manner(
            DeskClient.isForEveryone(place, command, shown),
            pressed.givesWay(place, command, shown),
            pressed),
        payload.getResponseUrl(),
        payload.getTriggerId());
  }
}
