package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.deskhand.chat.Utterance;

/** The Home tab, as far as Slack tells of it. */
public interface HomeView {

  /** Somebody opened the desk's home in Slack, at one of its tabs. */
  Response opened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context);

  /** Somebody pressed something in it. */
  void press(BlockActionPayload payload, Utterance said);
}
