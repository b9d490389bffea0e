package dev.deskhand.discord.forms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whom something is assigned to: a person who is picked, or a team. */
class PersonOrTeamTest {

  private static final Reply.Input QUESTION =
      new Reply.Input(
          "to",
          "Assign to",
          Reply.InputKind.PERSON_OR_TEAM,
          true,
          "",
          List.of(new Reply.Option("Network", "Network"), new Reply.Option("Storage", "Storage")),
          "@42");

  @Test
  void isAPickerAndAMenuInAServerAndALineInADirectConversation() {
    assertThat(components(form(List.of(QUESTION)), true))
        .contains("\"custom_id\":\"to\"", "\"custom_id\":\"team:to\"", "\"id\":\"42\"")
        .contains("Storage");
    assertThat(components(form(List.of(QUESTION)), false))
        .contains("\"custom_id\":\"to\"", "or one of Network, Storage")
        .doesNotContain("team:to");
  }

  @Test
  void isALineWhereAModalHasNoRoomForBoth() {
    List<Reply.Input> five =
        IntStream.range(0, 5)
            .mapToObj(
                number ->
                    number == 4
                        ? QUESTION
                        : new Reply.Input("q" + number, "Question", Reply.InputKind.LINE, true))
            .toList();

    assertThat(components(form(five), true)).doesNotContain("team:to");
    assertThat(components(form(five.subList(1, 5)), true)).contains("team:to");
  }

  @Test
  void theOneThatIsFilledInCounts() {
    assertThat(joined("@7", "", "")).containsEntry("to", "@7").doesNotContainKey("team:to");
    assertThat(joined("", "Network", "")).containsEntry("to", "Network");
    assertThat(joined("", "", "@42")).containsEntry("to", "");
  }

  @Test
  void ofTwoThatAreFilledInTheOneThatWasChangedCounts() {
    assertThat(joined("@42", "Network", "@42")).containsEntry("to", "Network");
    assertThat(joined("@7", "Network", "Network")).containsEntry("to", "@7");
    assertThat(
            PersonOrTeam.joined(
                Map.of("to", "@7", "team:to", "Network"), () -> Map.of("to", "@42")))
        .isEmpty();
  }

  private static Map<String, String> joined(String person, String team, String before) {
    return PersonOrTeam.joined(
            Map.of("to", person, "team:to", team, "why", "x"), () -> Map.of("to", before))
        .orElseThrow();
  }

  private static Reply.Form form(List<Reply.Input> inputs) {
    return new Reply.Form("f", "Assign", "assign INC-7", "Who works on it?", inputs, "Assign");
  }

  private static String components(Reply.Form form, boolean inServer) {
    return ModalRenderer.modal(form, inServer).toData().toString();
  }
}
