package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.response.Response;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.ShortConfirmation;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.forms.FormButton;
import dev.deskhand.slack.rendering.Buttons;
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
        replies -> {
          List<Reply> filled =
              form.map(button -> replies.stream().map(button::fillIn).toList()).orElse(replies);
          ResponseUrlReplies.Manner manner =
              manner(payload, filled, asked.command(), pressed.origin());
          inPlace.handOver(
              manner.instead() ? filled : ShortConfirmation.of(filled, asked.command()),
              pressed.origin(),
              manner,
              payload.getResponseUrl(),
              payload.getTriggerId());
          if (manner.ofCard() && Reply.refused(filled)) {
            asked
                .command()
                .ticket()
                .ifPresent(ticket -> refresh(ticket, pressed.origin(), payload));
          }
        });
  }

  /** A card whose button came too late is shown as its ticket stands now. */
  private void refresh(TicketKey ticket, Origin origin, BlockActionPayload payload) {
    desk.afterwards(
        desk.ask(new Utterance.Pressed(origin, "show " + ticket)),
        replies ->
            replies.stream()
                .filter(Reply.Card.class::isInstance)
                .map(Reply.Card.class::cast)
                .findFirst()
                .ifPresent(
                    card ->
                        inPlace.handOver(
                            List.of(card.only(moment -> false)),
                            origin,
                            new ResponseUrlReplies.Manner(origin.place().direct(), true, true),
                            payload.getResponseUrl(),
                            null)));
  }

  /** A message that others see stays as it is, and only the presser sees what came of it. */
  private static ResponseUrlReplies.Manner manner(
      BlockActionPayload payload, List<Reply> replies, Command command, Origin origin) {
    String actionId = payload.getActions().getFirst().getActionId();
    boolean direct = origin.place().direct();
    boolean own = direct || payload.getContainer().isEphemeral();
    boolean ofCard = own && Buttons.isOfCard(actionId);
    boolean changed =
        ofCard
            && replies.size() == 1
            && ShortConfirmation.changed(replies.getFirst(), command).isPresent();
    boolean instead = changed || (own && !Reply.refused(replies) && Buttons.givesWay(actionId));
    return new ResponseUrlReplies.Manner(direct, instead, ofCard);
  }
}
