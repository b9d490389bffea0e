package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.discord.connection.DiscordSilentException;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.EmbedRenderer;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.Visibility;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a dialogue: an interaction becomes an utterance, and its answer travels back on the
 * same way. Here it is seen to that only those are served whom the desk serves.
 */
public class InteractionDispatcher {

  private static final Logger log = LoggerFactory.getLogger(InteractionDispatcher.class);

  private static final Reply OUT_OF_DATE =
      new Reply.Refusal(
          "This was sent by another version of the desk and no longer works here. Your tickets are"
              + " as they were.",
          List.of(Action.of("My tickets", "my"), Action.of("Help", "help")));

  private static final Reply OTHER_SERVER =
      new Reply.Refusal("This desk serves another Discord server, not this one.");

  private static final Reply OUT_OF_ORDER =
      new Reply.Refusal(
          "Sorry, the desk is out of order at the moment, and nothing was changed. Please try again"
              + " in a minute.");

  /** Discord gives a quarter of an hour for an answer; longer than this nobody waits for one. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(2);

  private final Conversation conversation;
  private final GuildAccess served;
  private final FormSessions forms;
  private final EmbedRenderer renderer;
  private final Clock clock;

  public InteractionDispatcher(
      Conversation conversation,
      GuildAccess served,
      FormSessions forms,
      EmbedRenderer renderer,
      Clock clock) {
    this.conversation = conversation;
    this.served = served;
    this.forms = forms;
    this.renderer = renderer;
    this.clock = clock;
  }

  /** Whether an interaction comes from a server that is served, or from no server. */
  public boolean serves(IReplyCallback event) {
    Guild guild = event.getGuild();
    return guild == null || served.serves(guild);
  }

  /** Answers what this version of the desk does not know. */
  public void outOfDate(IReplyCallback event) {
    log.info(
        "{} of {} is of another version of the desk", event.getType(), event.getUser().getId());
    answering(event).privately(List.of(OUT_OF_DATE));
  }

  /** Answers at once, to this person alone. */
  public void privately(IReplyCallback event, Reply reply) {
    answering(event).privately(List.of(serves(event) ? reply : OTHER_SERVER));
  }

  public void carryOut(IReplyCallback event, Utterance utterance) {
    carryOut(event, utterance, UnaryOperator.identity());
  }

  /**
   * Has an utterance carried out and answers it.
   *
   * @param afterwards what is made of the answer before it is shown
   */
  public void carryOut(
      IReplyCallback event, Utterance utterance, UnaryOperator<List<Reply>> afterwards) {
    carryOut(event, utterance, () -> utterance.origin().mentioned(), afterwards);
  }

  /**
   * The same where Discord has to be asked whom the utterance names, which takes its time.
   *
   * @param mentioned the people whom it names
   */
  public void carryOut(
      IReplyCallback event,
      Utterance utterance,
      Supplier<List<Sender>> mentioned,
      UnaryOperator<List<Reply>> afterwards) {
    InteractionReply answering = answering(event);
    if (!serves(event)) {
      answering.privately(List.of(OTHER_SERVER));
      return;
    }
    boolean inGuild = event.getGuild() != null;
    Command command = conversation.read(utterance);
    Callable<List<Reply>> work =
        () ->
            DatabaseRetry.with(
                    AFTERWARDS,
                    () ->
                        served.admit(
                            utterance.origin().naming(mentioned.get()),
                            event.getUser(),
                            event.getMember()))
                .map(
                    origin ->
                        afterwards.apply(
                            conversation.handle(origin, command, utterance.words(), AFTERWARDS)))
                .orElse(List.of(new Reply.Refusal(GuildAccess.STRANGER)));
    answering.with(
        inGuild && command.visibility() == Visibility.ONLY_YOU,
        mayOpenForm(command),
        () -> guarded(work));
  }

  /**
   * @param eventId by which it counts once
   * @param mentioned the people whom it names
   */
  public static Origin origin(IReplyCallback event, String eventId, List<Sender> mentioned) {
    return new Origin(
        eventId,
        GuildAccess.sender(event.getUser(), event.getMember()),
        place(event),
        event.getTimeCreated().toInstant(),
        Origin.ReplyRoute.IN_PLACE,
        mentioned);
  }

  /** Whether the answer may be a form, which can only be the first word. */
  private static boolean mayOpenForm(Command command) {
    return command instanceof Command.Ask
        || command.spec().filter(spec -> takesItem(spec)).isPresent();
  }

  /** What the catalog asks for beside it, a form asks for. */
  private static boolean takesItem(CommandSpec command) {
    return command.params().stream().anyMatch(param -> param.kind() == CommandSpec.Param.Kind.ITEM);
  }

  private static List<Reply> guarded(Callable<List<Reply>> work) {
    try {
      return work.call();
    } catch (DeskUnavailableException e) {
      // with what it comes from, by which the log counts it among the others
      log.warn("An interaction was not done", e);
    } catch (DiscordSilentException e) {
      log.warn("{}", e.getMessage());
    } catch (Exception | Error e) {
      log.error("An interaction failed", e);
    }
    return List.of(OUT_OF_ORDER);
  }

  private InteractionReply answering(IReplyCallback event) {
    return new InteractionReply(event, renderer, forms, clock);
  }

  private static Place place(IReplyCallback event) {
    Channel channel = event.getChannel();
    if (event.getGuild() == null || channel == null) {
      return DiscordPlatform.direct(event.getUser().getId());
    }
    return channel instanceof ThreadChannel thread
        ? DiscordPlatform.thread(thread)
        : DiscordPlatform.channel(channel.getId());
  }
}
