package dev.deskhand.slack.inbound;

import com.slack.api.model.File;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Utterance;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.rendering.SlackText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people write to each other where the desk reads along. In a thread it may be about a ticket;
 * outside of threads only a direct message is for the desk. Bots are never heard, nor is the desk
 * itself.
 */
public final class MessageEventMapper {

  public static final String DIRECT = "im";

  /** Slack shows a file to those who are where it was shared. */
  private static final String FOR_ITS_SENDER =
      " (sent directly, so it opens for its sender alone; ask them to share it in a channel)";

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final Workspace workspace;

  public MessageEventMapper(DeskClient desk, UtteranceMapper translation, Workspace workspace) {
    this.desk = desk;
    this.translation = translation;
    this.workspace = workspace;
  }

  /** A message as each of Slack's kinds of events has it. */
  private record Written(
      @Nullable String channelType,
      @Nullable String user,
      @Nullable String channel,
      @Nullable String thread,
      @Nullable String ts,
      @Nullable String text,
      @Nullable String team,
      List<Attachment> files) {

    boolean direct() {
      return DIRECT.equals(channelType);
    }
  }

  public Optional<Utterance> message(MessageEvent event, String eventId) {
    return event.getBotId() != null
        ? Optional.empty()
        : heard(
            new Written(
                event.getChannelType(),
                event.getUser(),
                event.getChannel(),
                event.getThreadTs(),
                event.getTs(),
                event.getText(),
                event.getTeam(),
                files(event.getFiles(), event.getChannelType())),
            eventId);
  }

  public Optional<Utterance> file(MessageFileShareEvent event, String eventId) {
    return heard(
        new Written(
            event.getChannelType(),
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            event.getText(),
            null,
            files(event.getFiles(), event.getChannelType())),
        eventId);
  }

  /** A message in a thread that was shown in the channel, too. */
  public Optional<Utterance> broadcast(MessageThreadBroadcastEvent event, String eventId) {
    return heard(
        new Written(
            event.getChannelType(),
            event.getUser(),
            event.getChannel(),
            event.getThreadTs(),
            event.getTs(),
            event.getText(),
            null,
            List.of()),
        eventId);
  }

  /** An edit; what Slack tells when it adds the preview of a link reads as it did before. */
  public Optional<Utterance> changed(MessageChangedEvent event, String eventId) {
    MessageChangedEvent.Message now = event.getMessage();
    if (now == null
        || now.getBotId() != null
        || now.getText() == null
        || !isAnswer(now.getThreadTs(), now.getTs())) {
      return Optional.empty();
    }
    Place place = place(event.getChannelType(), event.getChannel(), now.getThreadTs());
    if (!desk.hears(place)) {
      return Optional.empty();
    }
    String team = now.getUserTeam() == null ? now.getTeam() : now.getUserTeam();
    return translation
        .written(eventId, now.getUser(), place, event.getTs(), now.getText(), team)
        .map(
            origin ->
                new Utterance.MessageEdited(
                    origin, now.getTs(), words(place.direct(), now.getText())));
  }

  /** As it was read when it was written, so that a preview of a link is no edit. */
  private String words(boolean direct, String text) {
    boolean toDesk = !direct || SlackText.startsWithMention(text, workspace.user());
    return toDesk
        ? SlackText.readWithout(text, workspace.user().orElse(null))
        : SlackText.read(text);
  }

  public Optional<Utterance> deleted(MessageDeletedEvent event, String eventId) {
    MessageDeletedEvent.Message gone = event.getPreviousMessage();
    if (gone == null
        || gone.getBotId() != null
        || event.getDeletedTs() == null
        || !isAnswer(gone.getThreadTs(), event.getDeletedTs())) {
      return Optional.empty();
    }
    Place place = place(event.getChannelType(), event.getChannel(), gone.getThreadTs());
    if (!desk.hears(place)) {
      return Optional.empty();
    }
    return translation
        .written(eventId, gone.getUser(), place, event.getTs(), null, null)
        .map(origin -> new Utterance.MessageDeleted(origin, event.getDeletedTs()));
  }

  private Optional<Utterance> heard(Written written, String eventId) {
    boolean inThread = isAnswer(written.thread(), written.ts());
    if (written.direct()
        && (!inThread || SlackText.startsWithMention(written.text(), workspace.user()))) {
      return translation.directMessage(
          eventId,
          written.user(),
          written.channel(),
          written.thread(),
          written.ts(),
          written.text(),
          written.team(),
          written.files());
    }
    // who mentions the desk in a channel is heard by the event of that name
    if (!inThread || (!written.direct() && SlackText.mentions(written.text(), workspace.user()))) {
      return Optional.empty();
    }
    Place place = place(written.channelType(), written.channel(), written.thread());
    if (!desk.hears(place)) {
      return Optional.empty();
    }
    return translation
        .written(eventId, written.user(), place, written.ts(), written.text(), written.team())
        .map(
            origin ->
                new Utterance.ThreadMessage(
                    UtteranceMapper.as(written.ts(), origin),
                    Objects.requireNonNull(written.ts()),
                    SlackText.read(written.text()),
                    written.files()));
  }

  private static boolean isAnswer(@Nullable String thread, @Nullable String ts) {
    return thread != null && ts != null && !thread.equals(ts);
  }

  private static Place place(
      @Nullable String channelType, @Nullable String channel, @Nullable String thread) {
    return new Place(
        SlackPlatform.NAME, channel == null ? "" : channel, thread, DIRECT.equals(channelType));
  }

  static List<Attachment> files(@Nullable List<File> files, @Nullable String channelType) {
    String opens = DIRECT.equals(channelType) ? FOR_ITS_SENDER : "";
    return files == null
        ? List.of()
        : files.stream().filter(Objects::nonNull).flatMap(file -> attachment(file, opens)).toList();
  }

  private static Stream<Attachment> attachment(File file, String opens) {
    String url = file.getPermalink() == null ? file.getUrlPrivate() : file.getPermalink();
    String name =
        Stream.of(file.getName(), file.getTitle(), file.getId())
            .filter(each -> each != null && !each.isBlank())
            .findFirst()
            .orElse("file");
    return url == null ? Stream.empty() : Stream.of(new Attachment(name, url + opens));
  }
}
