package dev.deskhand.slack.answers;

import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Command;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.RateLimitRetry;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.MessageTarget;
import dev.deskhand.slack.delivery.PictureUpload;
import dev.deskhand.slack.forms.FormState;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.RenderedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands answers over to people who wait for them, after Slack itself has had its own. */
public final class ResponseUrlReplies {

  private static final Logger log = LoggerFactory.getLogger(ResponseUrlReplies.class);

  private final SlackApi api;
  private final DirectChannels directory;
  private final PictureUpload pictures;

  public ResponseUrlReplies(SlackApi api, DirectChannels directory, PictureUpload pictures) {
    this.api = api;
    this.directory = directory;
    this.pictures = pictures;
  }

  /**
   * How an answer is shown.
   *
   * @param everyone to everyone there, or else to the person alone
   * @param instead in the place of the message that was pressed
   * @param pressed what was pressed, for what comes of a form that is opened
   */
  public record Manner(boolean everyone, boolean instead, PressedMessage pressed) {
    public Manner(boolean everyone) {
      this(everyone, false, PressedMessage.OTHER);
    }
  }

  /** Whether an answer takes more than words. */
  public static boolean takesCalls(List<Reply> replies) {
    return replies.stream()
        .anyMatch(reply -> reply instanceof Reply.Form || reply instanceof Reply.Picture);
  }

  /** Opens forms, shows pictures, and sends the words through the response URL. */
  public void handOver(
      List<Reply> replies,
      Origin origin,
      Manner manner,
      @Nullable String responseUrl,
      @Nullable String triggerId) {
    List<Reply> words = new ArrayList<>();
    for (Reply reply : replies) {
      if (!(reply instanceof Reply.Form form)
          || open(
                  form,
                  FormState.of(form, origin.place()).answeredAt(responseUrl, manner.pressed()),
                  triggerId)
              .isEmpty()) {
        words.add(reply);
      }
    }
    respond(messages(words, manner.instead()), manner, origin, responseUrl);
    showPictures(replies, origin, manner.everyone());
  }

  /** What gives way, gives way to the first reply; the others follow it. */
  private static List<RenderedMessage> messages(List<Reply> replies, boolean instead) {
    int alone = instead && !replies.isEmpty() ? 1 : 0;
    return Stream.of(replies.subList(0, alone), replies.subList(alone, replies.size()))
        .filter(some -> !some.isEmpty())
        .flatMap(some -> BlockRenderer.all(some).stream())
        .toList();
  }

  /** Opens a form; the id of its view, or empty if it may not be open. */
  public Optional<String> open(Reply.Form form, FormState state, @Nullable String triggerId) {
    Optional<View> modal = ModalRenderer.modal(form, state);
    if (modal.isEmpty() || triggerId == null) {
      return Optional.empty();
    }
    ApiResult<ViewsOpenResponse> result =
        api.as(CallPriority.NOW)
            .call(
                "views.open",
                methods ->
                    methods.viewsOpen(request -> request.triggerId(triggerId).view(modal.get())));
    return switch (result) {
      case ApiResult.Done<ViewsOpenResponse>(ViewsOpenResponse opened) ->
          Optional.of(opened.getView().getId());
      case ApiResult.Refused<ViewsOpenResponse> refused -> {
        if (!refused.error().endsWith("trigger_id")) {
          log.warn("The form of {} could not be opened: {}", form.command(), refused.trouble());
        }
        yield Optional.empty();
      }
      case ApiResult.Busy<ViewsOpenResponse> busy -> Optional.empty();
      // it may be open; its button does no harm beside it
      case ApiResult.Unclear<ViewsOpenResponse> unclear -> Optional.empty();
    };
  }

  /** Shows an open form otherwise; what was entered stays. Nothing happens if it was left. */
  public void change(String viewId, Reply.Form form, FormState state) {
    ModalRenderer.modal(form, state)
        .ifPresent(
            modal ->
                RateLimitRetry.with(
                    () ->
                        api.call(
                            "views.update",
                            methods ->
                                methods.viewsUpdate(
                                    request -> request.viewId(viewId).view(modal)))));
  }

  /** What came of a form, said where it was asked for. */
  public void conclude(
      List<Reply> replies, Origin origin, Command command, FormState state, boolean everyone) {
    PressedMessage pressed = Objects.requireNonNullElse(state.pressed(), PressedMessage.OTHER);
    List<Reply> words = pressed.shown(command, replies);
    boolean instead = pressed.givesWay(origin.place(), command, words);
    respond(
        messages(words, instead),
        new Manner(everyone, instead, pressed),
        origin,
        state.responseUrl());
    showPictures(replies, origin, everyone);
  }

