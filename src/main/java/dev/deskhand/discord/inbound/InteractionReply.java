package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forms.ModalRenderer;
import dev.deskhand.discord.rendering.EmbedRenderer;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IMessageEditCallback;
import net.dv8tion.jda.api.interactions.callbacks.IModalCallback;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.RestAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to one interaction. Discord waits three seconds for the first word: the desk answers
 * at once when it can, and otherwise says that it is at work and lets the answer follow. A form can
 * only be the first word.
 */
public final class InteractionReply {

  private static final Logger log = LoggerFactory.getLogger(InteractionReply.class);

  /** Discord's fifteen minutes, less what a call and a difference of clocks may take. */
  static final Duration TOKEN = Duration.ofMinutes(14).plusSeconds(30);

  private static final Duration REST_TIMEOUT = Duration.ofSeconds(20);

  private static final List<Reply> DONE = List.of(new Reply.Text("Done."));

  private final IReplyCallback event;

  /** The event's own fails for good with the first word, though that may have arrived. */
  private final InteractionHook hook;

  private final EmbedRenderer renderer;
  private final FormSessions forms;
  private final Clock clock;
  private final Instant tokenEnds;

  InteractionReply(IReplyCallback event, EmbedRenderer renderer, FormSessions forms, Clock clock) {
    this.event = event;
    this.hook = InteractionHook.from(event.getJDA(), event.getToken());
    this.renderer = renderer;
    this.forms = forms;
    this.clock = clock;
    this.tokenEnds = clock.instant().plus(TOKEN);
  }

  /** Answers at once, to this person alone. */
  void privately(List<Reply> replies) {
    directly(replies, event.isFromGuild(), false);
  }

  /**
   * Answers with what comes of a command. A form is waited for as long as can be; one that comes
   * later still is offered with a button.
   *
   * @param place where it was said
   * @param mayBeForm whether the answer may be a form
   * @param pressed what gives way to an answer that is there soon enough
   */
  void with(DeskClient.Asked asked, Place place, boolean mayBeForm, PressedMessage pressed) {
    Optional<List<Reply>> soon = asked.within(mayBeForm ? Deadlines.FORM : Deadlines.ANSWER);
    boolean ephemeral = !DeskClient.isForEveryone(place, asked.command(), soon.orElse(List.of()));
    if (soon.isPresent()) {
      directly(soon.get(), ephemeral, pressed.givesWay(place, asked.command(), soon.get()));
    } else if (said(event.deferReply(ephemeral), this::isThere)) {
      later(asked.answer().join(), ephemeral);
    } else {
      otherwise(messages(asked.answer().join()));
    }
  }

  private void directly(List<Reply> replies, boolean ephemeral, boolean instead) {
    Optional<Modal> modal = modal(replies);
    if (modal.isPresent() && event instanceof IModalCallback callback) {
      if (!said(callback.replyModal(modal.get()))) {
        log.info("A form came too late to be opened");
        otherwise(messages(replies));
      }
      return;
    }
    List<MessageCreateData> messages = messages(replies);
    RestAction<?> first =
        instead && event instanceof IMessageEditCallback press
            ? press
                .editMessage(MessageEditData.fromCreateData(messages.getFirst()))
                .setReplace(true)
            : event.reply(messages.getFirst()).setEphemeral(ephemeral);
    if (said(first, this::isThere)) {
      follow(messages.subList(1, messages.size()), ephemeral);
    } else {
      otherwise(messages);
    }
  }

  private void later(List<Reply> replies, boolean ephemeral) {
    List<MessageCreateData> messages = messages(replies);
    if (!expired()
        && said(hook.editOriginal(MessageEditData.fromCreateData(messages.getFirst())))) {
      follow(messages.subList(1, messages.size()), ephemeral);
    } else {
      otherwise(messages);
    }
  }

  private void follow(List<MessageCreateData> messages, boolean ephemeral) {
    for (int i = 0; i < messages.size(); i++) {
      if (expired() || !said(hook.sendMessage(messages.get(i)).setEphemeral(ephemeral))) {
        otherwise(messages.subList(i, messages.size()));
        return;
      }
    }
  }

  /**
   * The way through the interaction is closed, and the work is done: its answer is sent directly.
   */
  private void otherwise(List<MessageCreateData> messages) {
    try {
      var channel = event.getUser().openPrivateChannel().timeout(20, TimeUnit.SECONDS).complete();
      for (MessageCreateData message : messages) {
        channel.sendMessage(message).timeout(20, TimeUnit.SECONDS).complete();
      }
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
    }
  }

  /** Whether the interaction's token has run out, by the desk's clock. */
  private boolean expired() {
    return !clock.instant().isBefore(tokenEnds);
  }

  /** An answer that is a form, as a modal. */
  private Optional<Modal> modal(List<Reply> replies) {
    if (replies.size() != 1
        || !(replies.getFirst() instanceof Reply.Form form)
        || !ModalRenderer.fits(form)) {
      return Optional.empty();
    }
    try {
      Modal modal = ModalRenderer.modal(form, event.isFromGuild());
      forms.keep(form);
      return Optional.of(modal);
    } catch (RuntimeException e) {
      log.error("A form could not be opened", e);
      return Optional.empty();
    }
  }

  /** At least one message: Discord shows an interaction without an answer as failed. */
  private List<MessageCreateData> messages(List<Reply> replies) {
    List<MessageCreateData> messages = new ArrayList<>();
    for (Reply reply : replies.isEmpty() ? DONE : replies) {
      try {
        messages.addAll(renderer.render(reply));
      } catch (RuntimeException e) {
        // the work is done, so it must not look as if nothing had happened
        log.error("An answer could not be shown as it should", e);
        messages.addAll(renderer.render(new Reply.Text(reply.plainText())));
      }
    }
    return messages;
  }

  /** Whether Discord has a first word of this interaction. */
  private boolean isThere() {
    return said(hook.retrieveOriginal());
  }

  /** Whether it has reached Discord, now or at an earlier try whose outcome was lost. */
  public static boolean said(RestAction<?> action) {
    return said(action, () -> false);
  }

  /**
   * @param there whether Discord has it, asked where its word on that was lost
   */
  private static boolean said(RestAction<?> action, BooleanSupplier there) {
    try {
      action.timeout(REST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).complete();
      return true;
    } catch (ErrorResponseException e) {
      if (e.getErrorCode() == DiscordErrors.ALREADY_ACKNOWLEDGED
          || (e.getResponse().getException() != null && there.getAsBoolean())) {
        return true;
      }
      if (e.getErrorResponse() != ErrorResponse.UNKNOWN_INTERACTION) {
        DiscordErrors.log(e);
      }
      return false;
    } catch (RuntimeException e) {
      DiscordErrors.log(e);
      return false;
    }
  }
}
