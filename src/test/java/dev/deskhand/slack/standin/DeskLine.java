package dev.deskhand.slack.standin;

/** A way from Slack to the desk. */
interface DeskLine extends AutoCloseable {

  SlackAck deliver(Envelope envelope, Sending how);

  @Override
  void close();
}
