package dev.deskhand.slack;

import com.slack.api.app_backend.events.payload.Authorization;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.deskhand.chat.Utterance;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people write: to the desk, and in threads where it reads along. */
final class Events {

  private final Desk desk;
  private final Translation translation;
  private final Talk talk;

  Events(Desk desk, Translation translation, Talk talk) {
    this.desk = desk;
    this.translation = translation;
    this.talk = talk;
  }

  Response message(EventsApiPayload<MessageEvent> payload, EventContext context) {
    return told(() -> talk.message(payload.getEvent(), payload.getEventId()), context);
  }

  Response file(EventsApiPayload<MessageFileShareEvent> payload, EventContext context) {
    return told(() -> talk.file(payload.getEvent(), payload.getEventId()), context);
  }

  Response broadcast(EventsApiPayload<MessageThreadBroadcastEvent> payload, EventContext context) {
    return told(() -> talk.broadcast(payload.getEvent(), payload.getEventId()), context);
  }

  Response changed(EventsApiPayload<MessageChangedEvent> payload, EventContext context) {
    return told(() -> talk.changed(payload.getEvent(), payload.getEventId()), context);
  }

  Response deleted(EventsApiPayload<MessageDeletedEvent> payload, EventContext context) {
    return told(() -> talk.deleted(payload.getEvent(), payload.getEventId()), context);
  }

  Response mention(EventsApiPayload<AppMentionEvent> payload, EventContext context) {
    return told(
        () ->
            translation.mention(
                payload.getEvent(), payload.getEventId(), desk(payload.getAuthorizations())),
        context);
  }

  private static @Nullable String desk(@Nullable List<Authorization> authorizations) {
    return authorizations == null || authorizations.isEmpty()
        ? null
        : authorizations.getFirst().getUserId();
  }

  /**
   * What the desk cannot keep is thrown: Bolt acknowledges whatever a handler of events returns.
   */
  private Response told(Supplier<Optional<? extends Utterance>> utterance, EventContext context) {
    utterance.get().ifPresent(desk::tell);
    return context.ack();
  }
}
