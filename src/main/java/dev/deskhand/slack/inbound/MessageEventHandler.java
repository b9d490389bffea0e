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
import com.slack.api.model.event.MessageMeEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Utterance;
import dev.deskhand.platform.DeskClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/** What people write: to the desk, and in threads where it reads along. */
public final class MessageEventHandler {

  private final DeskClient desk;
  private final MessageEventMapper talk;
  private final SlackListening listening;

  public MessageEventHandler(DeskClient desk, MessageEventMapper talk, SlackListening listening) {
    this.desk = desk;
    this.talk = talk;
    this.listening = listening;
  }

  public Response message(EventsApiPayload<MessageEvent> payload, EventContext context) {
    return written(WrittenMessage.of(payload.getEvent()), payload, context);
  }

  public Response file(EventsApiPayload<MessageFileShareEvent> payload, EventContext context) {
    return written(WrittenMessage.of(payload.getEvent()), payload, context);
  }

  public Response broadcast(
      EventsApiPayload<MessageThreadBroadcastEvent> payload, EventContext context) {
    return written(WrittenMessage.of(payload.getEvent()), payload, context);
  }

  public Response me(EventsApiPayload<MessageMeEvent> payload, EventContext context) {
    return written(WrittenMessage.of(payload.getEvent()), payload, context);
  }

  private Response written(
      WrittenMessage message, EventsApiPayload<?> payload, EventContext context) {
    listening.before(message.channel(), message.thread(), message.ts());
    return told(() -> talk.message(message, payload.getEventId()), context);
  }

  public Response changed(EventsApiPayload<MessageChangedEvent> payload, EventContext context) {
    MessageChangedEvent event = payload.getEvent();
    if (event.getMessage() == null) {
      return context.ack();
    }
    WrittenMessage now = WrittenMessage.of(event, event.getMessage());
    listening.before(now.channel(), now.thread(), now.ts());
    return told(() -> talk.edited(now, event.getTs(), payload.getEventId()), context);
  }

  public Response deleted(EventsApiPayload<MessageDeletedEvent> payload, EventContext context) {
    MessageDeletedEvent event = payload.getEvent();
    MessageDeletedEvent.Message gone = event.getPreviousMessage();
    if (gone != null) {
      listening.before(event.getChannel(), gone.getThreadTs(), gone.getTs());
    }
    return told(() -> talk.deleted(event, payload.getEventId()), context);
  }

  public Response mention(EventsApiPayload<AppMentionEvent> payload, EventContext context) {
    WrittenMessage message = WrittenMessage.of(payload.getEvent());
    listening.before(message.channel(), message.thread(), message.ts());
    return told(
        () -> talk.mention(message, payload.getEventId(), desk(payload.getAuthorizations())),
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
    try {
      utterance.get().ifPresent(desk::tell);
      return context.ack();
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      // Slack sends it again three times within six minutes, and then no more
      listening.missed();
      throw e;
    }
  }
}
