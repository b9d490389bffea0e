package dev.deskhand.slack.inbound;

import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.Event;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageMeEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import com.slack.api.model.event.SubteamMembersChangedEvent;
import com.slack.api.model.event.SubteamUpdatedEvent;
import com.slack.api.model.event.UserChangeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The events that Slack is asked to send. The manifests follow this list; a test holds it to the
 * handlers of {@link SlackApp}.
 */
public enum EventSubscription {
  APP_HOME_OPENED("app_home_opened", AppHomeOpenedEvent.class),
  APP_MENTION("app_mention", AppMentionEvent.class),
  MESSAGE_CHANNELS(
      "message.channels",
      MessageEvent.class,
      MessageFileShareEvent.class,
      MessageThreadBroadcastEvent.class,
      MessageMeEvent.class,
      MessageChangedEvent.class,
      MessageDeletedEvent.class),
  MESSAGE_GROUPS(
      "message.groups",
      MessageEvent.class,
      MessageFileShareEvent.class,
      MessageThreadBroadcastEvent.class,
      MessageMeEvent.class,
      MessageChangedEvent.class,
      MessageDeletedEvent.class),
  MESSAGE_IM(
      "message.im",
      MessageEvent.class,
      MessageFileShareEvent.class,
      MessageThreadBroadcastEvent.class,
      MessageMeEvent.class,
      MessageChangedEvent.class,
      MessageDeletedEvent.class),
  REACTION_ADDED("reaction_added", ReactionAddedEvent.class),
  SUBTEAM_MEMBERS_CHANGED("subteam_members_changed", SubteamMembersChangedEvent.class),
  SUBTEAM_UPDATED("subteam_updated", SubteamUpdatedEvent.class),
  USER_CHANGE("user_change", UserChangeEvent.class);

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<Class<? extends Event>> events;

  @SafeVarargs
  EventSubscription(String word, Class<? extends Event>... events) {
    this.word = word;
    this.events = Set.of(events);
  }

  /** As Slack calls it. */
  String word() {
    return word;
  }

  /** What Bolt makes of what comes by it, as far as the desk handles it. */
  public Set<Class<? extends Event>> events() {
    return events;
  }

  /** Every subscription by its word, in the order of the manifest. */
  public static List<String> words() {
    return Arrays.stream(values()).map(EventSubscription::word).toList();
  }
}
