package dev.deskhand.slack.inbound;

import com.slack.api.model.File;
import com.slack.api.model.Message;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageMeEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Place;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message, however Slack tells of it: by one of several kinds of events, or in a history.
 *
 * @param direct whether it stands in somebody's direct conversation with the desk
 * @param user who wrote it; null if it was no person
 * @param thread the message under which it hangs, which may be itself
 * @param ts its own id
 */
public record WrittenMessage(
    boolean direct,
    @Nullable String user,
    @Nullable String channel,
    @Nullable String thread,
    @Nullable String ts,
    @Nullable String text,
    @Nullable String team,
    List<Attachment> files) {

  private static final String DIRECT = "im";

  /** Of the messages that are no plain ones, those that people write. */
  private static final Set<String> SPOKEN = Set.of("file_share", "thread_broadcast", "me_message");

  /** Slack shows a file to those who are where it was shared. */
  private static final String FOR_ITS_SENDER =
      " (sent directly, so it opens for its sender alone; ask them to share it in a channel)";

  /** So it is with files of another organisation, which come as no more than an id. */
  private static final String NOT_SHOWN =
      "Slack does not show this file to the desk; ask for it, or open it where it was sent";

  static WrittenMessage of(MessageEvent event) {
    boolean direct = isDirect(event.getChannelType());
    return new WrittenMessage(
        direct,
        event.getBotId() == null ? event.getUser() : null,
        event.getChannel(),
        event.getThreadTs(),
        event.getTs(),
        MessageWords.of(event.getText(), event.getBlocks(), event.getAttachments()),
        event.getTeam(),
        files(
            MessageWords.files(event.getText(), event.getFiles(), event.getAttachments()), direct));
  }

  static WrittenMessage of(MessageFileShareEvent event) {
    boolean direct = isDirect(event.getChannelType());
    return new WrittenMessage(
        direct,
        event.getUser(),
        event.getChannel(),
        event.getThreadTs(),
        event.getTs(),
        MessageWords.of(event.getText(), event.getBlocks(), event.getAttachments()),
        null,
        files(
            MessageWords.files(event.getText(), event.getFiles(), event.getAttachments()), direct));
  }

  /** A message in a thread that was shown in the channel, too. */
  static WrittenMessage of(MessageThreadBroadcastEvent event) {
    return new WrittenMessage(
        isDirect(event.getChannelType()),
        event.getUser(),
        event.getChannel(),
        event.getThreadTs(),
        event.getTs(),
        MessageWords.of(event.getText(), event.getBlocks(), event.getAttachments()),
        null,
        files(MessageWords.files(event.getText(), null, event.getAttachments()), false));
  }

  /** What somebody says of themselves, by {@code /me}. */
  static WrittenMessage of(MessageMeEvent event) {
    return new WrittenMessage(
        isDirect(event.getChannelType()),
        event.getBotId() == null ? event.getUser() : null,
        event.getChannel(),
        null,
        event.getTs(),
        MessageWords.of(event.getText(), event.getBlocks(), null),
        null,
        List.of());
  }

  static WrittenMessage of(AppMentionEvent event) {
    return new WrittenMessage(
        false,
        event.getBotId() == null ? event.getUser() : null,
        event.getChannel(),
        event.getThreadTs(),
        event.getTs(),
        MessageWords.of(event.getText(), event.getBlocks(), event.getAttachments()),
        event.getUserTeam() == null ? event.getTeam() : event.getUserTeam(),
        files(
            MessageWords.files(event.getText(), event.getFiles(), event.getAttachments()), false));
  }

  /** As it reads since it was edited. */
  static WrittenMessage of(MessageChangedEvent event, MessageChangedEvent.Message now) {
    return new WrittenMessage(
        isDirect(event.getChannelType()),
        now.getBotId() == null ? now.getUser() : null,
        event.getChannel(),
        now.getThreadTs(),
        now.getTs(),
        MessageWords.of(now.getText(), now.getBlocks(), now.getAttachments()),
        now.getUserTeam() == null ? now.getTeam() : now.getUserTeam(),
        List.of());
  }

  /** As it stands in the history of its channel. */
  public static WrittenMessage of(String channel, Message message) {
    boolean direct = isDirectChannel(channel);
    boolean spoken =
        message.getBotId() == null
            && (message.getSubtype() == null || SPOKEN.contains(message.getSubtype()));
    return new WrittenMessage(
        direct,
        spoken ? message.getUser() : null,
        channel,
        message.getThreadTs(),
        message.getTs(),
        MessageWords.of(message.getText(), message.getBlocks(), message.getAttachments()),
        message.getTeam(),
        files(
            MessageWords.files(message.getText(), message.getFiles(), message.getAttachments()),
            direct));
  }

  /** Whether a channel, by its id, is somebody's direct conversation with the desk. */
  public static boolean isDirectChannel(String channel) {
    return channel.startsWith("D");
  }

  static boolean isDirect(@Nullable String channelType) {
    return DIRECT.equals(channelType);
  }

  /**
   * By what the message counts once, whether Slack tells of it or it is read.
   *
   * @param otherwise for one that does not say where it is
   */
  String id(String otherwise) {
    return id("message", otherwise);
  }

  /** The same for its being told as a mention of the desk, which is another event. */
  String mentionId(String otherwise) {
    return id("mention", otherwise);
  }

  private String id(String kind, String otherwise) {
    return channel == null || ts == null ? otherwise : kind + ":" + channel + ":" + ts;
  }

  /** Whether it hangs under another message. */
  boolean isAnswer() {
    return thread != null && ts != null && !thread.equals(ts);
  }

  Place place() {
    return new Place(SlackPlatform.NAME, channel == null ? "" : channel, thread, direct);
  }

  private static List<Attachment> files(List<File> files, boolean direct) {
    return files.stream().map(file -> attachment(file, direct ? FOR_ITS_SENDER : "")).toList();
  }

  private static Attachment attachment(File file, String opens) {
    String url = file.getPermalink() == null ? file.getUrlPrivate() : file.getPermalink();
    String name =
        Stream.of(file.getName(), file.getTitle(), file.getId())
            .filter(each -> each != null && !each.isBlank())
            .findFirst()
            .orElse("file");
    return new Attachment(name, url == null ? NOT_SHOWN : url + opens);
  }
}
