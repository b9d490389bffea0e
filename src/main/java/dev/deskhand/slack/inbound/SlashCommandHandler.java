package dev.deskhand.slack.inbound;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.RenderedMessage;
import java.util.List;
import java.util.Optional;

/** {@code /desk …}. */
public final class SlashCommandHandler {

  private final DeskClient desk;
  private final UtteranceMapper translation;
  private final ResponseUrlReplies inPlace;

  public SlashCommandHandler(
      DeskClient desk, UtteranceMapper translation, ResponseUrlReplies inPlace) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
  }

  public Response slash(SlashCommandRequest request, SlashCommandContext context) {
    SlashCommandPayload payload = request.getPayload();
    Utterance.Said said = translation.slash(payload);
    DeskClient.Asked asked = desk.ask(said);
    Optional<List<Reply>> soon = asked.within(Deadlines.ANSWER);
    if (soon.isPresent() && !ResponseUrlReplies.takesCalls(soon.get())) {
      List<RenderedMessage> messages = BlockRenderer.all(soon.get());
      if (messages.size() == 1) {
        return context.ack(body(messages.getFirst(), manner(asked, soon.get(), said)));
      }
    }
    desk.afterwards(
        asked,
        replies ->
            inPlace.handOver(
                replies,
                said.origin(),
                manner(asked, replies, said),
                payload.getResponseUrl(),
                payload.getTriggerId()));
    return context.ack();
  }

  private static SlashCommandResponse body(
      RenderedMessage message, ResponseUrlReplies.Manner manner) {
    return SlashCommandResponse.builder()
        .responseType(manner.everyone() ? "in_channel" : "ephemeral")
        .text(message.text())
        .blocks(message.blocks())
        .build();
  }

  private static ResponseUrlReplies.Manner manner(
      DeskClient.Asked asked, List<Reply> replies, Utterance.Said said) {
    return new ResponseUrlReplies.Manner(
        DeskClient.isForEveryone(said.origin().place(), asked.command(), replies));
  }
}