  /**
   * Through the response URL while that lasts (five times, half an hour); then in the person's
   * conversation, or ephemerally.
   */
  private void respond(
      List<RenderedMessage> messages, Manner manner, Origin origin, @Nullable String url) {
    boolean instead = manner.instead();
    for (RenderedMessage message : messages) {
      if (url == null || !responded(url, message, manner.everyone(), instead, origin)) {
        say(message, origin);
      }
      instead = false;
    }
  }

  private boolean responded(
      String url, RenderedMessage message, boolean everyone, boolean instead, Origin origin) {
    ActionResponse body =
        ActionResponse.builder()
            .responseType(everyone ? "in_channel" : "ephemeral")
            .replaceOriginal(instead)
            .threadTs(instead ? null : origin.place().thread())
            .text(message.text())
            .blocks(message.blocks())
            .build();
    ApiResult<String> result = RateLimitRetry.with(() -> api.respond(url, body));
    return switch (result) {
      case ApiResult.Done<String> done -> true;
      case ApiResult.Refused<String> refused -> false;
      case ApiResult.Busy<String> busy -> false;
      // it may be there; to say it twice to everybody would be worse than not at all
      case ApiResult.Unclear<String> unclear -> {
        log.warn("An answer may not have been shown: {}", unclear.trouble());
        yield everyone;
      }
    };
  }

  /** Answers somebody for whom there is no response URL. */
  void say(List<Reply> replies, Origin origin) {
    respond(BlockRenderer.all(replies), new Manner(false), origin, null);
    showPictures(replies, origin, false);
  }

  private void say(RenderedMessage message, Origin origin) {
    if (origin.place().direct() || !whispered(message, origin)) {
      spoken(message, origin);
    }
  }

  private boolean whispered(RenderedMessage message, Origin origin) {
    Place place = origin.place();
    ApiResult<?> result =
        RateLimitRetry.with(
            () ->
                api.call(
                    "chat.postEphemeral",
                    methods ->
                        methods.chatPostEphemeral(
                            request ->
                                request
                                    .channel(place.channel())
                                    .user(origin.sender().userId())
                                    .threadTs(place.thread())
                                    .text(message.text())
                                    .blocks(message.blocks()))));
    return result instanceof ApiResult.Done || result instanceof ApiResult.Unclear;
  }

  private void spoken(RenderedMessage message, Origin origin) {
    Place place = origin.place();
    Optional<String> channel = direct(origin);
    String trouble =
        channel
            .map(
                there ->
                    RateLimitRetry.with(
                            () ->
                                api.call(
                                    "chat.postMessage",
                                    there,
                                    methods ->
                                        methods.chatPostMessage(
                                            request ->
                                                request
                                                    .channel(there)
                                                    .threadTs(
                                                        place.direct() ? place.thread() : null)
                                                    .unfurlLinks(false)
                                                    .unfurlMedia(false)
                                                    .text(message.text())
                                                    .blocks(message.blocks()))))
                        .trouble())
            .orElse("the direct conversation could not be opened");
    if (!trouble.isEmpty()) {
      log.warn("An answer to {} was not shown: {}", origin.sender().userId(), trouble);
    }
  }

  /** The person's conversation with the desk. */
  private Optional<String> direct(Origin origin) {
    return origin.place().direct()
        ? Optional.of(origin.place().channel())
        : RateLimitRetry.with(() -> directory.direct(origin.sender().userId())).value();
  }

  /** A picture cannot be for one person in a channel: it goes into their own conversation then. */
  void showPictures(List<Reply> replies, Origin origin, boolean everyone) {
    for (Reply reply : replies) {
      if (reply instanceof Reply.Picture picture) {
        ApiResult<String> file = RateLimitRetry.with(() -> pictures.upload(picture));
        boolean shown = file.value().map(id -> shown(id, picture, origin, everyone)).orElse(false);
        if (!shown) {
          log.warn("A picture could not be shown; its figures were said in words");
        }
      }
    }
  }

  private boolean shown(String file, Reply.Picture picture, Origin origin, boolean everyone) {
    Place place = origin.place();
    if (everyone || place.direct()) {
      ApiResult<?> there =
          RateLimitRetry.with(
              () ->
                  pictures.share(
                      file, picture, new MessageTarget(place.channel(), place.thread())));
      if (there instanceof ApiResult.Done || there instanceof ApiResult.Unclear) {
        return true;
      }
    }
    return direct(origin)
        .map(
            own ->
                RateLimitRetry.with(
                    () -> pictures.share(file, picture, new MessageTarget(own, null))))
        .filter(result -> result.value().isPresent())
        .isPresent();
  }
}
