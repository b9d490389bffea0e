package dev.deskhand.slack;

import dev.deskhand.platform.SamePresses;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackView;
import java.util.List;
import java.util.Map;

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

  @Override
  public String reopened(String reported) {
    makeAgent(anton);
    rita.slash("/desk", "report " + reported, OFFICE);
    anton.slash("/desk", "resolve INC-1 oiled it", TRIAGE);
    SlackMessage line =
        slack.awaitMessage(
            rita.dm(),
            message -> message.threadTs() != null && message.buttons().contains("Reopen…"));
    List<SlackMessage> before = rita.heard();
    rita.press(line, "Reopen…");
    SlackView form = slack.awaitModal(rita, view -> true);
    rita.submit(form, Map.of(form.labels().getFirst(), "still"));
    return slack
        .awaitHeard(
            rita,
            message ->
                message.shown().contains(reported)
                    && before.stream().noneMatch(one -> one.ts().equals(message.ts())))
        .shown();
  }

  private static boolean isNew(SlackMessage message, List<SlackMessage> before) {
    return message.ephemeral() && before.stream().noneMatch(one -> one.ts().equals(message.ts()));
  }

  private SlackMessage alone(String words, String containing) {
    anton.slash("/desk", words, TRIAGE);
    return toldAlone(anton, containing);
  }
}
