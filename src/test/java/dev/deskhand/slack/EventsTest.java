package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.app_backend.events.payload.MessagePayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.model.event.MessageEvent;
import dev.deskhand.conversation.Accounts;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.conversation.DeskUnavailableException;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.SettableClock;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class EventsTest {

  @Test
  void slackIsAskedToDeliverAgainWhatTheDeskCouldNotKeep() throws Exception {
    SettableClock clock = new SettableClock();
    Conversation outOfOrder =
        (origin, command) -> {
          throw Mockito.mock(DeskUnavailableException.class);
        };
    try (SlackStandIn slack = SlackStandIn.start(clock);
        Wired wired = new Wired(slack, clock)) {
      Workspace workspace = new Workspace(wired.api, wired.health, Runnable::run);
      Roster roster = new Roster(wired.api, Mockito.mock(Accounts.class), workspace, Runnable::run);
      Translation translation = new Translation(new Directory(wired.api), roster, workspace, clock);
      Desk desk = new Desk(outOfOrder, Runnable::run);
      Events events = new Events(desk, translation, new Talk(desk, translation, workspace));
      MessageEvent message = new MessageEvent();
      message.setChannelType("im");
      message.setChannel("D1");
      message.setUser("U1");
      message.setTs("1772442000.000001");
      message.setText("my");
      MessagePayload payload = new MessagePayload();
      payload.setEventId("Ev1");
      payload.setEvent(message);
      assertThat(events.message(payload, new EventContext()).getStatusCode()).isEqualTo(503);
    }
  }
}
