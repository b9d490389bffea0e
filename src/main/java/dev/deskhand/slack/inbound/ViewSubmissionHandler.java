package dev.deskhand.slack.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.forms.FieldProblems;
import dev.deskhand.slack.forms.FormState;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.forms.PersonOrTeam;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Forms that are sent. */
public final class ViewSubmissionHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final ResponseUrlReplies inPlace;

  /** Those of late, so that one that Slack sends again is told what became of it. */
  private final Cache<String, DeskClient.Asked> sent =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  public ViewSubmissionHandler(
      DeskClient desk, UtteranceMapper translation, ResponseUrlReplies inPlace) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
  }

  public Response submit(ViewSubmissionRequest request, ViewSubmissionContext context) {
    ViewSubmissionPayload payload = request.getPayload();
    View view = payload.getView();
    FieldProblems fields = new FieldProblems(view);
    Optional<FormState> state = FormState.read(view.getPrivateMetadata());
    if (state.isEmpty()) {
      return atFields(fields.somewhere(DeskClient.OUT_OF_DATE.plainText()), context);
    }
    Map<String, String> incomplete = PersonOrTeam.problems(view);
    if (!incomplete.isEmpty()) {
      return context.ackWithErrors(incomplete);
    }
    return carryOut(translation.submission(payload, state.get()), state.get(), payload, context);
  }

  private Response carryOut(
      Utterance.Submitted submitted,
      FormState state,
      ViewSubmissionPayload payload,
      ViewSubmissionContext context) {
    String key = payload.getUser().getId() + " " + submitted.origin().eventId();
    AtomicBoolean first = new AtomicBoolean();
    DeskClient.Asked asked =
        sent.get(
            key,
            each -> {
              first.set(true);
              return desk.ask(submitted);
            });
    Optional<List<Reply>> soon = asked.within(Deadlines.ANSWER);
    if (soon.isPresent()) {
      List<Reply> replies = soon.get();
      Map<String, String> problems =
          new FieldProblems(payload.getView()).of(replies, asked.command(), state.command());
      if (!problems.isEmpty()) {
        sent.invalidate(key);
        return context.ackWithErrors(problems);
      }
      if (Reply.refused(replies)) {
        sent.invalidate(key);
        return refused(payload.getView(), state, replies, context);
      }
    }
    if (first.get()) {
      // a form that comes too late to be shown in the place of this one is offered by a button
      desk.afterwards(
          asked,
          replies ->
              inPlace.conclude(
                  soon.isPresent() ? words(replies) : replies,
                  submitted.origin(),
                  asked.command(),
                  standing(state, submitted.origin().place(), asked.command()),
                  DeskClient.isForEveryone(state.place(), asked.command(), replies)));
    }
    return soon.flatMap(replies -> next(replies, state))
        .map(context::ackWithUpdate)
        .orElseGet(context::ack);
  }

  private FormState standing(FormState state, Place place, Command command) {
    PressedMessage from = Objects.requireNonNullElse(state.pressed(), PressedMessage.OTHER);
    return state.answeredAt(state.responseUrl(), desk.standing(from, place, command));
  }

  private static List<Reply> words(List<Reply> replies) {
    return replies.stream().filter(reply -> !(reply instanceof Reply.Form)).toList();
  }

  /** The form that the answer asks to fill in next, in the place of this one. */
  private static Optional<View> next(List<Reply> replies, FormState state) {
    return replies.stream()
        .filter(Reply.Form.class::isInstance)
        .map(Reply.Form.class::cast)
        .findFirst()
        .flatMap(form -> ModalRenderer.modal(form, state.next(form)));
  }

  /**
   * The person can correct a form that was refused for a reason that is about no field: the form
   * stays as it was filled in, with the reason on top.
   */
  private static Response refused(
      View view, FormState state, List<Reply> replies, ViewSubmissionContext context) {
    String why = replies.stream().map(Reply::plainText).collect(Collectors.joining("\n"));
    return context.ackWithUpdate(ModalRenderer.refused(view, state.again(), why));
  }

  private static Response atFields(Map<String, String> problems, ViewSubmissionContext context) {
    return problems.isEmpty() ? context.ack() : context.ackWithErrors(problems);
  }
}
