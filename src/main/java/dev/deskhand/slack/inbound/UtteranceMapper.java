package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.event.ReactionAddedEvent;
import com.slack.api.model.view.ViewState;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Origin.ReplyRoute;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.platform.MessageReport;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.forms.FilterMenus;
import dev.deskhand.slack.forms.FormState;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.people.SlackUsers;
import dev.deskhand.slack.rendering.SlackText;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people do on Slack, as utterances. */
public final class UtteranceMapper {

  private static final String DIRECT_MESSAGE = "directmessage";

  private final DirectChannels directory;
  private final SlackUsers roster;
  private final Workspace workspace;
  private final Clock clock;

  public UtteranceMapper(
      DirectChannels directory, SlackUsers roster, Workspace workspace, Clock clock) {
    this.directory = directory;
    this.roster = roster;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** A slash command. */
  public Utterance.Said slash(SlashCommandPayload command) {
    String user = command.getUserId();
    String channel = command.getChannelId();
    Place place = new Place(SlackPlatform.NAME, channel, null, directory.isDirect(user, channel));
    Origin origin =
        new Origin(
            "slash:" + command.getTriggerId(),
            roster.sender(user, command.getUserName(), null),
            place,
            clock.instant(),
            ReplyRoute.IN_PLACE,
            roster.mentioned(user, words(command.getText())));
    return new Utterance.Said(origin, SlackText.read(command.getText()), true);
  }

  /** A direct message; empty if it is not a person's. */
  Optional<Utterance> directMessage(WrittenMessage message, String eventId) {
    String user = message.user();
    String channel = message.channel();
    if (user == null || channel == null || isDesk(user)) {
      return Optional.empty();
    }
    directory.spokeIn(user, channel);
    return said(message, message.place(), eventId, workspace.user().orElse(null));
  }

  /** A mention in a channel: it is answered in a thread. Empty if it is not a person's. */
  Optional<Utterance> mention(WrittenMessage message, String eventId, @Nullable String desk) {
    if (message.user() == null || message.channel() == null || isDesk(message.user())) {
      return Optional.empty();
    }
    String thread = message.thread() == null ? message.ts() : message.thread();
    Place place = new Place(SlackPlatform.NAME, message.channel(), thread, false);
    return said(message, place, eventId, desk == null ? workspace.user().orElse(null) : desk);
  }

  private Optional<Utterance> said(
      WrittenMessage message, Place place, String eventId, @Nullable String desk) {
    String user = Objects.requireNonNull(message.user());
    return posted(eventId, user, place, message.ts(), message.text(), message.team())
        .map(
            origin ->
                new Utterance.Said(
                    as(message.ts(), origin),
                    SlackText.readWithout(message.text(), desk),
                    false,
                    message.files()));
  }

  /** Where it can be read again, and edited or deleted after it became part of a ticket. */
  static Origin as(@Nullable String ts, Origin origin) {
    return ts == null ? origin : origin.writtenAs(new MessageRef(origin.place().channel(), ts));
  }

  /** A pressed button of a message; empty for one elsewhere or without words. */
  public Optional<Utterance.Pressed> press(BlockActionPayload press) {
    BlockActionPayload.Action action = press.getActions().getFirst();
    BlockActionPayload.Channel channel = press.getChannel();
    if (channel == null || action.getValue() == null || press.getContainer() == null) {
      return Optional.empty();
    }
    String user = press.getUser().getId();
    boolean direct =
        (DIRECT_MESSAGE.equals(channel.getName()) && !press.getContainer().isEphemeral())
            || directory.isDirect(user, channel.getId());
    Place place =
        new Place(SlackPlatform.NAME, channel.getId(), press.getContainer().getThreadTs(), direct);
    return Optional.of(new Utterance.Pressed(pressed(press, place), action.getValue()));
  }

  private Origin pressed(BlockActionPayload press, Place place) {
    BlockActionPayload.Action action = press.getActions().getFirst();
    String user = press.getUser().getId();
    return new Origin(
        "press:%s:%s:%s"
            .formatted(
                user,
                Objects.requireNonNullElse(action.getActionTs(), press.getTriggerId()),
                action.getActionId()),
        roster.sender(user, nameOf(press.getUser()), press.getUser().getTeamId()),
        place,
        time(action.getActionTs()),
        ReplyRoute.IN_PLACE,
        action.getValue() == null ? List.of() : roster.mentioned(user, action.getValue()));
  }

  /**
   * A press or choice in a view, which is in no channel: the place is the person's own conversation
   * with the desk. Empty if it is without words.
   */
  Optional<Utterance> inView(BlockActionPayload press, String channel) {
    BlockActionPayload.Action action = press.getActions().getFirst();
    Origin origin = pressed(press, new Place(SlackPlatform.NAME, channel, null, true));
    Optional<String> filter = FilterMenus.commandOf(action.getBlockId());
    if (filter.isPresent()) {
      ViewState state = press.getView().getState();
      return Optional.of(
          new Utterance.Submitted(
              origin, filter.get(), FilterMenus.chosen(state, action.getBlockId())));
    }
    String words =
        action.getSelectedOption() == null
            ? action.getValue()
            : action.getSelectedOption().getValue();
    return Optional.ofNullable(words).map(command -> new Utterance.Pressed(origin, command));
  }

  /** Somebody whose Home tab is to be shown; nobody says anything. */
  public Origin home(String user, String channel) {
    return new Origin(
        "home:" + user,
        roster.sender(user, null, null),
        new Place(SlackPlatform.NAME, channel, null, true),
        clock.instant(),
        ReplyRoute.IN_PLACE);
  }

  /** A shortcut that belongs to no place: it is answered in the person's own conversation. */
  Origin globalShortcut(GlobalShortcutPayload shortcut) {
    String user = shortcut.getUser().getId();
    String own = directory.direct(user).value().orElse(user);
    return new Origin(
        "shortcut:" + shortcut.getTriggerId(),
        roster.sender(user, shortcut.getUser().getUsername(), shortcut.getUser().getTeamId()),
        new Place(SlackPlatform.NAME, own, null, true),
        clock.instant(),
        ReplyRoute.IN_PLACE);
  }

  /** A shortcut of a message. */
  Origin messageShortcut(MessageShortcutPayload shortcut) {
    String user = shortcut.getUser().getId();
    String channel = shortcut.getChannel().getId();
    return new Origin(
        "shortcut:" + shortcut.getTriggerId(),
        roster.sender(user, shortcut.getUser().getName(), null),
        new Place(
            SlackPlatform.NAME,
            channel,
            shortcut.getMessage().getThreadTs(),
            directory.isDirect(user, channel)),
        clock.instant(),
        ReplyRoute.IN_PLACE);
  }

  /** A reaction by which a message is reported. */
  Utterance.Submitted reaction(ReactionAddedEvent reaction, MessageReport report) {
    String channel = reaction.getItem().getChannel();
    return report.byReaction(
        roster.sender(reaction.getUser(), null, null),
        new Place(SlackPlatform.NAME, channel, null, WrittenMessage.isDirectChannel(channel)),
        time(reaction.getEventTs()));
  }

  private static @Nullable String nameOf(BlockActionPayload.User user) {
    return user.getName() == null ? user.getUsername() : user.getName();
  }

  /** A form that was sent. */
  Utterance.Submitted submission(ViewSubmissionPayload submission, FormState state) {
    Map<String, String> fields = fields(submission.getView().getState());
    ViewSubmissionPayload.User user = submission.getUser();
    Origin origin =
        new Origin(
            state.eventId(),
            roster.sender(user.getId(), user.getName(), user.getTeamId()),
            state.place(),
            clock.instant(),
            ReplyRoute.IN_PLACE,
            roster.mentioned(
                user.getId(), state.command() + " " + String.join(" ", fields.values())));
    String link = state.link();
    if (link != null) {
      fields.computeIfPresent("text", (name, text) -> MessageReport.linked(text, link));
    }
    return new Utterance.Submitted(origin, state.command(), fields);
  }

  private static Map<String, String> fields(@Nullable ViewState state) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (state == null || state.getValues() == null) {
      return fields;
    }
    state
        .getValues()
        .forEach(
            (block, values) ->
                ModalRenderer.inputOf(block)
                    .ifPresent(
                        input -> {
                          ViewState.Value value = values.get(ModalRenderer.VALUE);
                          fields.merge(
                              input,
                              value == null ? "" : entered(value),
                              (one, other) -> one.isBlank() ? other : one);
                        }));
    return fields;
  }

