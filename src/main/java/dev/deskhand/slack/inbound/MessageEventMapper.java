package dev.deskhand.slack.inbound;

import com.slack.api.model.event.MessageDeletedEvent;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Utterance;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.rendering.SlackText;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people write to each other where the desk reads along. In a thread it may be about a ticket;
 * outside of threads only a direct message is for the desk. Bots are never heard, nor is the desk
 * itself.
 */
public final class MessageEventMapper {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final Workspace workspace;

  public MessageEventMapper(DeskClient desk, UtteranceMapper translation, Workspace workspace) {
    this.desk = desk;
    this.translation = translation;
    this.workspace = workspace;
  }

  /**
   * A message of which Slack tells that it was written.
   *
   * @param eventId for one that does not say where it is
   */
  Optional<Utterance> message(WrittenMessage message, String eventId) {
    // who mentions the desk in a channel is heard by the event of that name
    return isMention(message) ? Optional.empty() : heard(message, message.id(eventId));
  }

  /**
   * A message of which Slack tells that it mentions the desk.
   *
   * @param desk as whom the desk was told of it; null if Slack did not say
   */
  Optional<Utterance> mention(WrittenMessage message, String eventId, @Nullable String desk) {
    return translation.mention(message, message.mentionId(eventId), desk);
  }

  /** A message that was read, by the ids of the events that Slack sends of it. */
  public Optional<Utterance> read(WrittenMessage message) {
    return isMention(message) ? mention(message, "", null) : message(message, "");
  }

  private boolean isMention(WrittenMessage message) {
    return !message.direct() && SlackText.mentions(message.text(), workspace.user());
  }

  /**
   * An edit; what Slack tells when it adds the preview of a link reads as it did before.
   *
   * @param at when it was made, as Slack's ids have it
   */
  public Optional<Utterance> edited(WrittenMessage now, @Nullable String at, String eventId) {
    String text = now.text();
    String ts = now.ts();
    if (text == null || ts == null || now.user() == null || !now.isAnswer()) {
      return Optional.empty();
    }
    Place place = now.place();
    if (!desk.hears(place)) {
      return Optional.empty();
    }
    return translation
        .written(eventId, now.user(), place, at, text, now.team())
        .map(origin -> new Utterance.MessageEdited(origin, ts, words(place.direct(), text)));
  }

  /** As it was read when it was written, so that a preview of a link is no edit. */
  private String words(boolean direct, String text) {
    boolean toDesk = !direct || SlackText.startsWithMention(text, workspace.user());
    return toDesk
        ? SlackText.readWithout(text, workspace.user().orElse(null))
        : SlackText.read(text);
  }

  Optional<Utterance> deleted(MessageDeletedEvent event, String eventId) {
    MessageDeletedEvent.Message gone = event.getPreviousMessage();
    String ts = event.getDeletedTs();
    if (gone == null
        || gone.getBotId() != null
        || ts == null
        || gone.getThreadTs() == null
        || gone.getThreadTs().equals(ts)) {
      return Optional.empty();
    }
    Place place =
        new Place(
            SlackPlatform.NAME,
            Objects.requireNonNullElse(event.getChannel(), ""),
            gone.getThreadTs(),
            WrittenMessage.isDirect(event.getChannelType()));
    if (!desk.hears(place)) {
      return Optional.empty();
    }
    return translation
        .written(eventId, gone.getUser(), place, event.getTs(), null, null)
        .map(origin -> new Utterance.MessageDeleted(origin, ts));
  }

  private Optional<Utterance> heard(WrittenMessage written, String eventId) {
    boolean inThread = written.isAnswer();
    if (written.direct()
        && (!inThread || SlackText.startsWithMention(written.text(), workspace.user()))) {
      return translation.directMessage(written, eventId);
    }
    if (!inThread || written.user() == null) {
      return Optional.empty();
    }
    Place place = written.place();
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
}
