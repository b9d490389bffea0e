package dev.deskhand.slack.rendering;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets blocks flow into messages, a new one when one is full. What does not fit into the last
 * message that is allowed is left out, which {@link #isCut} then says.
 */
public final class BlockPager {

  /** Slack's limit of blocks in a message. */
  private static final int BLOCKS = 50;

  /** Slack refuses near 13,200 characters ({@code msg_blocks_too_long}, undocumented). */
  private static final int CHARACTERS = 12_000;

  /** A view may hold 250,000 bytes; more than this nobody reads. */
  private static final int VIEW_CHARACTERS = 20_000;

  private final int messages;
  private final int reserved;
  private final int blocks;
  private final int most;
  private final List<List<LayoutBlock>> pages = new ArrayList<>();
  private int characters;
  private boolean cut;

  /**
   * @param messages how many messages there may be
   * @param reserved how many blocks of the last one are kept for buttons
   */
  BlockPager(int messages, int reserved) {
    this(messages, reserved, BLOCKS, CHARACTERS);
  }

  private BlockPager(int messages, int reserved, int blocks, int most) {
    this.messages = messages;
    this.reserved = Math.min(reserved, blocks / 2);
    this.blocks = blocks;
    this.most = most;
    pages.add(new ArrayList<>());
  }

  /**
   * Into a part of a view.
   *
   * @param blocks how many blocks the part may have
   * @param reserved how many of them are kept for buttons
   */
  public static BlockPager ofView(int blocks, int reserved) {
    return new BlockPager(1, reserved, blocks, VIEW_CHARACTERS);
  }

  /** Adds blocks that belong together and hold so many characters. */
  public void add(int length, LayoutBlock... unit) {
    if (cut) {
      return;
    }
    boolean last = pages.size() == messages;
    int room = (last ? blocks - reserved : blocks) - pages.getLast().size();
    if (unit.length > room || characters + length > most) {
      if (last) {
        cut = true;
        return;
      }
      pages.add(new ArrayList<>());
      characters = 0;
    }
    characters += length;
    pages.getLast().addAll(List.of(unit));
  }

  /** Adds a block for which room was kept. */
  public void addReserved(LayoutBlock block) {
    if (pages.getLast().size() < blocks) {
      pages.getLast().add(block);
    }
  }

  boolean isEmpty() {
    return pages.getFirst().isEmpty();
  }

  public boolean isCut() {
    return cut;
  }

  public List<List<LayoutBlock>> pages() {
    return pages;
  }
}
