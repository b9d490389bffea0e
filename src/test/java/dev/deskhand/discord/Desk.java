package dev.deskhand.discord;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.discord.backfill.DiscordHistory;
import dev.deskhand.discord.backfill.DiscordListening;
import dev.deskhand.discord.commands.CommandRegistration;
import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.discord.commands.OptionCompletion;
import dev.deskhand.discord.commands.SlashCommandMapper;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.delivery.DirectMessages;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forums.Forums;
import dev.deskhand.discord.gateway.DiscordConnection;
import dev.deskhand.discord.gateway.DiscordEvents;
import dev.deskhand.discord.gateway.DiscordHealth;
import dev.deskhand.discord.gateway.DiscordMeters;
import dev.deskhand.discord.gateway.SessionLease;
import dev.deskhand.discord.inbound.ContextMenuHandler;
import dev.deskhand.discord.inbound.FormPages;
import dev.deskhand.discord.inbound.InteractionDispatcher;
import dev.deskhand.discord.inbound.InteractionHandler;
import dev.deskhand.discord.inbound.MessageHandler;
import dev.deskhand.discord.inbound.ReactionHandler;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.people.GuildMembers;
import dev.deskhand.discord.people.PeopleEventHandler;
import dev.deskhand.discord.people.RoleSync;
import dev.deskhand.discord.privatethreads.DiscordPrivateThreads;
import dev.deskhand.discord.rendering.EmbedRenderer;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.language.Command;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.ListeningState;
import dev.deskhand.testing.Spoken;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** The adapter alone, connected to a stand-in; a test says what the desk answers. */
final class Desk implements AutoCloseable {

  /** What reached the desk, in order. */
  final List<Command> commands = new CopyOnWriteArrayList<>();

  final List<Origin> origins = new CopyOnWriteArrayList<>();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final DiscordConnection connection;
  final DiscordPlatform platform;
  final DiscordHealth health;
  private final DeskClient client;

  final SharedLock locks;
  final KnownPlaces places;
  final AtomicLong nanos = new AtomicLong();

  /** The channels in which the desk works. */
  final Set<String> channels = new CopyOnWriteArraySet<>();

  /** The key of a ticket of everybody's. */
  final String ownTicket = "INC-7";

  /** The channels where they reported it, or where they are asked to report. */
  volatile List<String> reportedIn = List.of();

  /** The forms that were shown. */
  final KeptForms kept;

  /** Whom the desk knows, and which roles on Discord carry any at the desk. */
  final KnownPeople people;

  final MovableClock clock = new MovableClock();

  volatile Function<String, List<Reply.Option>> suggestions = typed -> List.of();

  volatile BiFunction<Origin, Command, List<Reply>> answer =
      (origin, command) -> List.of(new Reply.Text("Understood."));

  Desk(DiscordStandIn discord) {
    this(discord, discord.token(), "");
  }

  Desk(DiscordStandIn discord, String token, String guild) {
    this(discord, token, guild, new SharedLock(), new KnownPlaces());
  }

  /** What it has told others of its connection. */
  final List<Object> recovered = new CopyOnWriteArrayList<>();

  /** A copy of the desk that shares with others what a database would keep. */
  Desk(DiscordStandIn discord, String token, String guild, SharedLock locks, KnownPlaces places) {
    this(discord, token, guild, locks, places, new KeptForms(), new KnownPeople());
  }

  /** A desk that finds these forms, and works in these channels. */
  Desk(DiscordStandIn discord, String token, String guild, KeptForms kept, String... channels) {
    this(
        discord,
        token,
        guild,
        new SharedLock(),
        new KnownPlaces(),
        kept,
        new KnownPeople(),
        channels);
  }

  /** A desk that knows these people. */
  Desk(DiscordStandIn discord, String guild, KnownPeople people) {
    this(
        discord,
        discord.token(),
        guild,
        new SharedLock(),
        new KnownPlaces(),
        new KeptForms(),
        people);
  }

  private Desk(
      DiscordStandIn discord,
      String token,
      String guild,
      SharedLock locks,
      KnownPlaces places,
      KeptForms kept,
      KnownPeople people,
      String... channels) {
    this.people = people;
    this.locks = locks;
    this.places = places;
    this.kept = kept;
    this.channels.addAll(List.of(channels));
    DiscordProperties properties =
        new DiscordProperties(
            token, guild, discord.restUrl(), discord.gatewayUrl(), Duration.ofSeconds(4), "🎫");
    Conversation conversation =
        new Conversation() {
          @Override
          public Command read(Utterance utterance) {
            return Spoken.PARSER.parse(utterance);
          }

          @Override
          public List<Reply> handle(Origin origin, Command command) {
            if (origin.message() != null && !places.first(origin)) {
              return List.of();
            }
            origins.add(origin);
            commands.add(command);
            List<Reply> replies = answer.apply(origin, command);
            return origin.answeredLater() ? List.of() : replies;
          }
        };
    client = new DeskClient(conversation);
    SlashCommandMapper mapper = new SlashCommandMapper(new CommandTree(Spoken.REGISTRY));
    GuildMembers memberships = new GuildMembers(properties, people);
    RoleSync holders = new RoleSync(people, memberships, Duration.ofSeconds(8));
    GuildAccess served = new GuildAccess(properties, memberships);
    FormSessions forms = new FormSessions(kept, clock);
    EmbedRenderer renderer = new EmbedRenderer(forms);
    InteractionDispatcher dialogue =
        new InteractionDispatcher(client, served, forms, renderer, clock);
    PermissionCheck setUp = new PermissionCheck(platform -> this.channels, properties);
    MessageHandler messages = new MessageHandler(client, served, clock);
    DiscordEvents events =
        new DiscordEvents(
            new InteractionHandler(dialogue, mapper, forms, new FormPages(dialogue, forms)),
            new OptionCompletion(
                mapper, (sender, param, typed) -> suggestions.apply(typed), served),
            messages,
            new ContextMenuHandler(dialogue, forms),
            new ReactionHandler(client, served, properties, clock),
            dialogue,
            setUp,
            new PeopleEventHandler(memberships, holders));
    DiscordMeters counted = new DiscordMeters(meters);
    RestLimitMonitor manners = new RestLimitMonitor(meters, Clock.systemUTC(), nanos::get);
    connection =
        new DiscordConnection(
            properties,
            new SessionLease(locks, properties.takeover(), Clock.systemUTC()),
            events,
            () ->
                new DiscordListening(
                    new ListeningState(
                        DiscordPlatform.NAME,
                        places,
                        new NoTalks(),
                        meters,
                        Runnable::run,
                        Clock.systemUTC()),
                    shard -> new DiscordHistory(shard, served, manners, messages, events::run)),
            new CommandRegistration(properties, mapper, new Remembered()),
            counted,
            manners,
            holders,
            recovered::add);
    DirectMessages direct = new DirectMessages(places);
    platform =
        new DiscordPlatform(
            connection,
            renderer,
            direct,
            List.of(
                new Forums(),
                new DiscordPrivateThreads(
                    direct,
                    (person, key) ->
                        key.equals(ownTicket) ? Optional.of(reportedIn) : Optional.empty())),
            manners,
            setUp);
    health = new DiscordHealth(connection, manners);
    connection.start();
  }

  Desk ready() {
    Awaitility.await().until(() -> connection.connected().isPresent());
    return this;
  }

  @Override
  public void close() {
    connection.stop();
    client.close();
  }
}
