package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.bolt.context.builtin.GlobalShortcutContext;
import com.slack.api.bolt.context.builtin.MessageShortcutContext;
import com.slack.api.bolt.request.builtin.GlobalShortcutRequest;
import com.slack.api.bolt.request.builtin.MessageShortcutRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.Message;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.MessageReport;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.connection.RateLimitRetry;
import dev.deskhand.slack.forms.FormState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk's entries in Slack's menus. They open the report form; since they may do so for three
 * seconds only, it is open first and learns later what Slack took too long to say.
 */
public final class ShortcutHandler {

  private static final Logger log = LoggerFactory.getLogger(ShortcutHandler.class);

  /** How long the form waits for the link. */
  private static final Duration LINK = Duration.ofMillis(300);

  private static final Duration LATE_LINK = Duration.ofSeconds(20);

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final ResponseUrlReplies inPlace;
  private final QuotedMessages quotes;
  private final Executor executor;

  public ShortcutHandler(
      DeskClient desk,
      UtteranceMapper translation,
      ResponseUrlReplies inPlace,
      QuotedMessages quotes,
      Executor executor) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
    this.quotes = quotes;
    this.executor = executor;
  }

  public Response global(GlobalShortcutRequest request, GlobalShortcutContext context) {
    GlobalShortcutPayload payload = request.getPayload();
    inBackground(
        () -> {
          Origin origin = translation.globalShortcut(payload);
          show(ask(origin, Map.of()), origin, payload.getTriggerId(), null, noLink());
        });
    return context.ack();
  }

  public Response message(MessageShortcutRequest request, MessageShortcutContext context) {
    MessageShortcutPayload payload = request.getPayload();
    inBackground(() -> report(payload));
    return context.ack();
  }

  private void inBackground(Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            log.error("A shortcut could not be followed", e);
          }
        });
  }

  private static CompletableFuture<Optional<String>> noLink() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private void report(MessageShortcutPayload payload) {
    Message message = payload.getMessage();
    Origin origin = translation.messageShortcut(payload);
    CompletableFuture<Optional<String>> link =
        CompletableFuture.supplyAsync(
            () ->
                RateLimitRetry.with(
                        () -> quotes.permalink(payload.getChannel().getId(), message.getTs()))
                    .value(),
            executor);
    Map<String, String> values = new HashMap<>();
    values.put("text", quotes.words(message, Deadlines.NAMES));
    MessageReport.onBehalf(quotes.author(message), origin.sender())
        .ifPresent(author -> values.put("for", author));
    show(ask(origin, values), origin, payload.getTriggerId(), payload.getResponseUrl(), link);
  }

  /** The report form with what is known already; the desk adds what it knows. */
  private DeskClient.Asked ask(Origin origin, Map<String, String> values) {
    Command command = desk.read(new Utterance.Pressed(origin, "report"));
    return desk.ask(
        origin,
        command instanceof Command.Ask ask
            ? new Command.Ask(ask.command(), ask.key(), ask.form().with(values))
            : command);
  }

  private void show(
      DeskClient.Asked asked,
      Origin origin,
      @Nullable String triggerId,
      @Nullable String responseUrl,
      CompletableFuture<Optional<String>> link) {
    desk.afterwards(
        asked,
        replies -> {
          for (Reply reply : replies) {
            if (reply instanceof Reply.Form form) {
              open(form, origin, triggerId, responseUrl, link);
            } else {
              hand(reply, origin, responseUrl);
            }
          }
        });
  }

  private void hand(Reply reply, Origin origin, @Nullable String responseUrl) {
    inPlace.handOver(
        List.of(reply),
        origin,
        new ResponseUrlReplies.Manner(origin.place().direct()),
        responseUrl,
        null);
  }

  private void open(
      Reply.Form form,
      Origin origin,
      @Nullable String triggerId,
      @Nullable String responseUrl,
      CompletableFuture<Optional<String>> link) {
    FormState state =
        FormState.of(form, origin.place())
            .answeredAt(responseUrl, PressedMessage.OTHER)
            .about(within(link, LINK).orElse(null));
    Optional<String> view = inPlace.open(form, state, triggerId);
    if (view.isEmpty()) {
      hand(withLink(form, within(link, LATE_LINK)), origin, responseUrl);
    } else if (state.link() == null) {
      within(link, LATE_LINK)
          .ifPresent(late -> inPlace.change(view.get(), form, state.about(late)));
    }
  }

  /** The button that opens a form anew carries words alone. */
  private static Reply.Form withLink(Reply.Form form, Optional<String> link) {
    return link.map(
            there ->
                form.with(
                    Map.of(
                        "text",
                        form.inputs().stream()
                            .filter(input -> input.name().equals("text"))
                            .map(input -> MessageReport.linked(input.value(), there))
                            .findFirst()
                            .orElse(there))))
        .orElse(form);
  }

  private static Optional<String> within(
      CompletableFuture<Optional<String>> link, Duration patience) {
    return Deadlines.within(link, patience).flatMap(Function.identity());
  }
}
