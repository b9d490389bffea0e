package dev.deskhand.discord.standin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person at a Discord client. Commands are given in the channel the person is in; see {@link
 * #in(StandInChannel)}. What their client would not let them do throws at once.
 */
public final class DiscordPerson {
  private final DiscordStandIn standIn;
  private final String id;
  private final String name;
  private final StandInChannel here;
  private final AtomicReference<@Nullable String> nextId;

  DiscordPerson(DiscordStandIn standIn, String id, String name, StandInChannel here) {
    this(standIn, id, name, here, new AtomicReference<>());
  }

  private DiscordPerson(
      DiscordStandIn standIn,
      String id,
      String name,
      StandInChannel here,
      AtomicReference<@Nullable String> nextId) {
    this.standIn = standIn;
    this.id = id;
    this.name = name;
    this.here = here;
    this.nextId = nextId;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** How one writes their name in a message so that they are notified. */
  public String asMention() {
    return "<@" + id + ">";
  }

  /** The same person in another channel. */
  public DiscordPerson in(StandInChannel channel) {
    return new DiscordPerson(standIn, id, name, channel, nextId);
  }

  /** The same person in their conversation with the bot. */
  public DiscordPerson inDirectMessages() {
    return in(standIn.world().directChannel(id));
  }

  /** Gives the next interaction or message this id (a snowflake) instead of a new one. */
  public DiscordPerson withNextId(String snowflake) {
    nextId.set(snowflake);
    return this;
  }

  /** Their conversation with the bot. */
  public StandInChannel directMessages() {
    return standIn.world().directChannel(id);
  }

  /** From now on the bot can write to them again. */
  public void openDirectMessages() {
    standIn.world().closedToDirectMessages().remove(id);
  }

  /** From now on the bot cannot write to them (error 50007). */
  public void closeDirectMessages() {
    standIn.world().closedToDirectMessages().add(id);
  }

  /**
   * Sends a registered slash command.
   *
   * @param path the sub-command, a group and one, or "" where the command has none
   * @param options option names to values; people and channels by their id
   */
  public DiscordInteraction slash(String command, String path, Map<String, String> options) {
    ObjectNode data = options().data(registered(command, 1), path, options, null);
    return start(DiscordInteraction.Kind.COMMAND, data, null);
  }

  public DiscordInteraction slash(String command, String path) {
    return slash(command, path, Map.of());
  }

  /**
   * Types into an option that completes.
   *
   * @param filled the other options filled so far
   */
  public DiscordInteraction complete(
      String command, String path, String option, String typed, Map<String, String> filled) {
    Map<String, String> values = new LinkedHashMap<>(filled);
    values.put(option, typed);
    ObjectNode data = options().data(registered(command, 1), path, values, option);
    return start(DiscordInteraction.Kind.AUTOCOMPLETE, data, null);
  }

  /** Presses a button of a message, as the message is now. */
  public DiscordInteraction press(StandInMessage message, String labelOrCustomId) {
    StandInMessage.Component button = component(message, labelOrCustomId);
    return component(message, button.customId(), button.type(), List.of());
  }

  /** Picks options of a select menu, by value or by what is shown. */
  public DiscordInteraction select(
      StandInMessage message, String placeholderOrCustomId, String... picked) {
    StandInMessage.Component menu = component(message, placeholderOrCustomId);
    List<String> values =
        java.util.Arrays.stream(picked)
            .map(one -> FilledForm.optionValue(menu.json(), one))
            .toList();
    return component(message, menu.customId(), menu.type(), values);
  }

  /**
   * Presses a component that the message need not have, as a client does that shows an old one.
   *
   * @param type Discord's number of the component: 2 for a button, 3 for a select menu
   */
  public DiscordInteraction component(
      StandInMessage message, String customId, int type, List<String> values) {
    ObjectNode data =
        Json.object(
            "custom_id", customId, "component_type", type, "id", 1, "values", Json.strings(values));
    StandInMessage now = standIn.message(message.id()).orElse(message);
    DiscordPerson there = in(standIn.world().channel(message.channelId()).orElseThrow());
    mustSee(there.here);
    Resolved resolved = there.resolved();
    values.forEach(value -> resolved.selected(type, value));
    return there.start(DiscordInteraction.Kind.COMPONENT, resolved.addTo(data), now);
  }

  /** Fills a form and submits it: labels or custom ids to values; the rest stays prefilled. */
  public DiscordInteraction submit(StandInModal modal, Map<String, String> values) {
    DiscordInteraction origin = modal.interaction();
    ObjectNode data = new FilledForm(modal, in(origin.channel()).resolved()).data(values);
    @Nullable String sourceId = origin.sourceMessageId();
    @Nullable StandInMessage source =
        sourceId == null ? null : standIn.message(sourceId).orElse(null);
    return in(origin.channel()).start(DiscordInteraction.Kind.MODAL_SUBMIT, data, source);
  }

  /** Uses a command of a message's context menu. */
  public DiscordInteraction contextMenu(String command, StandInMessage target) {
    ObjectNode data = menuData(registered(command, 3), target.id(), 3);
    Resolved resolved = resolved();
    resolved.message(target);
    return in(standIn.world().channel(target.channelId()).orElseThrow())
        .start(DiscordInteraction.Kind.COMMAND, resolved.addTo(data), null);
  }

  /** Uses a command of a person's context menu. */
  public DiscordInteraction contextMenu(String command, DiscordPerson target) {
    ObjectNode data = menuData(registered(command, 2), target.id(), 2);
    Resolved resolved = resolved();
    resolved.user(target.id());
    return start(DiscordInteraction.Kind.COMMAND, resolved.addTo(data), null);
  }

  /** Writes in a channel or thread. */
  public StandInMessage message(StandInChannel channel, String text) {
    mustSee(channel);
    String messageId = takeNextId().orElseGet(standIn.world()::newId);
    return standIn
        .messages()
        .post(
            new Messages.Draft(
                messageId, channel, id, Json.object("content", text), Map.of(), null));
  }

  /** Answers a message, where it stands. */
  public StandInMessage reply(StandInMessage to, String text) {
    StandInChannel there = standIn.world().channel(to.channelId()).orElseThrow();
    return write(there, Json.object("content", text, "message_reference", reference(to)));
  }

  /** Sends a file along with some words. */
  public StandInMessage share(StandInChannel channel, String text, String file) {
    return write(channel, Json.object("content", text, "attachments", attached(channel, file)));
  }

  /** Answers a message with a file. */
  public StandInMessage shareInReply(StandInMessage to, String text, String file) {
    StandInChannel there = standIn.world().channel(to.channelId()).orElseThrow();
    ObjectNode parts = Json.object("content", text, "message_reference", reference(to));
    parts.set("attachments", attached(there, file));
    return write(there, parts);
  }

  /** Writes as a webhook does, which everybody may call as they like. */
  public StandInMessage asWebhook(StandInChannel channel, String text) {
    return write(channel, Json.object("content", text, "webhook_id", standIn.world().newId()));
  }

  /**
   * Writes what has more parts than words, such as a forwarded message.
   *
   * @param parts as Discord has them
   */
  public StandInMessage write(StandInChannel channel, String parts) {
    return write(channel, Json.parse(parts).asObject());
  }

  private StandInMessage write(StandInChannel channel, ObjectNode parts) {
    mustSee(channel);
    String messageId = takeNextId().orElseGet(standIn.world()::newId);
    return standIn
        .messages()
        .post(new Messages.Draft(messageId, channel, id, parts, Map.of(), null));
  }

  private void mustSee(StandInChannel channel) {
    if (channel.kind() == StandInChannel.Kind.PRIVATE_THREAD && !channel.isSeenBy(id)) {
      throw new IllegalStateException(name + " does not see " + channel);
    }
  }

  private static ObjectNode reference(StandInMessage to) {
    return Json.object("type", 0, "message_id", to.id(), "channel_id", to.channelId());
  }

  private tools.jackson.databind.node.ArrayNode attached(StandInChannel channel, String file) {
    String attachment = standIn.world().newId();
    String url =
        "https://cdn.discordapp.com/attachments/%s/%s/%s?ex=1&is=1&hm=1"
            .formatted(channel.id(), attachment, file);
    return Json.array(
        List.of(
            Json.object(
                "id", attachment, "filename", file, "size", 10, "url", url, "proxy_url", url)));
  }

  /** Writes to the bot alone. */
  public StandInMessage directMessage(String text) {
    return message(directMessages(), text);
  }

  /** Writes in a channel, naming the bot first. */
  public StandInMessage mention(StandInChannel channel, String text) {
    return message(channel, "<@" + standIn.botId() + "> " + text);
  }

  /** Delivers the event of a message once more, under the same id. */
  public void sendAgain(StandInMessage message) {
    standIn.messages().tellAgain(message);
  }

  /** Changes a message of theirs. */
  public StandInMessage edit(StandInMessage message, String text) {
    StandInMessage now = standIn.message(message.id()).orElseThrow();
    return standIn.messages().edit(now, Json.object("content", text), Map.of(), Json.array());
  }

  /** Deletes a message of theirs. */
  public void delete(StandInMessage message) {
    standIn.messages().delete(message);
  }

  /** Deletes several messages of a channel at once, as moderators do. */
  public void deleteTogether(StandInChannel channel, StandInMessage... messages) {
    standIn.messages().deleteTogether(channel, List.of(messages));
  }

  /** Reacts with a Unicode emoji. */
  public void react(StandInMessage message, String emoji) {
    standIn.reactions().react(message, id, emoji, true);
  }

  ObjectNode user() {
    return standIn.world().user(id);
  }

  Optional<String> takeNextId() {
    return Optional.ofNullable(nextId.getAndSet(null));
  }

  private DiscordInteraction start(
      DiscordInteraction.Kind kind, ObjectNode data, @Nullable StandInMessage source) {
    return standIn.interactions().start(kind, this, here, data, source);
  }

  private SlashOptions options() {
    return new SlashOptions(resolved());
  }

  private Resolved resolved() {
    return new Resolved(standIn.world(), here);
  }

  private ObjectNode registered(String command, int type) {
    return standIn
        .application()
        .command(here.guild(), command, type)
        .orElseThrow(() -> new IllegalStateException("No such command here: " + command));
  }

  private static ObjectNode menuData(ObjectNode command, String targetId, int type) {
    return Json.object(
        "id",
        Json.text(command, "id"),
        "name",
        Json.text(command, "name"),
        "type",
        type,
        "target_id",
        targetId);
  }

  private StandInMessage.Component component(StandInMessage message, String labelOrCustomId) {
    StandInMessage now = standIn.message(message.id()).orElseThrow();
    StandInMessage.Component found =
        now.component(labelOrCustomId)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No '" + labelOrCustomId + "' among " + now.components()));
    if (found.disabled()) {
      throw new IllegalStateException("'" + labelOrCustomId + "' is disabled");
    }
    if (now.ephemeral() && !id.equals(now.visibleTo())) {
      throw new IllegalStateException(name + " does not see this message");
    }
    return found;
  }
}