  private static String entered(ViewState.Value value) {
    if (value.getSelectedOption() != null) {
      return Objects.requireNonNullElse(value.getSelectedOption().getValue(), "");
    }
    if (value.getSelectedUser() != null) {
      return "@" + value.getSelectedUser();
    }
    if (value.getSelectedDate() != null) {
      return value.getSelectedDate();
    }
    return Objects.requireNonNullElse(value.getValue(), "");
  }

  private boolean isDesk(String user) {
    return workspace.user().filter(user::equals).isPresent() || user.equals("USLACKBOT");
  }

  /** Empty for what a bot says. */
  private Optional<Origin> posted(
      String eventId,
      String user,
      Place place,
      @Nullable String ts,
      @Nullable String text,
      @Nullable String team) {
    Sender sender = roster.sender(user, null, team);
    return roster.isBot(user)
        ? Optional.empty()
        : Optional.of(
            new Origin(
                eventId,
                sender,
                place,
                time(ts),
                ReplyRoute.POSTED,
                roster.mentioned(user, words(text))));
  }

  /**
   * Something that was written where nobody waits for an answer; empty if it is not a person's.
   *
   * @param text in which others may be mentioned
   */
  Optional<Origin> written(
      String eventId,
      @Nullable String user,
      Place place,
      @Nullable String ts,
      @Nullable String text,
      @Nullable String team) {
    if (user == null || place.channel().isEmpty() || isDesk(user)) {
      return Optional.empty();
    }
    if (place.direct()) {
      directory.spokeIn(user, place.channel());
    }
    return posted(eventId, user, place, ts, text, team);
  }

  private String words(@Nullable String text) {
    return SlackText.readWithout(text, workspace.user().orElse(null));
  }

  /**
   * Slack's {@code 1712345678.123456} is seconds, and its fraction tells what was written first.
   */
  private Instant time(@Nullable String ts) {
    try {
      return ts == null
          ? clock.instant()
          : Instant.EPOCH.plus(new BigDecimal(ts).movePointRight(6).longValue(), ChronoUnit.MICROS);
    } catch (NumberFormatException e) {
      return clock.instant();
    }
  }
}
