package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person at Slack. Each act changes the workspace as it would in Slack, tells the desk about it
 * and hands back what the desk answered. Channels are given by id; a message or view is what the
 * person has on the screen, so an old one can be pressed too.
 */
public final class SlackPerson {

  private final String id;
  private final Platform platform;
  private final Sending sending;

  SlackPerson(String id, Platform platform, Sending sending) {
    this.id = id;
    this.platform = platform;
    this.sending = sending;
  }

  public String id() {
    return id;
  }

  /** The account as it is now. */
  public SlackUser account() {
    return platform.workspace().user(id);
  }

  /** The same person, whose requests reach the desk in this way. */
  public SlackPerson sending(Sending how) {
    return new SlackPerson(id, platform, how);
  }

  // --- what the person sees

  /** The id of the DM with the desk. */
  public String dm() {
    return platform.workspace().direct(id).id();
  }

  /** Oldest first: all messages of the channel or DM that this person can see. */
  public List<SlackMessage> sees(String channel) {
    return platform.workspace().messages(platform.workspace().channel(channel).id()).stream()
        .filter(message -> message.onlyFor() == null || id.equals(message.onlyFor()))
        .toList();
  }

  /** What the desk has said to this person alone, wherever: in the DM, or ephemerally. */
  public List<SlackMessage> heard() {
    String dm = dm();
    return platform.workspace().allMessages().stream()
        .filter(message -> message.user().equals(Workspace.DESK))
        .filter(message -> message.channel().equals(dm) || id.equals(message.onlyFor()))
        .toList();
  }

  /** The modal on top, if one is open. */
  public Optional<SlackView> modal() {
    return platform.screens().top(id);
  }

  /** The desk's Home tab, if the desk has published one. */
  public Optional<SlackView> home() {
    return platform.screens().home(id);
  }

  // --- what the person writes

  /** A slash command, such as {@code slash("/desk", "report the VPN is down", "C1")}. */
  public SlackAck slash(String command, String text, String channel) {
    SlackChannel place = platform.workspace().channel(channel);
    String grant = platform.responseUrls().grant(place.id(), id, null, null);
    Envelope envelope =
        platform.payloads().slash(account(), place, command, RichText.escape(text), grant);
    SlackAck ack = platform.deliver(envelope, sending);
    platform.answered(grant, ack);
    return ack;
  }

  public SlackAck directMessage(String text) {
    return message(dm(), null, text);
  }

  public SlackAck directMessage(@Nullable String threadTs, String text) {
    return message(dm(), threadTs, text);
  }

  /** Mentions the desk in a channel, at the start of the message. */
  public SlackAck mention(String channel, String text) {
    return mention(channel, null, text);
  }

  public SlackAck mention(String channel, @Nullable String threadTs, String text) {
    return message(channel, threadTs, "<@" + Workspace.DESK + "> " + text);
  }

  /**
   * Writes in a channel or DM. The desk is told if it is a member: by a message event, and first by
   * an {@code app_mention} if it is mentioned in a channel; the answer to that second event is
   * among {@link SlackAck#others}.
   */
  public SlackAck message(String channel, @Nullable String threadTs, String text) {
    SlackChannel place = platform.workspace().channel(channel);
    SlackMessage message =
        platform.toldBy(sending.eventId(), () -> put(channel, threadTs, text, List.of()));
    if (!place.members().contains(Workspace.DESK)) {
      return SlackAck.notTold().about(message);
    }
    boolean mentioned =
        place.kind() != SlackChannel.Kind.DIRECT && text.contains("<@" + Workspace.DESK);
    List<SlackAck> acks = new ArrayList<>();
    if (mentioned) {
      acks.add(tell(platform.payloads().message(message, "app_mention")));
    }
    acks.add(tell(platform.payloads().message(message, "message")));
    return acks.getFirst().about(message).alongWith(acks.subList(1, acks.size()));
  }

