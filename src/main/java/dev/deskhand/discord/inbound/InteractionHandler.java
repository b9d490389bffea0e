package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.commands.SlashCommandMapper;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forms.ModalRenderer;
import dev.deskhand.discord.forms.PersonOrTeam;
import dev.deskhand.discord.rendering.ComponentId;
import dev.deskhand.platform.PressedMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;

/**
 * Commands, buttons, menus and forms: each becomes an utterance. Every interaction has a virtual
 * thread of its own.
 */
public class InteractionHandler {

  private static final Reply PERSON_AND_TEAM =
      new Reply.Refusal("Choose a person or a team, not both. Nothing was changed.");

  private final InteractionDispatcher dialogue;
  private final SlashCommandMapper commands;
  private final FormSessions forms;
  private final FormPages pages;

  public InteractionHandler(
      InteractionDispatcher dialogue,
      SlashCommandMapper commands,
      FormSessions forms,
      FormPages pages) {
    this.commands = commands;
    this.dialogue = dialogue;
    this.forms = forms;
    this.pages = pages;
  }

  public void slash(SlashCommandInteractionEvent event) {
    commands
        .find(event)
        .ifPresentOrElse(
            spec ->
                dialogue.carryOut(
                    event,
                    SlashCommandMapper.utterance(
                        spec,
                        event,
                        InteractionDispatcher.origin(
                            event, event.getId(), SlashCommandMapper.people(event)))),
            () -> dialogue.outOfDate(event));
  }

  public void button(ButtonInteractionEvent event) {
    switch (ComponentId.read(event.getComponentId())) {
      case ComponentId.Press(String command, PressedMessage _) -> pressed(event, command);
      case ComponentId.Open(String form, String command) -> open(event, form, command);
      case ComponentId.Turn(String form, int page) -> pages.turn(event, form, page);
      case ComponentId.Menu ignored -> dialogue.outOfDate(event);
      case ComponentId.Fields ignored -> dialogue.outOfDate(event);
      case ComponentId.Page ignored -> dialogue.outOfDate(event);
      case ComponentId.Foreign ignored -> dialogue.outOfDate(event);
    }
  }

  public void select(StringSelectInteractionEvent event) {
    if (ComponentId.read(event.getComponentId()) instanceof ComponentId.Menu
        && event.getValues().size() == 1) {
      pressed(event, event.getValues().getFirst());
    } else {
      dialogue.outOfDate(event);
    }
  }

  public void submitted(ModalInteractionEvent event) {
    ComponentId id = ComponentId.read(event.getModalId());
    PersonOrTeam.joined(ModalRenderer.entered(event.getValues()), () -> shown(id))
        .ifPresentOrElse(
            entered -> submitted(event, id, entered),
            () -> dialogue.privately(event, PERSON_AND_TEAM));
  }

  /** What a form held when it was opened. */
  private Map<String, String> shown(ComponentId id) {
    return switch (id) {
      case ComponentId.Fields(String form, String _) -> kept(form);
      case ComponentId.Page(String form, int _) -> kept(form);
      case ComponentId.Press _,
          ComponentId.Open _,
          ComponentId.Turn _,
          ComponentId.Menu _,
          ComponentId.Foreign _ ->
          Map.of();
    };
  }

  private Map<String, String> kept(String form) {
    return forms.find(form).map(InteractionHandler::values).orElse(Map.of());
  }

  private void submitted(ModalInteractionEvent event, ComponentId id, Map<String, String> entered) {
    switch (id) {
      case ComponentId.Fields(String form, String command) ->
          command(form, command)
              .ifPresentOrElse(
                  words ->
                      complete(
                          event,
                          form,
                          words,
                          entered,
                          () -> ModalRenderer.people(event.getValues())),
                  () -> dialogue.outOfDate(event));
      case ComponentId.Page(String form, int page) ->
          pages
              .entered(event, form, page, entered)
              .ifPresent(
                  whole ->
                      complete(
                          event,
                          form,
                          whole.command(),
                          values(whole),
                          () -> FormPages.people(event, whole)));
      case ComponentId.Press ignored -> dialogue.outOfDate(event);
      case ComponentId.Open ignored -> dialogue.outOfDate(event);
      case ComponentId.Turn ignored -> dialogue.outOfDate(event);
      case ComponentId.Menu ignored -> dialogue.outOfDate(event);
      case ComponentId.Foreign ignored -> dialogue.outOfDate(event);
    }
  }

  private void complete(
      ModalInteractionEvent event,
      String form,
      String command,
      Map<String, String> entered,
      Supplier<List<Sender>> people) {
    dialogue.carryOut(
        event,
        new Utterance.Submitted(
            InteractionDispatcher.origin(event, form, List.of()),
            command,
            entered,
            reports(command) ? forms.files(form) : List.of()),
        people,
        replies -> withAnotherTry(replies, form, entered));
  }

  private static boolean reports(String command) {
    return command.startsWith("report");
  }

  /** The words that a form completes: those that it brought along, or those that were kept. */
  private Optional<String> command(String form, String command) {
    return command.isEmpty() ? forms.find(form).map(Reply.Form::command) : Optional.of(command);
  }

  private static Map<String, String> values(Reply.Form form) {
    return form.inputs().stream()
        .collect(Collectors.toMap(Reply.Input::name, Reply.Input::value, (first, second) -> first));
  }

  private void pressed(IReplyCallback event, String command) {
    dialogue.carryOut(
        event,
        new Utterance.Pressed(
            InteractionDispatcher.origin(event, event.getId(), List.of()), command));
  }

  private void open(ButtonInteractionEvent event, String id, String command) {
    forms
        .find(id)
        .filter(form -> dialogue.serves(event))
        .map(form -> forms.of(form, event.getUser().getId()))
        .filter(ModalRenderer::fits)
        .ifPresentOrElse(
            form -> dialogue.privately(event, form),
            () -> {
              if (command.isEmpty()) {
                dialogue.outOfDate(event);
              } else {
                pressed(event, command);
              }
            });
  }

  /** A form that was refused can be corrected: it opens again with what was entered. */
  private List<Reply> withAnotherTry(
      List<Reply> replies, String form, Map<String, String> entered) {
    if (!Reply.refused(replies)) {
      return replies;
    }
    return Stream.concat(replies.stream(), forms.again(form, entered).stream()).toList();
  }
}
