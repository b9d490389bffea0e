package dev.deskhand.slack.people;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.SubteamMembersChangedEvent;
import com.slack.api.model.event.SubteamUpdatedEvent;
import com.slack.api.model.event.UserChangeEvent;
import java.util.concurrent.Executor;

/** What Slack says about people of its own accord. */
final class PeopleEventHandler {

  private final SlackUsers roster;
  private final UserGroups groups;
  private final Executor background;

  public PeopleEventHandler(App app, SlackUsers roster, UserGroups groups, Executor background) {
    this.roster = roster;
    this.groups = groups;
    this.background = background;
    app.event(UserChangeEvent.class, this::changed);
    app.event(SubteamMembersChangedEvent.class, this::members);
    app.event(SubteamUpdatedEvent.class, this::group);
  }

  private Response changed(EventsApiPayload<UserChangeEvent> payload, EventContext context) {
    if (payload.getEvent().getUser() != null) {
      roster.changed(payload.getEvent().getUser());
    }
    return context.ack();
  }

  private Response members(
      EventsApiPayload<SubteamMembersChangedEvent> payload, EventContext context) {
    return read(payload.getEvent().getSubteamId(), context);
  }

  private Response group(EventsApiPayload<SubteamUpdatedEvent> payload, EventContext context) {
    return payload.getEvent().getSubteam() == null
        ? context.ack()
        : read(payload.getEvent().getSubteam().getId(), context);
  }

  /** Events may come out of order, so the group is read as it is now. */
  private Response read(String group, EventContext context) {
    if (group != null) {
      background.execute(() -> groups.read(group));
    }
    return context.ack();
  }
}
