package dev.deskhand.slack;

import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.slash_commands.response.SlashCommandResponse;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.response.Response;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.chat.Visibility;
import java.util.List;
import java.util.Optional;

/** {@code /desk …}. */
final class Commands {

  private final Desk desk;
  private final Translation translation;
  private final InPlace inPlace;

  Commands(Desk desk, Translation translation, InPlace inPlace) {
    this.desk = desk;
    this.translation = translation;
    this.inPlace = inPlace;
  }

  Response slash(SlashCommandRequest request, SlashCommandContext context) {
    SlashCommandPayload payload = request.getPayload();
    Utterance.Said said = translation.slash(payload);
    Desk.Asked asked = desk.ask(said);
    Optional<List<Reply>> soon = asked.soon();
    if (soon.isPresent() && !InPlace.takesCalls(soon.get())) {
      List<Rendered> messages = BlockRenderer.all(soon.get());
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

  private static SlashCommandResponse body(Rendered message, InPlace.Manner manner) {
    return SlashCommandResponse.builder()
        .responseType(manner.everyone() ? "in_channel" : "ephemeral")
        .text(message.text())
        .blocks(message.blocks())
        .build();
  }

  /** What went wrong concerns nobody else; in a direct conversation nobody else is there. */
  private static InPlace.Manner manner(Desk.Asked asked, List<Reply> replies, Utterance.Said said) {
    boolean refused = Reply.refused(replies);
    boolean everyone =
        said.origin().place().direct()
            || (asked.command().visibility() == Visibility.EVERYONE_HERE && !refused);
    return new InPlace.Manner(everyone, false, false);
  }
}
