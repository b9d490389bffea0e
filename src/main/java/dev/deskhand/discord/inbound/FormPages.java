package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forms.ModalRenderer;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.ComponentId;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.buttons.ButtonStyle;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;

/**
 * Forms of more questions than a modal holds. A modal cannot follow a modal, so each page is
 * answered with a message, seen by the person alone, whose buttons open the next page and the one
 * before. What was entered is kept in between.
 */
public class FormPages {

  private final InteractionDispatcher dialogue;
  private final FormSessions forms;

  public FormPages(InteractionDispatcher dialogue, FormSessions forms) {
    this.dialogue = dialogue;
    this.forms = forms;
  }

  /** Opens a page. */
  public void turn(ButtonInteractionEvent event, String id, int page) {
    Optional<Reply.Form> form = forms.find(id).filter(found -> isPage(found, page));
    if (form.isEmpty() || !dialogue.serves(event)) {
      dialogue.outOfDate(event);
    } else {
      InteractionReply.said(
          event.replyModal(ModalRenderer.page(form.get(), page, event.isFromGuild())));
    }
  }

  /**
   * Keeps what was entered on a page, and offers the next one.
   *
   * @return the form with all that was entered, if that was its last page
   */
  public Optional<Reply.Form> entered(
      ModalInteractionEvent event, String id, int page, Map<String, String> entered) {
    Optional<Reply.Form> form =
        forms.find(id).filter(found -> isPage(found, page)).isEmpty()
            ? Optional.empty()
            : forms.enter(id, entered);
    if (form.isEmpty() || !dialogue.serves(event)) {
      dialogue.outOfDate(event);
      return Optional.empty();
    }
    if (page == ModalRenderer.pages(form.get())) {
      return form;
    }
    MessageCreateData goOn = goOn(form.get(), page);
    if (page > 1 && event.getMessage() != null) {
      // from the second page on, the modal came from such a message
      InteractionReply.said(event.editMessage(MessageEditData.fromCreateData(goOn)));
    } else {
      InteractionReply.said(event.reply(goOn).setEphemeral(event.isFromGuild()));
    }
    return Optional.empty();
  }

  /**
   * The people whom a form names on any of its pages. Discord tells of those on the last one alone,
   * and is asked for the others, whom the desk may never have met.
   */
  public static List<Sender> people(ModalInteractionEvent event, Reply.Form form) {
    List<Sender> people = new ArrayList<>(ModalRenderer.people(event.getValues()));
    Guild guild = event.getGuild();
    if (guild == null) {
      return people;
    }
    form.inputs().stream()
        .filter(
            input ->
                input.kind() == Reply.InputKind.PERSON
                    || input.kind() == Reply.InputKind.PERSON_OR_TEAM)
        .map(input -> ModalRenderer.userId(input.value()))
        .flatMap(Optional::stream)
        .filter(id -> people.stream().noneMatch(known -> known.userId().equals(id)))
        .distinct()
        .limit(3)
        .toList()
        .forEach(id -> member(guild, id).ifPresent(people::add));
    return people;
  }

  private static Optional<Sender> member(Guild guild, String id) {
    try {
      Member member = guild.retrieveMemberById(id).timeout(500, TimeUnit.MILLISECONDS).complete();
      return member.getUser().isBot()
          ? Optional.empty()
          : Optional.of(GuildAccess.sender(member.getUser(), member));
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
      return Optional.empty();
    }
  }

  private static boolean isPage(Reply.Form form, int page) {
    return page >= 1 && page <= ModalRenderer.pages(form);
  }

  private static MessageCreateData goOn(Reply.Form form, int page) {
    int pages = ModalRenderer.pages(form);
    List<Button> buttons = new ArrayList<>();
    buttons.add(button(ButtonStyle.PRIMARY, "Next", form, page + 1, pages));
    buttons.add(button(ButtonStyle.SECONDARY, "Back", form, page, pages));
    return new MessageCreateBuilder()
        .setAllowedMentions(List.of())
        .setContent(
            DiscordMarkdown.cut("**" + DiscordMarkdown.line(form.title()) + "**", 200)
                + "\nWhat you entered on page %d of %d is kept for a day. Nothing is sent before the last page."
                    .formatted(page, pages))
        .setComponents(ActionRow.of(buttons))
        .build();
  }

  private static Button button(
      ButtonStyle style, String word, Reply.Form form, int page, int pages) {
    return Button.of(
        style,
        new ComponentId.Turn(form.id(), page).toString(),
        "%s (%d of %d)%s".formatted(word, page, pages, DiscordMarkdown.MORE));
  }
}
