package dev.deskhand.discord.standin;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Discord on two free ports of this machine: a gateway and a REST server that share one small
 * world. It starts with one guild that has one text channel, {@code general}. Closing it ends both.
 *
 * <p>What the bot does against Discord's rules is refused as Discord refuses it and kept in {@link
 * #complaints()}: a test of the desk ends by asserting that there are none. The rules are those of
 * Discord's OpenAPI description (where it is present, see {@link #checksPublishedRules()}) and the
 * limits that only its documentation states.
 */
public final class DiscordStandIn implements AutoCloseable {
  private static final String TOKEN = "MTE0.stand-in.token";

  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Complaint> complaints = new CopyOnWriteArrayList<>();
  private volatile Duration waits = Duration.ofSeconds(20);
  private final Faults faults = new Faults();
  private final Gateway gateway = new Gateway(this);
  private final World world = new World(this, gateway::dispatch);
  private final Messages messages = new Messages(world);
  private final Reactions reactions = new Reactions(world);
  private final Interactions interactions = new Interactions(this);
  private final ApplicationRoutes application = new ApplicationRoutes(this);
  private final RestServer rest;
  private final StandInGuild guild;
  private final StandInChannel general;

  private final MessageRoutes messageRoutes;

  private DiscordStandIn() {
    Routes routes = new Routes(this);
    messageRoutes = new MessageRoutes(this, messages);
    messageRoutes.addTo(routes);
    new ChannelRoutes(world, messages, messageRoutes).addTo(routes);
    new InteractionRoutes(this, messages, messageRoutes).addTo(routes);
    application.addTo(routes);
    rest = new RestServer(this, routes);
    guild = world.foundGuild("Stand-in");
    general = guild.textChannel("general");
  }

  /** Starts on free ports. */
  public static DiscordStandIn start() {
    return new DiscordStandIn();
  }

  /** The bot token that is let in. */
  public String token() {
    return TOKEN;
  }

  /** REST base, for {@code DISCORD_API_URL}; ends in {@code /}. */
  public String restUrl() {
    return origin() + RestServer.BASE_PATH + "/";
  }

  /** Gateway address, for {@code DISCORD_GATEWAY_URL}. */
  public String gatewayUrl() {
    return gateway.url();
  }

  /** The id of the bot's user and of its application. */
  public String botId() {
    return world.botId();
  }

  /** The guild that is there from the start. */
  public StandInGuild guild() {
    return guild;
  }

  /** The text channel that is there from the start. */
  public StandInChannel general() {
    return general;
  }

  /** Another guild that has invited the bot, with a text channel {@code general}. */
  public StandInGuild anotherGuild(String name) {
    StandInGuild another = world.foundGuild(name);
    another.textChannel("general");
    return another;
  }

  /** Someone who joins the first guild with these roles (by name). */
  public DiscordPerson member(String userId, String name, String... roleNames) {
    return guild.member(userId, name, roleNames);
  }

  /** Writes as a webhook does: under any name, and as nobody in the guild. */
  public StandInMessage webhookMessage(StandInChannel channel, String name, String text) {
    return byWebhook(channel, name, text, Json.array());
  }

  /** The same without words but for those of an embed. */
  public StandInMessage webhookEmbed(
      StandInChannel channel, String name, String title, String description, String... fields) {
    ArrayNode shown = Json.array();
    for (int i = 0; i < fields.length; i += 2) {
      shown.add(Json.object("name", fields[i], "value", fields[i + 1], "inline", true));
    }
    ObjectNode embed = Json.object("title", title, "description", description);
    embed.set("fields", shown);
    return byWebhook(channel, name, "", Json.array(List.of(embed)));
  }

  private StandInMessage byWebhook(
      StandInChannel channel, String name, String text, ArrayNode embeds) {
    String webhook = world.newBot(name);
    ObjectNode parts = Json.object("content", text, "webhook_id", webhook);
    parts.set("embeds", embeds);
    return messages.post(
        new Messages.Draft(world.newId(), channel, webhook, parts, Map.of(), null));
  }

  /** A message as it is now, in whatever channel, ephemeral ones too. */
  public Optional<StandInMessage> message(String messageId) {
    return messages.find(messageId);
  }

  /** The thread of a message, which somebody opens if there is none. */
  public StandInChannel threadOf(StandInMessage message) {
    return world
        .channel(message.id())
        .orElseGet(
            () ->
                world.openThread(
                    world.channel(message.channelId()).orElseThrow(),
                    StandInChannel.Kind.PUBLIC_THREAD,
                    "thread",
                    message.authorId(),
                    message.id()));
  }

  /** Deletes a channel or thread, as somebody does who may. */
  public void delete(StandInChannel channel) {
    channel.delete();
    world.tell(
        new GatewayEvent(
            channel.kind().isThread() ? "THREAD_DELETE" : "CHANNEL_DELETE",
            WireFormat.channel(channel, world),
            GatewayEvent.GUILDS));
  }

  /** The reactions to a message, each as {@code userId emoji}. */
  public Set<String> reactionsTo(StandInMessage message) {
    return reactions.to(message.id());
  }

  /** The commands the bot has registered, as it sent them, with their ids. */
  public List<ObjectNode> commands() {
    return application.all();
  }

  /** Waits until a command is registered. */
  public void awaitCommand(String name) {
    Waiting.until(
        "the command /" + name,
        () -> commands().stream().anyMatch(one -> Json.text(one, "name").equals(name)));
  }

  public Gateway gateway() {
    return gateway;
  }

  /** Knows no repeated message by its nonce any more, as Discord does after some minutes. */
  public void forgetNonces() {
    messageRoutes.forgetNonces();
  }

  public Faults faults() {
    return faults;
  }

  /**
   * Has it wait for first responses no longer than Discord does. By itself it is patient: a machine
   * on which desks start beside other tests may stand still for as long as that.
   */
  public void waitAsDiscordDoes() {
    waits = Duration.ofSeconds(3);
  }

  /** How long it waits for the first response to an interaction. */
  Duration waits() {
    return waits;
  }

  /** Every REST request, in the order of arrival. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The requests that say something and do not forbid that it notifies anybody. */
  public List<RecordedRequest> notifying() {
    return requests.stream().filter(RecordedRequest::mayNotify).toList();
  }

  /** The requests to one route; see {@link RecordedRequest#isTo(String, String)}. */
  public List<RecordedRequest> requests(String method, String route) {
    return requests.stream().filter(request -> request.isTo(method, route)).toList();
  }

  /** What the bot did that Discord would not have stood, in order. */
  public List<Complaint> complaints() {
    return List.copyOf(complaints);
  }

  /** Whether Discord's OpenAPI description is present, so that bodies are checked against it. */
  public static boolean checksPublishedRules() {
    return PublishedRules.present();
  }

  @Override
  public void close() {
    faults.clear();
    gateway.close();
    rest.close();
  }

  String origin() {
    return rest.origin();
  }

  World world() {
    return world;
  }

  Messages messages() {
    return messages;
  }

  Reactions reactions() {
    return reactions;
  }

  Interactions interactions() {
    return interactions;
  }

  ApplicationRoutes application() {
    return application;
  }

  void record(RecordedRequest request) {
    requests.add(request);
  }

  void complain(String where, String what) {
    complaints.add(new Complaint(where, what));
  }
}
