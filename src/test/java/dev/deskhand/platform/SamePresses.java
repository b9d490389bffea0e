package dev.deskhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same presses and refusals, read alike on every platform. Rita reports INC-1; Anton is an
 * agent.
 */
public interface SamePresses {

  /** Where Anton presses. */
  enum Where {
    /** The card in the channel of the agents. */
    CHANNEL,
    /** The answer to {@code show INC-1}, which he alone sees. */
    OWN_CARD,
    /** The answer to {@code queue}, which he alone sees. */
    LIST
  }

  /**
   * What Anton sees.
   *
   * @param answer what was said besides; empty if nothing was
   * @param pressed what stands now where he pressed
   */
  record Seen(String answer, String pressed) {}

  /** What was done before, by somebody else. */
  enum Before {
    NOTHING,
    CANCELLED
  }

  /** One press. */
  enum Press {
    TAKEN_IN_THE_CHANNEL(Where.CHANNEL, Before.NOTHING, "Take"),
    TAKEN_ON_ONES_OWN_CARD(Where.OWN_CARD, Before.NOTHING, "Take"),
    TAKEN_IN_A_LIST(Where.LIST, Before.NOTHING, "Take"),
    TOO_LATE_IN_THE_CHANNEL(Where.CHANNEL, Before.CANCELLED, "Take"),
    TOO_LATE_ON_ONES_OWN_CARD(Where.OWN_CARD, Before.CANCELLED, "Take"),
    TOO_LATE_IN_A_LIST(Where.LIST, Before.CANCELLED, "Take");

    public final Where where;
    public final Before before;
    public final String button;

    Press(Where where, Before before, String button) {
      this.where = where;
      this.before = before;
      this.button = button;
    }
  }

  /** What is said of who comes too late. */
  String TOO_LATE = "INC-1 was cancelled";

  String DONE = "Done: take INC-1 (%s). It is in progress now.";

  /** Has Rita report, and does one press on this platform. */
  Seen press(Press press, String reported);

  /**
   * Has Rita report, Anton resolve it, and Rita reopen it by the button of the line that tells her
   * so below her card; or Anton by that of a line below his, where she has no threads.
   *
   * @return what the answer is
   */
  String reopened(String reported);

  @Test
  default void aFormOfALineBelowACardIsAnsweredInOneLine() {
    assertThat(reopened("the gate jams"))
        .contains("Done: reopen INC-1 (the gate jams). It is ")
        .doesNotContain("Priority");
  }

  /** Whether a message here can give way; else what would stand in its place is said besides. */
  default boolean canGiveWay() {
    return true;
  }

  @ParameterizedTest
  @EnumSource
  default void aPressReadsTheSameEverywhere(Press press) {
    String reported = "the door of room %d squeaks".formatted(press.ordinal());
    Seen seen = press(press, reported);
    switch (press) {
      case TAKEN_IN_THE_CHANNEL -> assertThat(seen.answer()).contains(DONE.formatted(reported));
      case TAKEN_ON_ONES_OWN_CARD -> {
        String card = canGiveWay() ? seen.pressed() : seen.answer();
        assertThat(card).contains("INC-1", reported, "in progress", "Anton");
        assertThat(seen.answer()).doesNotContain("Done:");
        if (canGiveWay()) {
          assertThat(seen.answer()).isEmpty();
        }
      }
      case TAKEN_IN_A_LIST -> {
        assertThat(seen.answer())
            .contains("INC-1", reported, "in progress", "Anton")
            .doesNotContain("Done:");
        assertThat(seen.pressed()).contains("Queue");
      }
      case TOO_LATE_IN_THE_CHANNEL, TOO_LATE_IN_A_LIST ->
          assertThat(seen.answer()).contains(TOO_LATE).doesNotContain(reported);
      case TOO_LATE_ON_ONES_OWN_CARD -> {
        assertThat(seen.answer()).contains(TOO_LATE).doesNotContain(reported);
        if (canGiveWay()) {
          assertThat(seen.pressed()).contains(reported, "cancelled");
        }
      }
    }
  }
}
