package dev.deskhand.slack.answers;

import com.slack.api.model.view.View;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.forms.FormState;
import dev.deskhand.slack.forms.ModalRenderer;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows answers to what was pressed in a view, which has no channel to answer in, as modals. */
public final class ModalReplies {

  private static final Logger log = LoggerFactory.getLogger(ModalReplies.class);

  private final SlackApi api;
  private final ResponseUrlReplies inPlace;

  public ModalReplies(SlackApi api, ResponseUrlReplies inPlace) {
    this.api = api;
    this.inPlace = inPlace;
  }

  /** Opens the answer; if Slack no longer lets it, it goes into the person's conversation. */
  public void open(List<Reply> replies, Origin origin, String triggerId) {
    View view = view(replies, origin);
    say(
        replies,
        origin,
        api.as(CallPriority.NOW)
            .call(
                "views.open",
                methods -> methods.viewsOpen(request -> request.triggerId(triggerId).view(view))));
  }

  /** Shows the answer in the place of the modal that was pressed. */
  public void instead(List<Reply> replies, Origin origin, String viewId) {
    View view = view(replies, origin);
    say(
        replies,
        origin,
        api.as(CallPriority.NOW)
            .call(
                "views.update",
                methods -> methods.viewsUpdate(request -> request.viewId(viewId).view(view))));
  }

  /** Shows the answer over the modal that was pressed, as long as Slack piles them up. */
  public void over(List<Reply> replies, Origin origin, String viewId, String triggerId) {
    View view = view(replies, origin);
    ApiResult<?> result =
        api.as(CallPriority.NOW)
            .call(
                "views.push",
                methods -> methods.viewsPush(request -> request.triggerId(triggerId).view(view)));
    if (result instanceof ApiResult.Refused<?> refused
        && refused.error().equals("push_limit_reached")) {
      instead(replies, origin, viewId);
    } else {
      say(replies, origin, result);
    }
  }

  private static View view(List<Reply> replies, Origin origin) {
    return form(replies)
        .flatMap(
            form ->
                ModalRenderer.modal(
                    form,
                    // the Home tab follows, from which all windows are opened
                    FormState.of(form, origin.place())
                        .answeredAt(null, PressedMessage.SHARED_CARD)))
        .orElseGet(() -> AnswerRenderer.modal(replies));
  }

  public static Optional<Reply.Form> form(List<Reply> replies) {
    return replies.stream()
        .filter(Reply.Form.class::isInstance)
        .map(Reply.Form.class::cast)
        .findFirst();
  }

  private void say(List<Reply> replies, Origin origin, ApiResult<?> result) {
    switch (result) {
      case ApiResult.Done<?> done -> inPlace.showPictures(replies, origin, false);
      // it may be there
      case ApiResult.Unclear<?> unclear -> inPlace.showPictures(replies, origin, false);
      case ApiResult.Refused<?> refused -> {
        log.info("An answer to {} is no modal: {}", origin.sender().userId(), refused.trouble());
        inPlace.say(replies, origin);
      }
      case ApiResult.Busy<?> busy -> inPlace.say(replies, origin);
    }
  }
}
