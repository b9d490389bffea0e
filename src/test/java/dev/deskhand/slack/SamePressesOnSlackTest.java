package dev.deskhand.slack;

import dev.deskhand.platform.SamePresses;
import dev.deskhand.slack.standin.SlackMessage;
import java.util.List;

/** See {@link SamePresses}. */
class SamePressesOnSlackTest extends SlackScene implements SamePresses {

  @Override
  public Seen press(Press press, String reported) {
    makeAgent(anton);
    rita.slash("/desk", "report " + reported, OFFICE);
    SlackMessage card = card(reported);
    SlackMessage pressed =
        switch (press.where) {
          case CHANNEL -> card;
          case OWN_CARD -> alone("show INC-1", reported);
          case LIST -> alone("queue", "Queue");
        };
    if (press.before == Before.CANCELLED) {
      rita.slash("/desk", "cancel INC-1 oiled it", OFFICE);
    }
    List<SlackMessage> before = anton.heard();
    anton.press(pressed, press.button);
    boolean instead = press.where == Where.OWN_CARD;
    if (instead) {
      slack.awaitChange(pressed, now -> !now.shown().equals(pressed.shown()));
    }
    if (!instead || press.before == Before.CANCELLED) {
      slack.awaitHeard(anton, message -> isNew(message, before));
    }
    String answer =
        anton.heard().stream()
            .filter(message -> isNew(message, before))
            .map(SlackMessage::shown)
            .findFirst()
            .orElse("");
    return new Seen(answer, slack.current(pressed).orElseThrow().shown());
  }

  private static boolean isNew(SlackMessage message, List<SlackMessage> before) {
    return message.ephemeral() && before.stream().noneMatch(one -> one.ts().equals(message.ts()));
  }

  private SlackMessage alone(String words, String containing) {
    anton.slash("/desk", words, TRIAGE);
    return toldAlone(anton, containing);
  }
}