  /** The same with a file, which Slack tells by a subtype of its own. */
  public SlackAck share(String channel, @Nullable String threadTs, String text, String fileName) {
    SlackFile file =
        new SlackFile(
            platform.workspace().nextId("F"), fileName, fileName, "", new byte[0], List.of());
    platform.workspace().put(file);
    SlackMessage message = put(channel, threadTs, text, List.of(file.id()));
    ObjectNode event = platform.payloads().message(message, "message");
    event.put("subtype", "file_share").put("upload", false);
    event
        .putArray("files")
        .addObject()
        .put("id", file.id())
        .put("name", fileName)
        .put("title", fileName)
        .put("permalink", "https://standin.slack.com/files/" + id + "/" + file.id());
    return tell(event).about(message);
  }

  /**
   * Writes what has more parts than words, such as a forwarded message.
   *
   * @param parts the event's fields, as Slack has them
   */
  public SlackAck write(String channel, @Nullable String threadTs, String text, String parts) {
    SlackMessage message = put(channel, threadTs, text, List.of());
    ObjectNode event = platform.payloads().message(message, "message");
    if (text.isEmpty()) {
      event.remove("blocks");
    }
    event.setAll(Json.read(parts).asObject());
    return tell(event).about(message);
  }

  /** Writes in a thread and shows it in the channel as well. */
  public SlackAck broadcast(String channel, String threadTs, String text) {
    SlackMessage message = put(channel, threadTs, text, List.of());
    ObjectNode event = platform.payloads().message(message, "message");
    return tell(event.put("subtype", "thread_broadcast")).about(message);
  }

  /** Slack adds the preview of a link to a message, which it tells as a change of it. */
  public SlackAck unfurled(SlackMessage message) {
    return tell(platform.payloads().changed(message, message)).about(message);
  }

  public SlackAck edit(SlackMessage message, String newText) {
    SlackMessage before =
        platform
            .workspace()
            .message(message.channel(), message.ts())
            .orElseThrow(() -> new Refusal("message_not_found"));
    SlackMessage now =
        platform
            .workspace()
            .change(
                message.channel(),
                message.ts(),
                each ->
                    each.changedTo(
                        RichText.escape(newText),
                        Json.array().add(RichText.block(newText)),
                        Json.missing()));
    return tell(platform.payloads().changed(now, before)).about(now);
  }

  public SlackAck delete(SlackMessage message) {
    SlackMessage gone = platform.workspace().delete(message.channel(), message.ts());
    return tell(platform.payloads().deleted(gone)).about(gone);
  }

  /** Adds a reaction, named without colons. */
  public SlackAck react(SlackMessage message, String name) {
    return tell(platform.payloads().reaction(account(), message, name, "reaction_added"));
  }

  public SlackAck unreact(SlackMessage message, String name) {
    return tell(platform.payloads().reaction(account(), message, name, "reaction_removed"));
  }

  public SlackAck openHome() {
    return tell(platform.payloads().homeOpened(account()));
  }

  // --- what the person presses

  /** Presses the button of a message with this action id or label. */
  public SlackAck press(SlackMessage message, String button) {
    BlockElements.Element element = BlockElements.named(message.blocks(), button);
    return act(message, element, Json.object(), FormValues.untouched(message.blocks()));
  }

  /** Chooses in a menu of a message: an option's label or value, an id, a date. */
  public SlackAck choose(SlackMessage message, String menu, Object choice) {
    BlockElements.Element element = BlockElements.named(message.blocks(), menu);
    ObjectNode state = FormValues.touched(message.blocks(), element, choice);
    return act(message, element, FormValues.chosen(element, choice), state);
  }

  /** Presses a button of a modal or of the Home tab. */
  public SlackAck press(SlackView view, String button) {
    return press(view, button, Map.of());
  }

  /** Presses a button of a modal whose fields have been filled so, but not yet submitted. */
  public SlackAck press(SlackView view, String button, Map<String, ?> filled) {
    BlockElements.Element element = BlockElements.named(view.blocks(), button);
    return act(view, element, Json.object(), FormValues.filled(view.blocks(), filled));
  }

