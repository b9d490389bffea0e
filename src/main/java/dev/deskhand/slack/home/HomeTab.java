package dev.deskhand.slack.home;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.response.Response;
import com.slack.api.methods.response.views.ViewsPublishResponse;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.chat.optional.HomeScreen;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.answers.ModalReplies;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.RateLimitRetry;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.HomeView;
import dev.deskhand.slack.inbound.UtteranceMapper;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Home tab. It is published anew whenever it is opened, with each press in it, and when the
 * desk knows more; which part it shows, the desk remembers.
 */
final class HomeTab implements HomeScreen, HomeView {

  private static final Logger log = LoggerFactory.getLogger(HomeTab.class);
  private static final Command.Home AS_IT_WAS = new Command.Home(null, false);

  /** More than that nobody causes by hand. */
  private static final int CONFLICTS = 5;

  private final SlackApi forWhoLooks;
  private final SlackApi forNobody;
  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final DirectChannels directory;
  private final ModalReplies windows;

  /** By which Slack knows the view that this desk published last, so that no later one is lost. */
  private final Cache<String, String> hashes =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofHours(8)).build();

  HomeTab(
      SlackApi api,
      DeskClient desk,
      UtteranceMapper translation,
      DirectChannels directory,
      ModalReplies windows) {
    this.forWhoLooks = api.as(CallPriority.SOON);
    this.forNobody = api.as(CallPriority.WHENEVER);
    this.desk = desk;
    this.translation = translation;
    this.directory = directory;
    this.windows = windows;
  }

  @Override
  public String platform() {
    return SlackPlatform.NAME;
  }

  @Override
  public Response opened(EventsApiPayload<AppHomeOpenedEvent> payload, EventContext context) {
    AppHomeOpenedEvent event = payload.getEvent();
    String user = event.getUser();
    if (user != null && event.getChannel() != null) {
      directory.spokeIn(user, event.getChannel());
    }
    if (user != null && "home".equals(event.getTab())) {
      if (event.getView() != null && event.getView().getHash() != null) {
        hashes.put(user, event.getView().getHash());
      }
      desk.meanwhile(() -> lookedAt(user, new Command.Home(null, true)));
    }
    return context.ack();
  }

  /** What pages and narrows changes the tab; all else is answered in a modal. */
  @Override
  public void press(BlockActionPayload payload, Utterance said) {
    String user = payload.getUser().getId();
    Command command = desk.read(said);
    if (command instanceof Command.Call<?> call && isShownThere(call.definition().spec())) {
      lookedAt(user, new Command.Home(call, true));
      return;
    }
    List<Reply> replies = desk.ask(said.origin(), command).answer().join();
    if (!replies.isEmpty()) {
      windows.open(replies, said.origin(), payload.getTriggerId());
    }
    if (ModalReplies.form(replies).isEmpty()) {
      lookedAt(user, new Command.Home(null, true));
    }
  }

  /** Whether an answer has its own place on the home screen. */
  private static boolean isShownThere(CommandSpec command) {
    return command.words().equals("my") || command.words().equals("queue");
  }

  /** Shows somebody who is looking what they want to see. */
  private void lookedAt(String user, Command.Home home) {
    ApiResult<ViewsPublishResponse> result =
        RateLimitRetry.with(
            () -> {
              String before = hashes.getIfPresent(user);
              return published(user, answer(user, home), before, forWhoLooks);
            });
    if (result.value().isEmpty()) {
      log.warn("The Home tab of {} could not be shown: {}", user, result.trouble());
    }
  }

  @Override
  public Shown show(String userId) {
    // before it is found out how things stand, so that what is older never replaces what is newer
    String before = hashes.getIfPresent(userId);
    List<Reply> replies = answer(userId, AS_IT_WAS);
    if (replies.isEmpty() || Reply.refused(replies)) {
      return new Shown.Retry(null, "the desk could not tell how things stand");
    }
    return switch (published(userId, replies, before, forNobody)) {
      case ApiResult.Done<ViewsPublishResponse> done -> new Shown.Done();
      case ApiResult.Busy<ViewsPublishResponse>(Duration after, boolean ours) ->
          new Shown.Retry(after, "Slack asks for patience");
      case ApiResult.Unclear<ViewsPublishResponse> unclear ->
          new Shown.Retry(unclear.settled(), unclear.reason());
      case ApiResult.Refused<ViewsPublishResponse> refused -> new Shown.Rejected(refused.trouble());
    };
  }

  private List<Reply> answer(String user, Command.Home home) {
    String channel = directory.knownDirect(user).orElse(user);
    return desk.ask(translation.home(user, channel), home).answer().join();
  }

  /**
   * What another published meanwhile may be newer: then it is looked at once more. That time, too,
   * nothing is replaced that came in between, unless another copy of the desk published it.
   */
  private ApiResult<ViewsPublishResponse> published(
      String user, List<Reply> replies, @Nullable String before, SlackApi api) {
    ApiResult<ViewsPublishResponse> result = publish(user, replies, before, api);
    @Nullable String seen = before;
    for (int again = 0; again < CONFLICTS && isConflict(result); again++) {
      String now = hashes.getIfPresent(user);
      String hash = Objects.equals(now, seen) ? null : now;
      result = publish(user, answer(user, AS_IT_WAS), hash, api);
      seen = now;
    }
    return result;
  }

  private static boolean isConflict(ApiResult<ViewsPublishResponse> result) {
    return result instanceof ApiResult.Refused<ViewsPublishResponse>(String error, String _)
        && error.equals("hash_conflict");
  }

  private ApiResult<ViewsPublishResponse> publish(
      String user, List<Reply> replies, @Nullable String hash, SlackApi api) {
    View view = HomeRenderer.home(replies);
    ApiResult<ViewsPublishResponse> result =
        api.call(
            "views.publish",
            methods -> methods.viewsPublish(request -> request.userId(user).view(view).hash(hash)));
    result
        .value()
        .map(ViewsPublishResponse::getView)
        .ifPresent(shown -> hashes.put(user, shown.getHash()));
    return result;
  }
}
