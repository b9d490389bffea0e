package dev.deskhand.slack;

import com.slack.api.app_backend.interactive_components.response.ActionResponse;
import com.slack.api.methods.response.views.ViewsOpenResponse;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands answers over to people who wait for them, after Slack itself has had its own. */
final class InPlace {

  private static final Logger log = LoggerFactory.getLogger(InPlace.class);

  private final SlackApi api;
  private final Directory directory;
  private final Pictures pictures;

  InPlace(SlackApi api, Directory directory, Pictures pictures) {
    this.api = api;
    this.directory = directory;
    this.pictures = pictures;
  }

  /**
   * How an answer is shown.
   *
   * @param everyone to everyone there, or else to the person alone
   * @param instead in the place of the message that was pressed
   */
  record Manner(boolean everyone, boolean instead) {}

  /** Whether an answer takes more than words. */
  static boolean takesCalls(List<Reply> replies) {
    return replies.stream()
        .anyMatch(reply -> reply instanceof Reply.Form || reply instanceof Reply.Picture);
  }

  /** Opens forms, shows pictures, and sends the words through the response URL. */
  void handOver(
      List<Reply> replies,
      Origin origin,
      Manner manner,
      @Nullable String responseUrl,
      @Nullable String triggerId) {
    List<Reply> words = new ArrayList<>();
    for (Reply reply : replies) {
      if (!(reply instanceof Reply.Form form) || !opened(form, origin.place(), triggerId)) {
        words.add(reply);
      }
    }
    if (!words.isEmpty() && responseUrl != null) {
      respond(responseUrl, BlockRenderer.all(words), manner, origin.place().thread());
    }
    showPictures(replies, origin, manner.everyone());
  }

  private boolean opened(Reply.Form form, Place place, @Nullable String triggerId) {
    Optional<View> modal = ModalRenderer.modal(form, FormState.of(form, place));
    if (modal.isEmpty() || triggerId == null) {
      return false;
    }
    ApiResult<ViewsOpenResponse> result =
        api.as(Urgency.NOW)
            .call(
                "views.open",
                methods ->
                    methods.viewsOpen(request -> request.triggerId(triggerId).view(modal.get())));
    return switch (result) {
      case ApiResult.Done<ViewsOpenResponse> done -> true;
      case ApiResult.Refused<ViewsOpenResponse> refused -> {
        if (!refused.error().endsWith("trigger_id")) {
          log.warn("The form of {} could not be opened: {}", form.command(), refused.trouble());
        }
        yield false;
      }
      case ApiResult.Busy<ViewsOpenResponse> busy -> false;
      // it may be open; its button does no harm beside it
      case ApiResult.Unclear<ViewsOpenResponse> unclear -> false;
    };
  }

  private void respond(
      String url, List<Rendered> messages, Manner manner, @Nullable String thread) {
    boolean instead = manner.instead();
    for (Rendered message : messages) {
      ActionResponse body =
          ActionResponse.builder()
              .responseType(manner.everyone() ? "in_channel" : "ephemeral")
              .replaceOriginal(instead)
              .threadTs(instead ? null : thread)
              .text(message.text())
              .blocks(message.blocks())
              .build();
      ApiResult<String> result = Patience.with(() -> api.respond(url, body));
      if (result.value().isEmpty()) {
        log.warn("An answer could not be shown: {}", result.trouble());
      }
      instead = false;
    }
  }

  /** Answers somebody for whom there is no response URL: in their conversation, or ephemerally. */
  void say(List<Reply> replies, Origin origin) {
    for (Rendered message : BlockRenderer.all(replies)) {
      if (origin.place().direct() || !whispered(message, origin)) {
        spoken(message, origin);
      }
    }
    showPictures(replies, origin, false);
  }

  private boolean whispered(Rendered message, Origin origin) {
    Place place = origin.place();
    ApiResult<?> result =
        Patience.with(
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

  private void spoken(Rendered message, Origin origin) {
    Place place = origin.place();
    Optional<String> channel = direct(origin);
    String trouble =
        channel
            .map(
                there ->
                    Patience.with(
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
        : Patience.with(() -> directory.direct(origin.sender().userId())).value();
  }

  /** A picture cannot be for one person in a channel: it goes into their own conversation then. */
  void showPictures(List<Reply> replies, Origin origin, boolean everyone) {
    for (Reply reply : replies) {
      if (reply instanceof Reply.Picture picture) {
        ApiResult<String> file = Patience.with(() -> pictures.upload(picture));
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
          Patience.with(
              () -> pictures.share(file, picture, new Spot(place.channel(), place.thread())));
      if (there instanceof ApiResult.Done || there instanceof ApiResult.Unclear) {
        return true;
      }
    }
    return direct(origin)
        .map(own -> Patience.with(() -> pictures.share(file, picture, new Spot(own, null))))
        .filter(result -> result.value().isPresent())
        .isPresent();
  }
}
