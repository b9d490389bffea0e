package dev.deskhand.slack;

import com.slack.api.app_backend.events.payload.Authorization;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.DeskUnavailableException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people write to the desk, in a direct message or by mentioning it. */
final class Events {

  private static final Logger log = LoggerFactory.getLogger(Events.class);

  private final Desk desk;
  private final Translation translation;

  Events(Desk desk, Translation translation) {
    this.desk = desk;
    this.translation = translation;
  }

  Response message(EventsApiPayload<MessageEvent> payload, EventContext context) {
    return told(translation.message(payload.getEvent(), payload.getEventId()), context);
  }

  /** A direct message with a file. */
  Response file(EventsApiPayload<MessageFileShareEvent> payload, EventContext context) {
    MessageFileShareEvent event = payload.getEvent();
    return told(
        "im".equals(event.getChannelType())
            ? translation.directMessage(
                payload.getEventId(),
                event.getUser(),
                event.getChannel(),
                event.getThreadTs(),
                event.getTs(),
                event.getText(),
                null)
            : Optional.empty(),
        context);
  }

  Response mention(EventsApiPayload<AppMentionEvent> payload, EventContext context) {
    return told(
        translation.mention(
            payload.getEvent(), payload.getEventId(), desk(payload.getAuthorizations())),
        context);
  }

  private static @Nullable String desk(@Nullable List<Authorization> authorizations) {
    return authorizations == null || authorizations.isEmpty()
        ? null
        : authorizations.getFirst().getUserId();
  }

  private Response told(Optional<? extends Utterance> utterance, EventContext context) {
    try {
      utterance.ifPresent(desk::tell);
      return context.ack();
    } catch (DeskUnavailableException e) {
      log.warn("{}; Slack is asked to deliver the event again", e.getMessage());
      return Response.builder().statusCode(503).body("").build();
    }
  }
}
