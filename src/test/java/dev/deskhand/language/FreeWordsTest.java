package dev.deskhand.language;

import static dev.deskhand.testing.Spoken.freely;
import static dev.deskhand.testing.Spoken.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in a direct message, which need not be a command. */
class FreeWordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the VPN is down",
        "hello",
        "Hi!",
        "thanks",
        "thank you, it works",
        "good morning",
        "show must go on",
        "my laptop is broken",
        "my laptop broke",
        "help me",
        "help my laptop is on fire",
        "close the door please",
        "role of the manager",
        "summary of last week please",
        "undelivered mail is annoying",
        "channel the energy into this",
        "catalog please",
        "outage in the office today",
        "reprots of broken mail",
        "\"report\" is a nice word",
        "?",
        "🚒"
      })
  void ordinaryWordsStayFreeText(String text) {
    assertThat(freely(text)).isEqualTo(new Command.FreeText(text));
  }

  @ParameterizedTest
  @CsvSource({
    "report the VPN is down, report",
    "Queue Mine, queue",
    "status?, status",
    "find my lost mouse, find",
    "take inc-12, take",
    "help report, help",
    "outage resolve OUT-1 a fire, outage resolve",
    "report, report"
  })
  void theExactNameOfACommandIsACommand(String text, String name) {
    assertThat(freely(text).spec().map(CommandSpec::words)).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "tkae INC-1, take",
    "resovle INC-1 switched on, resolve",
    "queeu unassigned, queue",
    "pritority INC-1 impact:high, priority",
    "repotr, report",
    "helpp, help",
    "outage, outage update",
    "help outage, outage update"
  })
  void aNearMissIsAnsweredWithTheNearest(String text, String nearest) {
    assertThat(refusal(freely(text)).text()).contains(nearest);
  }

  @ParameterizedTest
  @CsvSource({
    "take INC-1 please now dear, does not take",
    "take it, is not the key of a ticket",
    "queue mine please, does not take",
    "wait INC-1 whatever it may take, For can be",
    "find, still needs words",
    "outage declare VPN broken for all, still needs severity"
  })
  void aCommandThatCannotBeIsRefusedWithTheReason(String text, String reason) {
    assertThat(refusal(freely(text)).text()).contains(reason);
  }
}
