package dev.deskhand.slack;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.Message;
import com.slack.api.model.block.LayoutBlock;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Reply;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the desk says on Slack by itself. */
final class SlackPlatform implements ChatPlatform {

  static final String NAME = "slack";

  private static final Logger log = LoggerFactory.getLogger(SlackPlatform.class);

  private final SlackApi api;
  private final Directory directory;
  private final Pictures pictures;
  private final Posted posted;

  SlackPlatform(SlackApi api, Directory directory, Pictures pictures, Posted posted) {
    this.api = api;
    this.directory = directory;
    this.pictures = pictures;
    this.posted = posted;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean hasThreads() {
    return true;
  }

  @Override
  public Delivery deliver(Outbound message) {
    if (message.edits() != null) {
      return edit(message.edits(), message.reply());
    }
    return switch (channel(message)) {
      case ApiResult.Done<String>(String channel) -> post(message, channel);
      case ApiResult.Refused<String> refused -> Failures.delivery(refused);
      case ApiResult.Busy<String> busy -> Failures.delivery(busy);
      case ApiResult.Unclear<String> unclear -> Failures.delivery(unclear);
    };
  }

  private ApiResult<String> channel(Outbound message) {
    if (message.under() != null) {
      return new ApiResult.Done<>(message.under().channel());
    }
    return switch (message.to()) {
      case Address.Person person -> directory.direct(person.userId());
      case Address.Channel channel -> new ApiResult.Done<>(channel.channel());
      case Address.Thread thread -> new ApiResult.Done<>(thread.channel());
    };
  }

  private static @Nullable String thread(Outbound message) {
    if (message.under() != null) {
      return message.under().message();
    }
    return message.to() instanceof Address.Thread thread ? thread.thread() : null;
  }

  private Delivery edit(MessageRef at, Reply reply) {
    Rendered shown = BlockRenderer.one(reply);
    ApiResult<ChatUpdateResponse> result = update(at, shown.text(), shown.blocks());
    if (result instanceof ApiResult.Refused<ChatUpdateResponse> refused
        && Failures.isAboutBlocks(refused.error())) {
      log.error("Slack does not take the blocks of a message: {}", refused.trouble());
      result = update(at, shown.text(), List.of());
    }
    return result.value().isPresent() ? new Delivery.Delivered(at) : Failures.delivery(result);
  }

  private ApiResult<ChatUpdateResponse> update(
      MessageRef at, String text, List<LayoutBlock> blocks) {
    return api.call(
        "chat.update",
        methods ->
            methods.chatUpdate(
                request ->
                    request.channel(at.channel()).ts(at.message()).text(text).blocks(blocks)));
  }

  private Delivery post(Outbound message, String channel) {
    String thread = thread(message);
    switch (posted.before(message, channel, thread)) {
      case Posted.Before.There(String ts) -> {
        return new Delivery.Delivered(new MessageRef(channel, ts));
      }
      case Posted.Before.Unknown(ApiResult<?> why) -> {
        return Failures.delivery(why);
      }
      case Posted.Before.Nothing nothing -> {}
    }
    Delivery first = attempt(message, channel, thread);
    return first instanceof Delivery.Never(String reason)
            && reason.startsWith("not_in_channel")
            && joined(channel)
        ? attempt(message, channel, thread)
        : first;
  }

  private Delivery attempt(Outbound message, String channel, @Nullable String thread) {
    return message.reply() instanceof Reply.Picture picture
        ? share(message, picture, channel, thread)
        : say(message, channel, thread);
  }

  private Delivery say(Outbound message, String channel, @Nullable String thread) {
    Rendered shown = BlockRenderer.one(message.reply());
    Message.Metadata mark = posted.mark(message);
    ApiResult<ChatPostMessageResponse> result =
        send(channel, thread, shown.text(), shown.blocks(), mark);
    if (result instanceof ApiResult.Refused<ChatPostMessageResponse> refused
        && Failures.isAboutBlocks(refused.error())) {
      log.error("Slack does not take the blocks of a message: {}", refused.trouble());
      result = send(channel, thread, shown.text(), List.of(), mark);
    }
    Optional<ChatPostMessageResponse> done = result.value();
    if (done.isPresent()) {
      posted.isThere(message);
      return new Delivery.Delivered(new MessageRef(done.get().getChannel(), done.get().getTs()));
    }
    if (result instanceof ApiResult.Unclear) {
      posted.mayBeThere(message, null);
    }
    return Failures.delivery(result);
  }

  private ApiResult<ChatPostMessageResponse> send(
      String channel,
      @Nullable String thread,
      String text,
      List<LayoutBlock> blocks,
      Message.Metadata mark) {
    return api.call(
        "chat.postMessage",
        methods ->
            methods.chatPostMessage(
                request ->
                    request
                        .channel(channel)
                        .threadTs(thread)
                        .unfurlLinks(false)
                        .unfurlMedia(false)
                        .text(text)
                        .blocks(blocks.isEmpty() ? null : blocks)
                        .metadata(mark)));
  }

  private Delivery share(
      Outbound message, Reply.Picture picture, String channel, @Nullable String thread) {
    ApiResult<String> file = pictures.upload(picture);
    if (!(file instanceof ApiResult.Done<String>(String id))) {
      // nobody sees an upload that was not shared: it can be repeated
      return Failures.delivery(file);
    }
    ApiResult<?> shared = pictures.share(id, picture, channel, thread);
    if (shared instanceof ApiResult.Done) {
      posted.isThere(message);
      return new Delivery.Delivered(new MessageRef(channel, id));
    }
    if (shared instanceof ApiResult.Unclear) {
      posted.mayBeThere(message, id);
    }
    return Failures.delivery(shared);
  }

  /** A public channel can be joined without anybody's help. */
  private boolean joined(String channel) {
    return api.call(
            "conversations.join",
            methods -> methods.conversationsJoin(request -> request.channel(channel)))
        .value()
        .isPresent();
  }
}
