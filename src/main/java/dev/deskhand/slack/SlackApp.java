package dev.deskhand.slack;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.EventRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that Slack can send and who takes it. However it arrived, it has been found genuine
 * before: Bolt's own middleware, which would ask Slack about every request, is off.
 */
final class SlackApp {

  private static final Logger log = LoggerFactory.getLogger(SlackApp.class);
  private static final Pattern ANY_COMMAND = Pattern.compile("/.*");

  private SlackApp() {}

  static App of(
      Slack slack, Commands commands, Events events, Presses presses, Submissions submissions) {
    OncePerWord unhandled = new OncePerWord();
    AppConfig config =
        AppConfig.builder()
            .slack(slack)
            .requestVerificationEnabled(false)
            .subtypedMessageEventsAutoAckEnabled(true)
            .unmatchedRequestHandler(request -> acknowledged(request, unhandled))
            .build();
    App app = new App(config, slack, List.of(SlackApp::guarded));
    app.command(ANY_COMMAND, commands::slash);
    app.event(MessageEvent.class, events::message);
    app.event(MessageFileShareEvent.class, events::file);
    app.event(AppMentionEvent.class, events::mention);
    app.blockAction(Buttons.ANY, presses::press);
    app.viewSubmission(ModalRenderer.FORM, submissions::submit);
    app.viewClosed(ModalRenderer.FORM, (request, context) -> context.ack());
    return app;
  }

  private static Response acknowledged(Request<?> request, OncePerWord unhandled) {
    unhandled.tell(
        request instanceof EventRequest event
            ? "event " + event.getEventTypeAndSubtype()
            : String.valueOf(request.getRequestType()),
        "Slack sent something for which there is no handler: {}");
    return Response.ok();
  }

  /** Fields that are missing or of another kind than Bolt expects come out as exceptions. */
  private static Response guarded(Request<?> request, Response response, MiddlewareChain chain)
      throws Exception {
    try {
      return chain.next(request);
    } catch (RuntimeException e) {
      log.warn(
          "A request of Slack's ({}) could not be read: {}", request.getRequestType(), summary(e));
      log.debug("It failed here", e);
      return Response.builder().statusCode(400).body("").build();
    }
  }

  private static String summary(RuntimeException e) {
    return e.getClass().getSimpleName()
        + Arrays.stream(e.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith(SlackApp.class.getPackageName()))
            .findFirst()
            .map(frame -> " at " + frame.getClassName() + ":" + frame.getLineNumber())
            .orElse("");
  }
}
