package dev.deskhand.slack.backfill;

import com.slack.api.model.Message;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageEvent;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.inbound.DeskClient;
import dev.deskhand.slack.inbound.MessageEventMapper;
import dev.deskhand.slack.inbound.UtteranceMapper;
import dev.deskhand.slack.rendering.SlackText;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in messages that were read, each by the way of the event that Slack would have sent. Both
 * go by the same id, so that it counts once if the event comes, too.
 */
public final class MessageReplay {

  /** Of the messages that are no plain ones, those that people write. */
  private static final Set<String> SPOKEN = Set.of("file_share", "thread_broadcast");

  private final DeskClient desk;
  private final MessageEventMapper talk;
  private final UtteranceMapper translation;
  private final Conversation conversation;
  private final Workspace workspace;
  private final Clock clock;

  public MessageReplay(
      DeskClient desk,
      MessageEventMapper talk,
      UtteranceMapper translation,
      Conversation conversation,
      Workspace workspace,
      Clock clock) {
    this.desk = desk;
    this.talk = talk;
    this.translation = translation;
    this.conversation = conversation;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** By what a message counts once; empty for one that does not say where it is. */
  public static Optional<String> message(@Nullable String channel, @Nullable String ts) {
    return id("message", channel, ts);
  }

  /** The same for its being told as a mention of the desk, which is another event. */
  public static Optional<String> mention(@Nullable String channel, @Nullable String ts) {
    return id("mention", channel, ts);
  }

  private static Optional<String> id(String kind, @Nullable String channel, @Nullable String ts) {
    return channel == null || ts == null
        ? Optional.empty()
        : Optional.of(kind + ":" + channel + ":" + ts);
  }

  /** Takes in a message of a person; what others wrote is left alone. */
  void said(String channel, Message message) {
    String ts = message.getTs();
    if (isOfNoPerson(message)) {
      return;
    }
    boolean direct = isDirect(channel);
    Optional<Utterance> utterance =
        !direct && SlackText.mentions(message.getText(), workspace.user())
            ? translation.mention(
                asMention(channel, message), mention(channel, ts).orElseThrow(), null)
            : talk.message(asEvent(channel, message), message(channel, ts).orElseThrow());
    utterance.ifPresent(desk::tell);
  }

  /** Takes in what a message says since it was edited, if it was. */
  void edited(String channel, Message message) {
    Message.Edited edited = message.getEdited();
    if (edited == null || edited.getTs() == null || isOfNoPerson(message)) {
      return;
    }
    MessageChangedEvent.Message now = new MessageChangedEvent.Message();
    now.setUser(message.getUser());
    now.setTeam(message.getTeam());
    now.setText(message.getText());
    now.setTs(message.getTs());
    now.setThreadTs(message.getThreadTs());
    MessageChangedEvent event = new MessageChangedEvent();
    event.setChannel(channel);
    event.setChannelType(typeOf(channel));
    event.setTs(edited.getTs());
    event.setMessage(now);
    talk.changed(event, id("edited", channel, message.getTs()).orElseThrow() + ":" + edited.getTs())
        .ifPresent(desk::tell);
  }

  /** Takes in that a message is gone. Nobody says whose it was; the desk knows. */
  public void deleted(Place place, String ts) {
    conversation
        .author(place, ts)
        .ifPresent(
            author ->
                desk.tell(
                    new Utterance.MessageDeleted(
                        new Origin(
                            id("deleted", place.channel(), ts).orElseThrow(),
                            author,
                            place,
                            clock.instant(),
                            Origin.ReplyRoute.POSTED),
                        ts)));
  }

  static boolean isDirect(String channel) {
    return channel.startsWith("D");
  }

  private static boolean isOfNoPerson(Message message) {
    return message.getBotId() != null
        || message.getTs() == null
        || (message.getSubtype() != null && !SPOKEN.contains(message.getSubtype()));
  }

  private static String typeOf(String channel) {
    return isDirect(channel) ? MessageEventMapper.DIRECT : "channel";
  }

  private static MessageEvent asEvent(String channel, Message message) {
    MessageEvent event = new MessageEvent();
    event.setChannel(channel);
    event.setChannelType(typeOf(channel));
    event.setUser(message.getUser());
    event.setTeam(message.getTeam());
    event.setText(message.getText());
    event.setTs(message.getTs());
    event.setThreadTs(message.getThreadTs());
    event.setFiles(message.getFiles());
    return event;
  }

  private static AppMentionEvent asMention(String channel, Message message) {
    AppMentionEvent event = new AppMentionEvent();
    event.setChannel(channel);
    event.setUser(message.getUser());
    event.setTeam(message.getTeam());
    event.setText(message.getText());
    event.setTs(message.getTs());
    event.setThreadTs(message.getThreadTs());
    event.setFiles(message.getFiles());
    return event;
  }
}
