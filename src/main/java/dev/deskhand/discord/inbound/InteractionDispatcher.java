package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.ComponentId;
import dev.deskhand.discord.rendering.EmbedRenderer;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.components.ComponentInteraction;
import net.dv8tion.jda.api.interactions.modals.ModalInteraction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a dialogue: an interaction becomes an utterance, and its answer travels back on the
 * same way. Here it is seen to that only those are served whom the desk serves.
 */
public class InteractionDispatcher {

  private static final Logger log = LoggerFactory.getLogger(InteractionDispatcher.class);

  private static final Reply OTHER_SERVER =
      new Reply.Refusal("This desk serves another Discord server, not this one.");

  private final DeskClient desk;
  private final GuildAccess served;
  private final FormSessions forms;
  private final EmbedRenderer renderer;
  private final Clock clock;

  public InteractionDispatcher(
      DeskClient desk,
      GuildAccess served,
      FormSessions forms,
      EmbedRenderer renderer,
      Clock clock) {
    this.desk = desk;
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
    answering(event).privately(List.of(DeskClient.OUT_OF_DATE));
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
    Command command = desk.read(utterance);
    PressedMessage pressed = pressed(event);
    DeskClient.Asked asked =
        desk.ask(
            command,
            () ->
                DatabaseRetry.with(
                        Deadlines.LATER,
                        () ->
                            served.admit(
                                utterance.origin().naming(mentioned.get()),
                                event.getUser(),
                                event.getMember()))
                    .map(origin -> answer(event, pressed, origin, command, utterance.words()))
                    .map(afterwards)
                    .orElse(List.of(new Reply.Refusal(GuildAccess.STRANGER))));
    answering.with(asked, utterance.origin().place(), mayOpenForm(command), pressed);
  }

  private List<Reply> answer(
      IReplyCallback event, PressedMessage pressed, Origin origin, Command command, String words) {
    List<Reply> replies = desk.answer(origin, command, words);
    return switch (event) {
      case ComponentInteraction press ->
          desk.standing(pressed, spot(origin.place(), press.getMessage()), command)
              .shown(command, replies, more -> desk.glance(origin, more));
      case ModalInteraction form ->
          desk.standing(pressed, spot(origin.place(), form.getMessage()), command)
              .shown(command, replies);
      default -> pressed.shown(command, replies);
    };
  }

  /** Direct conversations have no threads: what belongs to a card answers it. */
  private static Place spot(Place place, @Nullable Message pressed) {
    MessageReference card = pressed == null ? null : pressed.getMessageReference();
    return place.direct() && card != null
        ? new Place(place.platform(), place.channel(), card.getMessageId(), true)
        : place;
  }

  /** What was pressed; with a form, that from which it was opened. */
  private static PressedMessage pressed(IReplyCallback event) {
    @Nullable Message message =
        switch (event) {
          case ComponentInteraction press -> press.getMessage();
          case ModalInteraction form -> form.getMessage();
          default -> null;
        };
    if (message == null) {
      return PressedMessage.OTHER;
    }
    PressedMessage in =
        event instanceof ComponentInteraction press
            ? ComponentId.read(press.getComponentId()).in()
            : message.getComponentTree().findAll(Button.class).stream()
                .map(button -> ComponentId.read(String.valueOf(button.getCustomId())).in())
                .filter(PressedMessage.OWN_CARD::equals)
                .findFirst()
                .orElse(PressedMessage.OTHER);
    return message.isEphemeral() || !message.isFromGuild() ? in : in.shared();
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
