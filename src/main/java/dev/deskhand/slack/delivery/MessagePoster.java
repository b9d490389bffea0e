package dev.deskhand.slack.delivery;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.block.LayoutBlock;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackError;
import dev.deskhand.slack.connection.SlackError.Remedy;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.RenderedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts one message of the desk, in as many messages of Slack's as it takes. Parts that are there
 * already are not posted again.
 */
final class MessagePoster {

  private static final Logger log = LoggerFactory.getLogger(MessagePoster.class);

  /** Plain parts are counted apart, since they do not match those with blocks. */
  private static final int PLAIN = 1_000;

  private final SlackApi api;
  private final ChannelJoiner joining;
  private final PictureUpload pictures;

  MessagePoster(SlackApi api, ChannelJoiner joining, PictureUpload pictures) {
    this.api = api;
    this.joining = joining;
    this.pictures = pictures;
  }

  /** What is posted as one message of Slack's. */
  private record Part(String text, List<LayoutBlock> blocks, DeliveryMark mark) {}

  public Delivery post(Outbound message, MessageTarget spot, PostedMessages there) {
    return message.reply() instanceof Reply.Picture picture
        ? share(message, picture, spot, there)
        : say(message, spot, there);
  }

  private Delivery say(Outbound message, MessageTarget spot, PostedMessages there) {
    Said said = say(parts(message), spot, there);
    if (said.stopped() == null || !DeliveryOutcomes.leadsTo(Remedy.SAY_PLAINLY, said.stopped())) {
      return said.delivery(spot);
    }
    log.error("Slack does not take the blocks of a message: {}", said.stopped().trouble());
    List<Part> plain = new ArrayList<>();
    for (String text : BlockRenderer.postedPlainly(message.reply())) {
      plain.add(new Part(text, List.of(), DeliveryMark.of(message, PLAIN + plain.size())));
    }
    return say(plain, spot, there).delivery(spot);
  }

  private static List<Part> parts(Outbound message) {
    List<Part> parts = new ArrayList<>();
    for (RenderedMessage rendered : BlockRenderer.posted(message.reply())) {
      parts.add(
          new Part(rendered.text(), rendered.blocks(), DeliveryMark.of(message, parts.size())));
    }
    return parts;
  }

  /**
   * How far it got.
   *
   * @param first the id of the first part; empty if not even that is there
   * @param stopped why not all is there; null if all is
   */
  private record Said(String first, @Nullable ApiResult<String> stopped) {

    Delivery delivery(MessageTarget spot) {
      if (stopped == null) {
        return new Delivery.Delivered(new MessageRef(spot.channel(), first));
      }
      return first.isEmpty()
          ? DeliveryOutcomes.delivery(stopped)
          : DeliveryOutcomes.halfway(stopped);
    }
  }

  private Said say(List<Part> parts, MessageTarget spot, PostedMessages there) {
    String first = "";
    for (Part part : parts) {
      Optional<String> before = there.with(part.mark());
      ApiResult<String> result =
          before.isPresent()
              ? new ApiResult.Done<>(before.get())
              : joining.in(spot.channel(), () -> send(part, spot));
      if (!(result instanceof ApiResult.Done<String>(String ts))) {
        return new Said(first, result);
      }
      first = first.isEmpty() ? ts : first;
    }
    return new Said(first, null);
  }

  private ApiResult<String> send(Part part, MessageTarget spot) {
    return api.call(
            "chat.postMessage",
            spot.channel(),
            methods ->
                methods.chatPostMessage(
                    request ->
                        request
                            .channel(spot.channel())
                            .threadTs(spot.thread())
                            .unfurlLinks(false)
                            .unfurlMedia(false)
                            .text(part.text())
                            .blocks(part.blocks().isEmpty() ? null : part.blocks())
                            .metadata(part.mark().metadata())))
        .map(ChatPostMessageResponse::getTs);
  }

  private Delivery share(
      Outbound message, Reply.Picture picture, MessageTarget spot, PostedMessages there) {
    DeliveryMark mark = DeliveryMark.of(message, 0);
    Optional<String> before = there.withFile(mark, PictureUpload.comment(picture));
    if (before.isPresent()) {
      return rest(message, picture, spot, there, before.get());
    }
    ApiResult<String> file = pictures.upload(picture, mark.text());
    if (!(file instanceof ApiResult.Done<String>(String id))) {
      // nobody sees an upload that was not shared: it can be repeated
      return isInWords(file)
          ? inWords(message, spot, there, file)
          : DeliveryOutcomes.delivery(file);
    }
    ApiResult<?> shared = joining.in(spot.channel(), () -> pictures.share(id, picture, spot));
    if (shared instanceof ApiResult.Done) {
      return rest(message, picture, spot, there, id);
    }
    return isInWords(shared)
        ? inWords(message, spot, there, shared)
        : DeliveryOutcomes.delivery(shared);
  }

  /** The picture is there; what did not fit beside it is said in words. */
  private Delivery rest(
      Outbound message,
      Reply.Picture picture,
      MessageTarget spot,
      PostedMessages there,
      String shown) {
    if (!PictureUpload.isCut(picture)) {
      return new Delivery.Delivered(new MessageRef(spot.channel(), shown));
    }
    Said said = say(parts(message), spot, there);
    return said.stopped() == null
        ? new Delivery.Delivered(new MessageRef(spot.channel(), shown))
        : DeliveryOutcomes.halfway(said.stopped());
  }

  /** Whether the picture is what Slack does not take, and not the place or the moment. */
  private static boolean isInWords(ApiResult<?> result) {
    return result instanceof ApiResult.Refused<?> refused
        && !refused.error().startsWith("http_")
        && switch (SlackError.remedy(refused.error())) {
          case WAIT, TRY_AGAIN, HOLD, JOIN -> false;
          case WAIT_FOR_ADMIN, POST_ANEW, SAY_PLAINLY -> true;
          case SET_ASIDE -> SlackError.of(refused.error()).isEmpty();
        };
  }

  private Delivery inWords(
      Outbound message, MessageTarget spot, PostedMessages there, ApiResult<?> why) {
    log.warn("A picture is said in words, since Slack does not take it: {}", why.trouble());
    return say(message, spot, there);
  }
}
