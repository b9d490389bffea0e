package dev.deskhand.notifications.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationTurnsTest {

  private final ConversationTurns turns = new ConversationTurns();

  @Test
  void oneThreadHasAConversationAtATimeAndOthersAreFree() {
    assertThat(turns.take("slack:C1")).isTrue();
    assertThat(turns.take("slack:C1")).isFalse();
    assertThat(turns.take("slack:C2")).isTrue();
  }

  @Test
  void whoHasItLooksOnceMoreForAllWhoAskedMeanwhile() {
    turns.take("slack:C1");
    turns.take("slack:C1");
    turns.take("slack:C1");

    assertThat(turns.giveUp("slack:C1")).isFalse();
    assertThat(turns.isTaken("slack:C1")).isTrue();
    assertThat(turns.giveUp("slack:C1")).isTrue();
    assertThat(turns.isTaken("slack:C1")).isFalse();
    assertThat(turns.take("slack:C1")).isTrue();
  }

  @Test
  void whatIsLeftIsFree() {
    turns.take("slack:C1");
    turns.take("slack:C1");

    turns.leave("slack:C1");

    assertThat(turns.take("slack:C1")).isTrue();
  }
}
