package dev.deskhand.slack.delivery;

import com.slack.api.methods.response.chat.ChatUpdateResponse;
import com.slack.api.model.block.LayoutBlock;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackError.Remedy;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.RenderedMessage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the desk says on Slack by itself. */
public final class SlackPlatform implements ChatPlatform {

  public static final String NAME = "slack";

  private static final Logger log = LoggerFactory.getLogger(SlackPlatform.class);

  private final SlackApi api;
  private final DirectChannels directory;
  private final PostedMessageLookup posted;
  private final ChannelJoiner joining;
  private final MessagePoster posting;

  public SlackPlatform(SlackApi api, DirectChannels directory) {
    this.api = api;
    this.directory = directory;
    this.posted = new PostedMessageLookup(api);
    this.joining = new ChannelJoiner(api);
    this.posting = new MessagePoster(api, joining, new PictureUpload(api));
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
    ApiResult<String> channel = channel(message);
    if (!(channel instanceof ApiResult.Done<String>(String there))) {
      return DeliveryOutcomes.delivery(channel);
    }
    Delivery delivery = post(message, new MessageTarget(there, thread(message)));
    return delivery instanceof Delivery.Rejected
            && message.under() == null
            && message.to() instanceof Address.Person person
        ? whereTheyAreNow(message, person, there).orElse(delivery)
        : delivery;
  }

  /** Where the desk knows a person to be, they may not be any more. */
  private Optional<Delivery> whereTheyAreNow(
      Outbound message, Address.Person person, String before) {
    directory.forget(person.userId());
    return directory
        .direct(person.userId(), CallPriority.WHENEVER)
        .value()
        .filter(now -> !now.equals(before))
        .map(now -> post(message, new MessageTarget(now, null)));
  }

  private ApiResult<String> channel(Outbound message) {
    if (message.under() != null) {
      return new ApiResult.Done<>(message.under().channel());
    }
    return switch (message.to()) {
      case Address.Person person -> directory.direct(person.userId(), CallPriority.WHENEVER);
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
    RenderedMessage shown = BlockRenderer.one(reply);
    ApiResult<ChatUpdateResponse> result = update(at, shown.text(), shown.blocks());
    if (DeliveryOutcomes.leadsTo(Remedy.SAY_PLAINLY, result)) {
      log.error("Slack does not take the blocks of a message: {}", result.trouble());
      result = update(at, BlockRenderer.plainly(reply), List.of());
    }
    return result.value().isPresent()
        ? new Delivery.Delivered(at)
        : DeliveryOutcomes.delivery(result);
  }

  private ApiResult<ChatUpdateResponse> update(
      MessageRef at, String text, List<LayoutBlock> blocks) {
    return joining.in(
        at.channel(),
        () ->
            api.call(
                "chat.update",
                methods ->
                    methods.chatUpdate(
                        request ->
                            request
                                .channel(at.channel())
                                .ts(at.message())
                                .text(text)
                                .blocks(blocks))));
  }

  private Delivery post(Outbound message, MessageTarget spot) {
    ApiResult<PostedMessages> found = posted.lookFor(message, spot);
    if (!(found instanceof ApiResult.Done<PostedMessages>(PostedMessages there))) {
      // whether it is there stays unknown: the next attempt looks as well
      return DeliveryOutcomes.halfway(found);
    }
    return posting.post(message, spot, there);
  }
}
