package dev.deskhand.slack.inbound;

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
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Utterance;
import dev.deskhand.slack.backfill.Backfill;
import dev.deskhand.slack.backfill.MessageReplay;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/** What people write: to the desk, and in threads where it reads along. */
public final class MessageEventHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final MessageEventMapper talk;
  private final Backfill catchUp;

  public MessageEventHandler(
      DeskClient desk, UtteranceMapper translation, MessageEventMapper talk, Backfill catchUp) {
    this.desk = desk;
    this.translation = translation;
    this.talk = talk;
    this.catchUp = catchUp;
  }

  public Response message(EventsApiPayload<MessageEvent> payload, EventContext context) {
    MessageEvent event = payload.getEvent();
    catchUp.before(event.getChannel(), event.getThreadTs(), event.getTs());
    return told(() -> talk.message(event, id(payload, event.getChannel(), event.getTs())), context);
  }

  public Response file(EventsApiPayload<MessageFileShareEvent> payload, EventContext context) {
    MessageFileShareEvent event = payload.getEvent();
    catchUp.before(event.getChannel(), event.getThreadTs(), event.getTs());
    return told(() -> talk.file(event, id(payload, event.getChannel(), event.getTs())), context);
  }

  public Response broadcast(
      EventsApiPayload<MessageThreadBroadcastEvent> payload, EventContext context) {
    MessageThreadBroadcastEvent event = payload.getEvent();
    catchUp.before(event.getChannel(), event.getThreadTs(), event.getTs());
    return told(
        () -> talk.broadcast(event, id(payload, event.getChannel(), event.getTs())), context);
  }

  public Response changed(EventsApiPayload<MessageChangedEvent> payload, EventContext context) {
    MessageChangedEvent event = payload.getEvent();
    MessageChangedEvent.Message now = event.getMessage();
    if (now != null) {
      catchUp.before(event.getChannel(), now.getThreadTs(), now.getTs());
    }
    return told(() -> talk.changed(event, payload.getEventId()), context);
  }

  public Response deleted(EventsApiPayload<MessageDeletedEvent> payload, EventContext context) {
    MessageDeletedEvent event = payload.getEvent();
    MessageDeletedEvent.Message gone = event.getPreviousMessage();
    if (gone != null) {
      catchUp.before(event.getChannel(), gone.getThreadTs(), gone.getTs());
    }
    return told(() -> talk.deleted(event, payload.getEventId()), context);
  }

  public Response mention(EventsApiPayload<AppMentionEvent> payload, EventContext context) {
    AppMentionEvent event = payload.getEvent();
    catchUp.before(event.getChannel(), event.getThreadTs(), event.getTs());
    return told(
        () ->
            translation.mention(
                event,
                MessageReplay.mention(event.getChannel(), event.getTs())
                    .orElse(payload.getEventId()),
                desk(payload.getAuthorizations())),
        context);
  }

  /** What was read again and then arrives after all is known by the message, not by the event. */
  private static String id(
      EventsApiPayload<?> payload, @Nullable String channel, @Nullable String ts) {
    return MessageReplay.message(channel, ts).orElse(payload.getEventId());
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
    try {
      utterance.get().ifPresent(desk::tell);
      return context.ack();
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      // Slack sends it again three times within six minutes, and then no more
      catchUp.missed();
      throw e;
    }
  }
}
