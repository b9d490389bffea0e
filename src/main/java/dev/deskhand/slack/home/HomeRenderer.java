package dev.deskhand.slack.home;

import static com.slack.api.model.block.Blocks.divider;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.deskhand.chat.Reply;
import dev.deskhand.slack.forms.FilterMenus;
import dev.deskhand.slack.rendering.BlockPager;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.Buttons;
import java.util.ArrayList;
import java.util.List;

/** The Home tab: one reply after the other, each with the room that those after it leave. */
public final class HomeRenderer {

  private static final int BLOCKS = 100;

  /** So much is kept for the words of each reply that is still to come. */
  private static final int WORDS = 4;

  private HomeRenderer() {}

  public static View home(List<Reply> replies) {
    List<LayoutBlock> blocks = new ArrayList<>();
    for (int i = 0; i < replies.size(); i++) {
      Reply reply = replies.get(i);
      int kept = replies.subList(i + 1, replies.size()).stream().mapToInt(HomeRenderer::kept).sum();
      int room = Math.max(BLOCKS - blocks.size() - kept, WORDS) - 1;
      if (blocks.size() + room >= BLOCKS) {
        break;
      }
      // what narrows a list stands above it
      boolean belongs = i > 0 && replies.get(i - 1) instanceof Reply.Form;
      if (!blocks.isEmpty() && !belongs) {
        blocks.add(divider());
      }
      if (reply instanceof Reply.Form form && FilterMenus.suit(form)) {
        blocks.add(FilterMenus.row(form));
      } else {
        blocks.addAll(section(reply, room));
      }
    }
    return View.builder().type("home").blocks(blocks).build();
  }

  /** What a later reply needs so that no ticket of it is lost, its divider included. */
  private static int kept(Reply reply) {
    return switch (reply) {
      case Reply.Form form -> 1;
      case Reply.Listing listing ->
          (int) listing.rows().stream().filter(row -> !row.actions().isEmpty()).count()
              + WORDS
              + Buttons.rows(listing);
      case Reply.Text _, Reply.Card _, Reply.Choices _, Reply.Picture _, Reply.Refusal _ ->
          WORDS + 1 + Buttons.rows(reply);
    };
  }

  private static List<LayoutBlock> section(Reply reply, int room) {
    BlockPager flow = BlockPager.ofView(room, Buttons.rows(reply) + 1);
    BlockRenderer.pour(List.of(reply), flow);
    return flow.isCut() && reply instanceof Reply.Listing listing
        ? close(listing, room)
        : flow.pages().getFirst();
  }

  /** Each row in one block, its buttons in a menu. */
  private static List<LayoutBlock> close(Reply.Listing listing, int room) {
    BlockPager flow = BlockPager.ofView(room, Buttons.rows(listing) + 1);
    BlockRenderer.shortTitle(listing.title(), flow);
    for (Reply.Row row : listing.rows()) {
      String line = BlockRenderer.line(row);
      flow.add(line.length(), Buttons.menu(BlockRenderer.markdown(line), row.actions()));
    }
    Buttons.of(listing, flow.isCut(), false).forEach(flow::addReserved);
    BlockRenderer.rest(flow);
    return flow.pages().getFirst();
  }
}
