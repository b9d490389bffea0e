package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Slack sends to the desk's address. */
class OverHttpTest extends EveryWayIn {

  @Test
  void theAddressIsConfirmedToSlack() {
    assertThat(slack.urlVerification("abc").body()).isEqualTo("abc");
  }
}
