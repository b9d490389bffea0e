package dev.deskhand.slack;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
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
 */
record FormState(
    String id,
    String command,
    String channel,
    @Nullable String thread,
    boolean direct,
    int attempt) {

  /** Slack's limit of {@code private_metadata}. */
  private static final int MOST = 3_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  static FormState of(Reply.Form form, Place place) {
    return new FormState(
        form.id(), form.command(), place.channel(), place.thread(), place.direct(), 0);
  }

  /** Reads what a modal carried; empty if it is not of this version of the desk. */
  @SuppressWarnings("NullAway") // what another version wrote may lack anything
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

  FormState again() {
    return new FormState(id, command, channel, thread, direct, attempt + 1);
  }

  /** The id of this sending of the form: after a refusal, another sending counts anew. */
  String eventId() {
    return attempt == 0 ? id : id + "#" + attempt;
  }

  Place place() {
    return new Place(SlackPlatform.NAME, channel, thread, direct);
  }
}
