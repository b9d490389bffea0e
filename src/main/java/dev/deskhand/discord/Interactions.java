package dev.deskhand.discord;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Command;
import dev.deskhand.chat.CommandParser;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.chat.Visibility;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.conversation.DeskUnavailableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.Channel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands, buttons, menus and forms: each becomes an utterance, and its answer travels back on the
 * same way. Every interaction has a virtual thread of its own.
 */
class Interactions {

  private static final Logger log = LoggerFactory.getLogger(Interactions.class);

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

  private final CommandParser parser = new CommandParser();
  private final Conversation conversation;
  private final ServedPeople served;
  private final OpenForms forms;
  private final EmbedRenderer renderer;

  Interactions(
      Conversation conversation, ServedPeople served, OpenForms forms, EmbedRenderer renderer) {
    this.conversation = conversation;
    this.served = served;
    this.forms = forms;
    this.renderer = renderer;
  }

  void slash(SlashCommandInteractionEvent event) {
    SlashCommands.find(event)
        .ifPresentOrElse(
            spec ->
                carryOut(event, SlashCommands.utterance(spec, event, origin(event, event.getId()))),
            () -> outOfDate(event));
  }

  void button(ButtonInteractionEvent event) {
    switch (ComponentId.read(event.getComponentId())) {
      case ComponentId.Press(String command) -> pressed(event, command);
      case ComponentId.Open(String form, String command) -> open(event, form, command);
      case ComponentId.Menu ignored -> outOfDate(event);
      case ComponentId.Fields ignored -> outOfDate(event);
      case ComponentId.Foreign ignored -> outOfDate(event);
    }
  }

  void select(StringSelectInteractionEvent event) {
    if (ComponentId.read(event.getComponentId()) instanceof ComponentId.Menu
        && event.getValues().size() == 1) {
      pressed(event, event.getValues().getFirst());
    } else {
      outOfDate(event);
    }
  }

  void submitted(ModalInteractionEvent event) {
    if (!(ComponentId.read(event.getModalId())
        instanceof ComponentId.Fields(String form, String command))) {
      outOfDate(event);
      return;
    }
    Map<String, String> entered = ModalRenderer.entered(event.getValues());
    carryOut(
        event,
        new Utterance.Submitted(origin(event, form), command, entered),
        replies -> withAnotherTry(replies, form, entered));
  }

  /** Answers what this version of the desk does not know. */
  void outOfDate(IReplyCallback event) {
    log.info(
        "{} of {} is of another version of the desk", event.getType(), event.getUser().getId());
    answering(event).privately(List.of(OUT_OF_DATE));
  }

  private void pressed(IReplyCallback event, String command) {
    carryOut(event, new Utterance.Pressed(origin(event, event.getId()), command));
  }

  private void open(ButtonInteractionEvent event, String id, String command) {
    forms
        .find(id)
        .filter(form -> event.getGuild() == null || served.serves(event.getGuild()))
        .map(form -> forms.of(form, event.getUser().getId()))
        .filter(ModalRenderer::fits)
        .ifPresentOrElse(
            form -> answering(event).privately(List.of(form)), () -> pressed(event, command));
  }

  /** A form that was refused can be corrected: it opens again with what was entered. */
  private List<Reply> withAnotherTry(
      List<Reply> replies, String form, Map<String, String> entered) {
    if (replies.isEmpty() || !replies.stream().allMatch(Reply.Refusal.class::isInstance)) {
      return replies;
    }
    return Stream.concat(replies.stream(), forms.again(form, entered).stream()).toList();
  }

  private void carryOut(IReplyCallback event, Utterance utterance) {
    carryOut(event, utterance, UnaryOperator.identity());
  }

  private void carryOut(
      IReplyCallback event, Utterance utterance, UnaryOperator<List<Reply>> afterwards) {
    Answering answering = answering(event);
    Guild guild = event.getGuild();
    if (guild != null && !served.serves(guild)) {
      answering.privately(List.of(OTHER_SERVER));
      return;
    }
    Command command = parser.parse(utterance);
    Callable<List<Reply>> work =
        () ->
            guild != null || served.serves(event.getUser())
                ? afterwards.apply(conversation.handle(utterance.origin(), command))
                : List.of(new Reply.Refusal(ServedPeople.STRANGER));
    answering.with(
        guild != null && command.visibility() == Visibility.ONLY_YOU, () -> guarded(work));
  }

  private static List<Reply> guarded(Callable<List<Reply>> work) {
    try {
      return work.call();
    } catch (DeskUnavailableException e) {
      log.warn("{}", e.getMessage());
    } catch (Exception e) {
      log.error("An interaction failed", e);
    }
    return List.of(OUT_OF_ORDER);
  }

  private Answering answering(IReplyCallback event) {
    return new Answering(event, renderer, forms);
  }

  private static Origin origin(IReplyCallback event, String eventId) {
    return new Origin(
        eventId,
        ServedPeople.sender(event.getUser(), event.getMember()),
        place(event),
        event.getTimeCreated().toInstant(),
        Origin.Answering.IN_PLACE);
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
