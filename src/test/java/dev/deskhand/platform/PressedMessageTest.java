package dev.deskhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Spoken;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a message in which something is pressed, whatever the platform. */
class PressedMessageTest {

  private static final Place CHANNEL = new Place("chat", "C1", null, false);
  private static final Place DIRECT = new Place("chat", "D1", null, true);

  @ParameterizedTest
  @CsvSource({
    "OWN_CARD,     take INC-1,                      INC-1,   instead",
    "OWN_CARD,     take INC-1,                      no,      beside the card",
    "OWN_CARD,     take INC-1,                      INC-2,   beside",
    "OWN_CARD,     show INC-1,                      INC-1,   beside",
    "OWN_CARD,     outage resolve OUT-1 a new fuse, OUT-1,   beside",
    "OWN_CARD,     outage resolve OUT-1 a new fuse, no,      beside",
    "SHARED_CARD,  take INC-1,                      INC-1,   line",
    "SHARED_CARD,  take INC-1,                      no,      beside",
    "SHARED_CARD,  take INC-1,                      INC-2,   beside",
    "SHARED_CARD,  show INC-1,                      INC-1,   beside",
    "SHARED_CARD,  outage resolve OUT-1 a new fuse, OUT-1,   beside",
    "OWN_QUESTION, queue,                           INC-1,   instead",
    "OWN_QUESTION, take INC-1,                      no,      beside",
    "OWN_QUESTION, outage resolve OUT-1 a new fuse, OUT-1,   beside",
    "WINDOW,       take INC-1,                      INC-1,   instead",
    "WINDOW,       queue,                           INC-1,   instead",
    "WINDOW,       take INC-1,                      no,      beside",
    "WINDOW,       show INC-1,                      INC-1,   beside",
    "OTHER,        take INC-1,                      INC-1,   beside",
    "OTHER,        take INC-1,                      no,      beside",
    "OTHER,        queue,                           INC-1,   beside",
  })
  void aPressInAChannelIsAnswered(
      PressedMessage pressed, String words, String answer, String expected) {
    assertThat(answered(pressed, CHANNEL, Spoken.pressed(words), reply(answer)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "OWN_CARD,     outage resolve OUT-1 a new fuse, OUT-1, instead",
    "OWN_QUESTION, outage resolve OUT-1 a new fuse, OUT-1, instead",
    "OWN_CARD,     take INC-1,                      INC-1, instead",
  })
  void whereAPersonIsAloneWithTheDeskNothingIsForOthers(
      PressedMessage pressed, String words, String answer, String expected) {
    assertThat(answered(pressed, DIRECT, Spoken.pressed(words), reply(answer))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "take INC-1,                OWN_CARD",
    "note INC-1 see INC-2,      OWN_CARD",
    "take INC-12,               OTHER",
    "outage attach OUT-1 INC-1, OTHER",
    "my,                        OTHER",
    "queue page:2,              OWN_QUESTION",
  })
  void aCardIsWhatItIsForTheCommandsOnItsOwnTicket(String command, PressedMessage expected) {
    assertThat(PressedMessage.of(card("INC-1"), command)).isEqualTo(expected);
  }

  @Test
  void aQuestionIsOneWhateverIsAskedAndWordsAreNone() {
    assertThat(PressedMessage.of(new Reply.Choices("Sure?", List.of()), "cancel INC-1"))
        .isEqualTo(PressedMessage.OWN_QUESTION);
    assertThat(PressedMessage.of(new Reply.Text("INC-1 is new"), "take INC-1"))
        .isEqualTo(PressedMessage.OTHER);
    assertThat(PressedMessage.of(new Reply.Listing("Queue", List.of(), List.of()), "take INC-1"))
        .isEqualTo(PressedMessage.OTHER);
  }

  @Test
  void whatOthersSeeNeverGivesWay() {
    assertThat(PressedMessage.values())
        .extracting(PressedMessage::shared)
        .containsExactly(
            PressedMessage.SHARED_CARD,
            PressedMessage.SHARED_CARD,
            PressedMessage.OTHER,
            PressedMessage.WINDOW,
            PressedMessage.OTHER);
  }

  @Test
  void theLineSaysWhatWasDoneAndHowTheTicketStands() {
    assertThat(
            PressedMessage.SHARED_CARD.shown(Spoken.pressed("take INC-1"), List.of(card("INC-1"))))
        .singleElement()
        .extracting(Reply::plainText)
        .isEqualTo("Done: take INC-1 (The door). It is in progress now.");
  }

  /** In words: what the person sees of an answer, and where. */
  private static String answered(
      PressedMessage pressed, Place place, Command command, Reply reply) {
    List<String> asked = new ArrayList<>();
    List<Reply> shown =
        pressed.shown(
            command,
            List.of(reply),
            words -> {
              asked.add(words);
              return List.of(card("INC-1"));
            });
    boolean instead = pressed.givesWay(place, command, shown);
    if (!asked.isEmpty()) {
      assertThat(asked).containsExactly("show INC-1");
      assertThat(instead).isTrue();
      assertThat(shown).containsExactly(card("INC-1"), reply);
      return "beside the card";
    }
    if (instead) {
      assertThat(shown).containsExactly(reply);
      return "instead";
    }
    return shown.equals(List.of(reply)) ? "beside" : "line";
  }

  private static Reply reply(String answer) {
    return answer.equals("no") ? new Reply.Refusal("Sam has it.") : card(answer);
  }

  private static Reply.Card card(String key) {
    return new Reply.Card(
        key,
        "The door",
        Reply.Tone.NEUTRAL,
        List.of(),
        "",
        List.of(),
        List.of(Action.of("Take", "take " + key)),
        new Reply.Standing(
            Reply.State.IN_PROGRESS, new Reply.Fact("State", "in progress"), 3, false));
  }
}
