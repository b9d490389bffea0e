package dev.deskhand.slack.inbound;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.EventRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.model.event.MessageMeEvent;
import com.slack.api.model.event.MessageThreadBroadcastEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewTitle;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.logging.RepeatedFailures;
import dev.deskhand.slack.connection.LogOnce;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.rendering.Buttons;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * Everything that Slack can send and who takes it. However it arrived, it has been found genuine
 * before: Bolt's own middleware, which would ask Slack about every request, is off.
 */
public final class SlackApp {

  private static final Logger log = LoggerFactory.getLogger(SlackApp.class);
  private static final Pattern ANY_COMMAND = Pattern.compile("/.*");

  /** In the place of a form that the desk does not have any more. */
  private static final View OUTDATED =
      View.builder()
          .type("modal")
          .title(ViewTitle.builder().type("plain_text").text("Please open it anew").build())
          .close(ViewClose.builder().type("plain_text").text("Close").build())
          .blocks(
              List.of(
                  Blocks.section(
                      section ->
                          section.text(
                              PlainTextObject.builder()
                                  .text(
                                      "This form is from an older version of the desk, and nothing"
                                          + " has been done. Please open it anew.")
                                  .build()))))
          .build();

  private SlackApp() {}

  public static App of(
      Slack slack,
      SlashCommandHandler commands,
      MessageEventHandler events,
      @Nullable HomeView home,
      ButtonHandler presses,
      ViewSubmissionHandler submissions,
      OptionSearchHandler searched,
      ShortcutHandler shortcuts,
      ReactionHandler reactions,
      Clock clock) {
    RepeatedFailures failures = new RepeatedFailures(log, clock);
    LogOnce unhandled = new LogOnce();
    AppConfig config =
        AppConfig.builder()
            .slack(slack)
            .requestVerificationEnabled(false)
            .subtypedMessageEventsAutoAckEnabled(true)
            .unmatchedRequestHandler(request -> acknowledged(request, unhandled))
            .build();
    App app =
        new App(
            config,
            slack,
            List.of((request, response, chain) -> guarded(request, response, chain, failures)));
    app.command(ANY_COMMAND, commands::slash);
    app.event(MessageEvent.class, events::message);
    app.event(MessageFileShareEvent.class, events::file);
    app.event(MessageThreadBroadcastEvent.class, events::broadcast);
    app.event(MessageMeEvent.class, events::me);
    app.event(MessageChangedEvent.class, events::changed);
    app.event(MessageDeletedEvent.class, events::deleted);
    app.event(AppMentionEvent.class, events::mention);
    if (home != null) {
      app.event(AppHomeOpenedEvent.class, home::opened);
    }
    app.blockAction(Buttons.ANY, presses::press);
    app.event(ReactionAddedEvent.class, reactions::added);
    app.globalShortcut(Shortcut.REPORT.callbackId(), shortcuts::global);
    app.messageShortcut(Shortcut.REPORT_MESSAGE.callbackId(), shortcuts::message);
    app.blockSuggestion(ModalRenderer.VALUE, searched::search);
    app.viewSubmission(ModalRenderer.FORM, submissions::submit);
    app.viewClosed(ModalRenderer.FORM, (request, context) -> context.ack());
    return app;
  }

  private static Response acknowledged(Request<?> request, LogOnce unhandled) {
    unhandled.tell(
        request instanceof EventRequest event
            ? "event " + event.getEventTypeAndSubtype()
            : String.valueOf(request.getRequestType()),
        "Slack sent something for which there is no handler: {}");
    return request instanceof ViewSubmissionRequest submission
        ? submission.getContext().ackWithUpdate(OUTDATED)
        : Response.ok();
  }

  /**
   * Fields that are missing or of another kind than Bolt expects come out as exceptions. What asks
   * for the impossible will do so again, so it is acknowledged; what the desk could not keep is
   * not.
   */
  private static Response guarded(
      Request<?> request, Response response, MiddlewareChain chain, RepeatedFailures failures)
      throws Exception {
    try {
      Response answer = chain.next(request);
      if (answer.getStatusCode() / 100 != 4) {
        return answer;
      }
      // Bolt misses a field; the same will be missing when Slack sends it again
      log.warn("A request of Slack's ({}) lacks a field", request.getRequestType());
      return Response.ok();
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      failures.warn(
          "waits", "A request of Slack's ({}) waits: {}", request.getRequestType(), summary(e));
      return Response.builder().statusCode(503).body("").build();
    } catch (RuntimeException e) {
      log.warn(
          "A request of Slack's ({}) could not be read: {}", request.getRequestType(), summary(e));
      log.debug("It failed here", e);
      return request instanceof SlashCommandRequest
          ? Response.ok("Sorry, the desk could not read this. Please try again.")
          : Response.ok();
    }
  }

  private static String summary(RuntimeException e) {
    return e.getClass().getSimpleName()
        + Arrays.stream(e.getStackTrace())
            .takeWhile(frame -> !frame.getMethodName().equals("guarded"))
            .filter(frame -> frame.getClassName().startsWith("dev.deskhand."))
            .findFirst()
            .map(frame -> " at " + frame.getClassName() + ":" + frame.getLineNumber())
            .orElse("");
  }
}
