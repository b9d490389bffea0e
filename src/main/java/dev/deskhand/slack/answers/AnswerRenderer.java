package dev.deskhand.slack.answers;

import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.rendering.BlockPager;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.Buttons;
import java.util.List;

/** Answers to what was pressed in a view, as modals. */
public final class AnswerRenderer {

  /** The {@code callback_id} of every answer. */
  static final String ANSWER = "desk:answer";

  private static final int BLOCKS = 100;

  private AnswerRenderer() {}

  private static final Reply PICTURE =
      new Reply.Text("The picture comes to your messages with the desk.");

  /** A picture is not shown here: it goes into the person's conversation. */
  public static View modal(List<Reply> replies) {
    List<Reply> shown =
        replies.stream().map(reply -> reply instanceof Reply.Picture ? PICTURE : reply).toList();
    int buttons = shown.stream().mapToInt(Buttons::rows).sum();
    BlockPager flow = BlockPager.ofView(BLOCKS, buttons + 1);
    BlockRenderer.pour(shown, flow);
    return View.builder()
        .type("modal")
        .callbackId(ANSWER)
        .title(ModalRenderer.title(title(shown)))
        .close(ViewClose.builder().type(PlainTextObject.TYPE).text("Close").build())
        .blocks(flow.pages().getFirst())
        .build();
  }

  private static String title(List<Reply> replies) {
    return replies.stream()
        .filter(Reply.Card.class::isInstance)
        .flatMap(reply -> reply.keys().stream())
        .findFirst()
        .orElse("Deskhand");
  }
}
