package dev.deskhand.slack;

import org.springframework.test.context.TestPropertySource;

/** What Slack sends by Socket Mode: no signing secret, no address. */
@TestPropertySource(
    properties = {"deskhand.slack.app-token=xapp-standin", "deskhand.slack.signing-secret="})
class BySocketModeTest extends EveryWayIn {

  static {
    slack.sockets();
  }

  @Override
  void comeIn() {
    slack.connectBySocket();
  }
}
