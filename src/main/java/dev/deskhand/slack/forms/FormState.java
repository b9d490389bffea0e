package dev.deskhand.slack.forms;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a modal carries along to say, when it is sent, which form it is and where its answer goes.
 *
 * @param id the {@link Reply.Form#id() form's id}
 * @param command the words that its fields complete
 * @param channel where the form was asked for
 * @param thread the thread within it, if it was in one
 * @param direct whether only the person and the desk are there
 * @param attempt how often it was sent and refused before
 * @param link the message that it is about, which goes with the text; null if it is about none
 * @param responseUrl where the answer can be shown for half an hour; null if it is not known
 * @param pressed what the form was opened from, to which the response URL belongs; null if another
 *     version of the desk opened it
 */
public record FormState(
    String id,
    String command,
    String channel,
    @Nullable String thread,
    boolean direct,
    int attempt,
    @Nullable String link,
    @Nullable String responseUrl,
    @Nullable PressedMessage pressed) {

  /** Slack's limit of {@code private_metadata}. */
  private static final int MOST = 3_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  public static FormState of(Reply.Form form, Place place) {
    return new FormState(
        form.id(),
        form.command(),
        place.channel(),
        place.thread(),
        place.direct(),
        0,
        null,
        null,
        PressedMessage.OTHER);
  }

  public FormState about(@Nullable String message) {
    return new FormState(
        id, command, channel, thread, direct, attempt, message, responseUrl, pressed);
  }

  public FormState answeredAt(@Nullable String url, @Nullable PressedMessage from) {
    return new FormState(id, command, channel, thread, direct, attempt, link, url, from);
  }

  /** Another form in the place of this one. */
  public FormState next(Reply.Form form) {
    return FormState.of(form, place()).about(link).answeredAt(responseUrl, pressed);
  }

  /** Reads what a modal carried; empty if it is not of this version of the desk. */
  @SuppressWarnings("NullAway")
  public // what another version wrote may lack anything
  static Optional<FormState> read(@Nullable String metadata) {
    if (metadata == null || metadata.isBlank()) {
      return Optional.empty();
    }
    try {
      FormState state = MAPPER.readValue(metadata, FormState.class);
      return state == null
              || state.id() == null
              || state.command() == null
              || state.channel() == null
          ? Optional.empty()
          : Optional.of(state);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** As text for the modal; empty if it is more than Slack lets it carry. */
  Optional<String> write() {
    String json = MAPPER.writeValueAsString(this);
    return json.length() > MOST ? Optional.empty() : Optional.of(json);
  }

  public FormState again() {
    return new FormState(
        id, command, channel, thread, direct, attempt + 1, link, responseUrl, pressed);
  }

  /** The id of this sending of the form: after a refusal, another sending counts anew. */
  public String eventId() {
    return attempt == 0 ? id : id + "#" + attempt;
  }

  public Place place() {
    return new Place(SlackPlatform.NAME, channel, thread, direct);
  }

  /** Without the response URL: who has it can speak in the desk's name. */
  @Override
  public String toString() {
    return "FormState[%s %s]".formatted(eventId(), command);
  }
}
