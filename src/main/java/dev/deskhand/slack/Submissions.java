package dev.deskhand.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Command;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Forms that are sent. */
final class Submissions {

  private static final int ERROR = 1_000;

  private final Desk desk;
  private final Translation translation;
  private final InPlace inPlace;

  /** Those of late, so that one that Slack sends again is told what became of it. */
  private final Cache<String, Desk.Asked> sent =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  Submissions(Desk desk, Translation translation, InPlace inPlace) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
  }

  Response submit(ViewSubmissionRequest request, ViewSubmissionContext context) {
    ViewSubmissionPayload payload = request.getPayload();
    View view = payload.getView();
    Optional<FormState> state = FormState.read(view.getPrivateMetadata());
    if (state.isEmpty()) {
      return atField(
          view, "This form is from an older version of the desk. Please open it anew.", context);
    }
    Utterance.Submitted submitted = translation.submission(payload, state.get());
    String key = payload.getUser().getId() + " " + submitted.origin().eventId();
    AtomicBoolean first = new AtomicBoolean();
    Desk.Asked asked =
        sent.get(
            key,
            each -> {
              first.set(true);
              return desk.ask(submitted);
            });
    Optional<List<Reply>> soon = asked.soon();
    if (soon.isPresent() && isRefused(soon.get())) {
      sent.invalidate(key);
      return refused(view, state.get(), asked.command(), soon.get(), context);
    }
    if (first.get()) {
      desk.afterwards(asked, replies -> inPlace.say(words(replies), submitted.origin()));
    }
    return soon.flatMap(replies -> next(replies, submitted.origin()))
        .map(context::ackWithUpdate)
        .orElseGet(context::ack);
  }

  private static boolean isRefused(List<Reply> replies) {
    return !replies.isEmpty() && replies.stream().allMatch(Reply.Refusal.class::isInstance);
  }

  private static List<Reply> words(List<Reply> replies) {
    return replies.stream().filter(reply -> !(reply instanceof Reply.Form)).toList();
  }

  /** The form that the answer asks to fill in next, in the place of this one. */
  private static Optional<View> next(List<Reply> replies, Origin origin) {
    return replies.stream()
        .filter(Reply.Form.class::isInstance)
        .map(Reply.Form.class::cast)
        .findFirst()
        .flatMap(form -> ModalRenderer.modal(form, FormState.of(form, origin.place())));
  }

  /**
   * The person can correct a form that was refused. What could not be read is shown at its field;
   * what the desk refused was an event of its own, so the form gets a new id with the reason on
   * top.
   */
  private static Response refused(
      View view,
      FormState state,
      Command command,
      List<Reply> replies,
      ViewSubmissionContext context) {
    String why = replies.stream().map(Reply::plainText).collect(Collectors.joining("\n"));
    if (command instanceof Command.Misunderstood) {
      return atField(view, why, context);
    }
    return context.ackWithUpdate(ModalRenderer.refused(view, state.again(), why));
  }

  private static Response atField(View view, String why, ViewSubmissionContext context) {
    List<InputBlock> fields =
        view.getBlocks().stream()
            .filter(InputBlock.class::isInstance)
            .map(InputBlock.class::cast)
            .toList();
    if (fields.isEmpty()) {
      return context.ack();
    }
    InputBlock field =
        fields.stream().filter(each -> isAbout(each, why)).findFirst().orElseGet(fields::getFirst);
    String cut = why.length() > ERROR ? why.substring(0, ERROR) + "…" : why;
    return context.ackWithErrors(Map.of(field.getBlockId(), cut));
  }

  private static boolean isAbout(InputBlock field, String why) {
    String lower = why.toLowerCase(Locale.ROOT);
    return names(lower, ModalRenderer.inputOf(field.getBlockId()).orElse(""))
        || names(lower, field.getLabel() == null ? "" : field.getLabel().getText());
  }

  private static boolean names(String sentence, String word) {
    String lower = word.toLowerCase(Locale.ROOT).strip();
    return !lower.isEmpty()
        && Pattern.compile("(?<!\\p{L})" + Pattern.quote(lower) + "(?!\\p{L})")
            .matcher(sentence)
            .find();
  }
}
