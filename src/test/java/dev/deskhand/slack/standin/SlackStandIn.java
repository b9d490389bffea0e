package dev.deskhand.slack.standin;

import dev.deskhand.testing.OnlyMatch;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack on this machine. The desk talks to {@link #apiUrl}; {@link #person people} talk to the desk
 * at the address given to {@link #connect}.
 *
 * <p>What breaks one of Slack's limits is refused as Slack refuses it and kept in {@link
 * #complaints}, which a test should find empty.
 */
public final class SlackStandIn implements AutoCloseable {

  public static final String BOT_TOKEN = "xoxb-standin";
  public static final String APP_TOKEN = "xapp-standin";
  public static final String SIGNING_SECRET = "standin-signing-secret";

  /** The desk's own user. */
  public static final String DESK = Workspace.DESK;

  public static final String TEAM = Workspace.TEAM_ID;

  private static final String VERIFICATION_TOKEN = "verification-token";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Workspace workspace;
  private final Faults faults = new Faults();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final WebApiServer server;
  private final Platform platform;
  private volatile @Nullable URI socketUrl;

  private SlackStandIn(Clock clock) {
    workspace = new Workspace(clock);
    Screens screens = new Screens(workspace);
    ResponseUrls responseUrls = new ResponseUrls(workspace);
    server = new WebApiServer(workspace, faults);
    Payloads payloads =
        new Payloads(workspace, screens, responseUrls, server.baseUrl(), VERIFICATION_TOKEN);
    platform = new Platform(clock, workspace, screens, responseUrls, payloads);
    WebApi webApi =
        new WebApi(
            platform,
            server.baseUrl(),
            complaints::add,
            () -> Optional.ofNullable(socketUrl).or(platform::newSocketAddress));
    platform.answeredBy(webApi);
    server.start(webApi);
  }

  public static SlackStandIn start() {
    return start(Clock.systemUTC());
  }

  /** A stand-in whose message ids, signatures and expiries follow this clock. */
  public static SlackStandIn start(Clock clock) {
    return new SlackStandIn(clock);
  }

  /** What {@code SLACK_API_URL} is to be; ends in a slash. */
  public String apiUrl() {
    return server.baseUrl() + "api/";
  }

  /** Where the desk takes Slack's requests, such as {@code http://localhost:4711/slack/events}. */
  public void connect(URI events) {
    platform.connect(events);
  }

  /**
   * Whether the desk is told of its own messages too, as Slack does in every channel where it reads
   * along. Off at first, so that a test hears only what it caused.
   */
  public void echoing(boolean on) {
    platform.echoing(on);
  }

  /**
   * Whether Slack's requests get no answer at all, as while the desk is down. People go on writing;
   * what was not heard can be {@link #redeliver redelivered}, as Slack does a few times.
   */
  public void unreachable(boolean on) {
    platform.unreachable(on);
  }

  /** What {@code apps.connections.open} hands out; refused while there is none. */
  public void socketUrl(URI url) {
    socketUrl = url;
  }

  /** What people do goes to the desk by the connection that it opened; waits until there is one. */
  public void connectBySocket() {
    platform.connectBySocket();
    sockets().await();
  }

  /** Socket Mode; from the first time on, a desk can connect by it. */
  public SocketDeskLine sockets() {
    return platform.sockets(complaints::add);
  }

  /** The scopes of the bot token. */
  public Grants grants() {
    return server.grants();
  }

  // --- the workspace

  /** A person with an account; the same again for an id that is there already. */
  public SlackPerson person(String id, String realName) {
    boolean known = workspace.users().stream().anyMatch(user -> user.id().equals(id));
    if (!known) {
      workspace.put(SlackUser.member(id, realName));
    }
    return new SlackPerson(id, platform, Sending.USUAL);
  }

  public SlackPerson guest(String id, String realName) {
    workspace.put(SlackUser.member(id, realName).asGuest());
    return new SlackPerson(id, platform, Sending.USUAL);
  }

  /** Another app's bot. */
  public void bot(String id, String realName) {
    SlackUser plain = SlackUser.member(id, realName);
    workspace.put(
        new SlackUser(id, plain.name(), realName, plain.email(), true, false, false, TEAM));
  }

  /** Somebody of another workspace, met in a shared channel. */
  public SlackPerson stranger(String id, String realName, String team) {
    workspace.put(SlackUser.member(id, realName).of(team));
    return new SlackPerson(id, platform, Sending.USUAL);
  }

  /** The desk is told, as of every change of an account. */
  public SlackAck deactivate(String user) {
    return changed(workspace.put(workspace.user(user).deactivate()));
  }

  public SlackAck reactivate(String user) {
    return changed(workspace.put(workspace.user(user).reactivate()));
  }

  public SlackAck rename(String user, String realName) {
    return changed(workspace.put(workspace.user(user).called(realName)));
  }

  private SlackAck changed(SlackUser user) {
    if (!platform.isConnected()) {
      return SlackAck.notTold();
    }
    ObjectNode event = Json.object().put("type", "user_change");
    event.set("user", Shapes.user(user));
    return tell(event.put("event_ts", workspace.nextTs()));
  }

  /** A user group such as {@code S1}; the desk is not told. */
  public void userGroup(String id, String... members) {
    workspace.group(id, Set.of(members));
  }

  /** The same, and the desk is told that others are in it now. */
  public SlackAck userGroupChanges(String id, String... members) {
    userGroup(id, members);
    return tell(
        Json.object()
            .put("type", "subteam_members_changed")
            .put("subteam_id", id)
            .put("team_id", TEAM)
            .put("event_ts", workspace.nextTs()));
  }

  private SlackAck tell(ObjectNode event) {
    return platform.deliver(platform.payloads().event(event, null), Sending.USUAL);
  }

  /** A public channel with the desk and these people in it. */
  public SlackChannel channel(String id, String name, String... people) {
    return channel(id, name, SlackChannel.Kind.PUBLIC, people);
  }

  public SlackChannel privateChannel(String id, String name, String... people) {
    return channel(id, name, SlackChannel.Kind.PRIVATE, people);
  }

  private SlackChannel channel(String id, String name, SlackChannel.Kind kind, String... people) {
    Set<String> members = new HashSet<>(List.of(people));
    members.add(DESK);
    return workspace.put(new SlackChannel(id, name, kind, members, false));
  }

  /** Takes the desk out of a channel. */
  public void expelDesk(String channel) {
    workspace.change(channel, each -> each.without(DESK));
  }

  public void archive(String channel) {
    workspace.change(channel, SlackChannel::archive);
  }

  // --- what is to be seen

  /** Oldest first: the messages of a channel or DM that everyone there sees, threads included. */
  public List<SlackMessage> messages(String channel) {
    return workspace.messages(workspace.channel(channel).id()).stream()
        .filter(message -> !message.ephemeral())
        .toList();
  }

  /** A thread: what it hangs on, and the answers. */
  public List<SlackMessage> thread(String channel, String ts) {
    return messages(channel).stream()
        .filter(message -> message.ts().equals(ts) || ts.equals(message.threadTs()))
        .toList();
  }

  /** A message as it is now, or empty if it has been deleted. */
  public Optional<SlackMessage> current(SlackMessage message) {
    return workspace.message(message.channel(), message.ts());
  }

  public List<SlackFile> files() {
    return workspace.files();
  }

  /** What the desk sent that broke a rule of Slack's, with method and place. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Every request of the desk, in order of arrival. */
  public List<SlackCall> calls() {
    return server.calls();
  }

  public List<SlackCall> calls(String method) {
    return calls().stream().filter(call -> call.method().equals(method)).toList();
  }

  /** What was said up to now is gone: it is the last test's. */
  public void forgetMessages() {
    workspace.forgetMessages();
  }

  /** Forgets the recorded requests, not the workspace. */
  public void forgetCalls() {
    server.forgetCalls();
  }

  public Faults faults() {
    return faults;
  }

  // --- waiting

  /** Waits for a message in a channel or DM that everyone there sees, and returns the first. */
  public SlackMessage awaitMessage(String channel, Predicate<SlackMessage> wanted) {
    return awaitOnly("message in " + channel, () -> messages(channel), wanted);
  }

  /**
   * Waits until the desk has said something fitting to this person alone, and returns the first.
   */
  public SlackMessage awaitHeard(SlackPerson person, Predicate<SlackMessage> wanted) {
    return awaitOnly("message for " + person.id(), person::heard, wanted);
  }

  /** Waits until a message has become what is wanted, and returns it so. */
  public SlackMessage awaitChange(SlackMessage message, Predicate<SlackMessage> wanted) {
    return await("change of " + message.ts(), () -> current(message).filter(wanted));
  }

  /** Waits for a modal on this person's screen that fits. */
  public SlackView awaitModal(SlackPerson person, Predicate<SlackView> wanted) {
    return await("modal for " + person.id(), () -> person.modal().filter(wanted));
  }

  /** Waits for a Home tab that fits. */
  public SlackView awaitHome(SlackPerson person, Predicate<SlackView> wanted) {
    return await("home of " + person.id(), () -> person.home().filter(wanted));
  }

  /** Waits for a request that fits, whatever became of it. */
  public SlackCall awaitCall(Predicate<SlackCall> wanted) {
    return await("call", () -> calls().stream().filter(wanted).findFirst());
  }

  private SlackMessage awaitOnly(
      String what, Supplier<List<SlackMessage>> source, Predicate<SlackMessage> wanted) {
    SlackMessage found = await(what, () -> source.get().stream().filter(wanted).findFirst());
    OnlyMatch.expect(
        what,
        () ->
            source.get().stream()
                .filter(wanted)
                .map(message -> message.channel() + " " + message.ts() + " " + message.shown())
                .toList());
    return found;
  }

  private <T> T await(String what, Supplier<Optional<T>> source) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(source::get, Optional::isPresent)
        .orElseThrow();
  }

  // --- what Slack itself sends

  /** The challenge with which Slack checks an address. */
  public SlackAck urlVerification(String challenge) {
    ObjectNode body =
        Json.object()
            .put("token", VERIFICATION_TOKEN)
            .put("challenge", challenge)
            .put("type", "url_verification");
    return platform.deliver(new Envelope(Envelope.Type.EVENTS_API, body), Sending.USUAL);
  }

  /** Any body at all, signed unless told otherwise. */
  public SlackAck raw(String contentType, String body, Sending how) {
    return platform.http().post(null, contentType, body.getBytes(StandardCharsets.UTF_8), how);
  }

  /**
   * Any payload at all, by the way the desk is connected.
   *
   * @param type {@code events_api}, {@code interactive} or {@code slash_commands}
   */
  public SlackAck payload(String type, String json) {
    ObjectNode payload = (ObjectNode) Json.read(json);
    return platform.deliver(new Envelope(Envelope.Type.named(type), payload), Sending.USUAL);
  }

  /** The same request once more, byte for byte, as when Slack got no answer. */
  public SlackAck redeliver(SlackAck earlier, int retryNum, String reason) {
    Envelope envelope =
        earlier
            .envelope()
            .orElseThrow(() -> new IllegalArgumentException("nothing was delivered: " + earlier));
    return platform.deliver(envelope, Sending.USUAL.asRetry(retryNum, reason));
  }

  @Override
  public void close() {
    platform.disconnect();
    server.close();
  }
}