  /** Chooses in a menu of a modal or of the Home tab. */
  public SlackAck choose(SlackView view, String menu, Object choice) {
    BlockElements.Element element = BlockElements.named(view.blocks(), menu);
    ObjectNode state = FormValues.touched(view.blocks(), element, choice);
    return act(view, element, FormValues.chosen(element, choice), state);
  }

  /**
   * Fills the fields named by label, block id or action id and submits. Fields that are not named
   * keep their initial value.
   *
   * @throws IllegalArgumentException if there is no such field or option
   * @throws IllegalStateException if a required field is empty, which Slack does not send; use
   *     {@link Sending#evenIfIncomplete} to send it all the same
   */
  public SlackAck submit(SlackView view, Map<String, ?> values) {
    ObjectNode state = FormValues.filled(view.blocks(), values);
    List<String> missing = FormValues.missing(view.blocks(), state);
    if (!missing.isEmpty() && !sending.unchecked()) {
      throw new IllegalStateException("Slack wants these filled first: " + missing);
    }
    SlackAck ack = interact(platform.payloads().submission(account(), view, state));
    platform.submitted(view, ack);
    return ack;
  }

  /** Leaves a modal by its close button; the desk is told only if the view asks for it. */
  public SlackAck close(SlackView view) {
    platform.screens().close(view, false);
    return view.json().path("notify_on_close").asBoolean(false)
        ? interact(platform.payloads().closed(account(), view, false))
        : SlackAck.notTold();
  }

  public SlackAck globalShortcut(String callbackId) {
    return interact(platform.payloads().shortcut(account(), callbackId));
  }

  public SlackAck messageShortcut(String callbackId, SlackMessage message) {
    return interact(platform.payloads().messageShortcut(account(), callbackId, message));
  }

  /** Types into a menu of a modal whose options come from the desk. */
  public SlackAck suggest(SlackView view, String menu, String typed) {
    BlockElements.Element element = BlockElements.named(view.blocks(), menu);
    ObjectNode payload = platform.payloads().suggestion(account(), element, typed);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.set("view", view.json());
    return suggested(payload);
  }

  /** Types into a menu of a message whose options come from the desk. */
  public SlackAck suggest(SlackMessage message, String menu, String typed) {
    BlockElements.Element element = BlockElements.named(message.blocks(), menu);
    ObjectNode payload = platform.payloads().suggestion(account(), element, typed);
    payload
        .putObject("container")
        .put("type", "message")
        .put("message_ts", message.ts())
        .put("channel_id", message.channel())
        .put("is_ephemeral", message.ephemeral());
    payload.putObject("channel").put("id", message.channel());
    return suggested(payload);
  }

  private SlackAck suggested(ObjectNode payload) {
    SlackAck ack = interact(payload);
    platform.suggested(ack);
    return ack;
  }

  private SlackMessage put(
      String channel, @Nullable String threadTs, String text, List<String> files) {
    return platform
        .workspace()
        .put(
            new SlackMessage(
                platform.workspace().channel(channel).id(),
                platform.workspace().nextTs(),
                threadTs,
                id,
                RichText.escape(text),
                Json.array().add(RichText.block(text)),
                null,
                0,
                Json.missing(),
                files));
  }

  private SlackAck act(
      SlackMessage message, BlockElements.Element element, ObjectNode choice, ObjectNode state) {
    ObjectNode payload = platform.payloads().action(account(), message, state);
    payload.putArray("actions").add(platform.payloads().pressed(element, choice));
    return interact(payload);
  }

  private SlackAck act(
      SlackView view, BlockElements.Element element, ObjectNode choice, ObjectNode state) {
    ObjectNode payload = platform.payloads().action(account(), view, state);
    payload.putArray("actions").add(platform.payloads().pressed(element, choice));
    return interact(payload);
  }

  private SlackAck tell(ObjectNode event) {
    return platform.deliver(platform.payloads().event(event, sending.eventId()), sending);
  }

  private SlackAck interact(ObjectNode payload) {
    return platform.deliver(new Envelope(Envelope.Type.INTERACTIVE, payload), sending);
  }
}
