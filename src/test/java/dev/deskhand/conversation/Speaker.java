package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who speaks to the desk, as an adapter would pass it on. */
record Speaker(
    Conversation desk,
    Clock clock,
    String platform,
    String userId,
    Origin.ReplyRoute answering,
    @Nullable String channel) {

  /** What the demo people are called. */
  private static final Map<String, String> NAMES =
      Map.of("employee", "Erin", "agent", "Amir", "manager", "Mona", "admin", "Ada");

  Speaker(Conversation desk, Clock clock, String userId) {
    this(desk, clock, "web", userId, Origin.ReplyRoute.IN_PLACE, null);
  }

  /** The same person where nobody waits for the answer. */
  Speaker posting() {
    return new Speaker(desk, clock, platform, userId, Origin.ReplyRoute.POSTED, null);
  }

  /** The same person where others read along and nobody waits for the answer. */
  Speaker inChannel(String other) {
    return new Speaker(desk, clock, platform, userId, Origin.ReplyRoute.POSTED, other);
  }

  /** The one reply to typed words that can only be a command. */
  Reply asks(String words) {
    return one(hears(words));
  }

  List<Reply> hears(String words) {
    return hears(words, UUID.randomUUID().toString());
  }

  List<Reply> hears(String words, String eventId) {
    return take(new Utterance.Said(origin(eventId), words, true));
  }

  /** The one reply to words that need not be a command. */
  Reply says(String words) {
    return one(take(new Utterance.Said(origin(UUID.randomUUID().toString()), words, false)));
  }

  Reply presses(Reply reply, String label) {
    Action action =
        reply.actions().stream()
            .filter(candidate -> candidate.label().equals(label))
            .findFirst()
            .orElseThrow(() -> new AssertionError(label + " is not among " + reply.actions()));
    return one(take(new Utterance.Pressed(origin(UUID.randomUUID().toString()), action.command())));
  }

  Reply submits(Reply form, Map<String, String> fields) {
    assertThat(form).isInstanceOf(Reply.Form.class);
    Reply.Form asked = (Reply.Form) form;
    return one(take(new Utterance.Submitted(origin(asked.id()), asked.command(), fields)));
  }

  /** The key of the ticket that the words bring about. */
  String opens(String words) {
    return hears(words).getFirst().keys().getFirst();
  }

  /** What their home screen shows. */
  List<Reply> looks(Command.Home home) {
    return desk.handle(origin(UUID.randomUUID().toString()), home);
  }

  private List<Reply> take(Utterance utterance) {
    return desk.handle(utterance.origin(), desk.read(utterance));
  }

  private Origin origin(String eventId) {
    return new Origin(
        eventId,
        new Sender(platform, userId, NAMES.getOrDefault(userId, userId)),
        channel == null
            ? new Place(platform, "dm-" + userId, null, true)
            : new Place(platform, channel, null, false),
        clock.instant(),
        answering);
  }

  private static Reply one(List<Reply> replies) {
    assertThat(replies).hasSize(1);
    return replies.getFirst();
  }
}
