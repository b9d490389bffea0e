package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackStandIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are not in the text of a message reach the ticket wherever it can arrive. */
class MessagePartsOnSlackTest extends SlackScene {

  private static final String LINK = "https://acme.example/archives/C0SOMEC001/p1724966776474889";

  private static String forward(String words) {
    return """
        {"attachments":[{"ts":"1724966776.474889","author_id":"U0OTHER001",
          "channel_id":"C0SOMEC001","channel_team":"%1$s","is_msg_unfurl":true,"is_share":true,
          "message_blocks":[{"team":"%1$s","channel":"C0SOMEC001","ts":"1724966776.474889",
            "message":{"blocks":[{"type":"rich_text","block_id":"b","elements":[
              {"type":"rich_text_section","elements":[{"type":"text","text":"%2$s"}]}]}]}}],
          "from_url":"%3$s","original_url":"%3$s","fallback":"[August 29th] jane: %2$s",
          "text":"%2$s","author_name":"Jane *Doe*","author_subname":"Jane","id":1,
          "footer":"Slack Conversation"}]}
        """
        .formatted(SlackStandIn.TEAM, words, LINK);
  }

  private static String section(String elements) {
    return """
        {"blocks":[{"type":"rich_text","block_id":"b","elements":[
          {"type":"rich_text_section","elements":[%s]}]}]}
        """
        .formatted(elements);
  }

  private List<@Nullable String> descriptions() {
    return jdbc.sql("select description from incident order by id").query(String.class).list();
  }

  private void reportWhatWasProposed() {
    SlackMessage proposal = told(rita, "What shall I do with this?");
    rita.press(proposal, "Report this");
    told(rita, "INC-1");
  }

  @Test
  void aForwardIsProposedAndReportedWithWordsAuthorAndLink() {
    rita.write(rita.dm(), null, "", forward("the payroll site shows error 500"));
    reportWhatWasProposed();

    card("the payroll site shows error 500");
    assertThat(descriptions())
        .containsExactly("Forwarded from Jane *Doe*: the payroll site shows error 500\n" + LINK);
  }

  @Test
  void aForwardComesAfterTheWordsThatWentWithIt() {
    rita.write(rita.dm(), null, "can you look at this please", forward("error 500"));
    reportWhatWasProposed();

    assertThat(descriptions())
        .containsExactly(
            "can you look at this please\nForwarded from Jane *Doe*: error 500\n" + LINK);
  }

  @Test
  void whatOthersSaidIsNoCommandOfWhoeverForwardsIt() {
    rita.slash("/desk", "report the lamp is dark", OFFICE);
    rita.write(rita.dm(), null, "", forward("close INC-1"));

    told(rita, "What shall I do with this?");
    assertThat(jdbc.sql("select state from incident").query(String.class).single())
        .isEqualTo("NEW");
  }

  @Test
  void aForwardInTheTicketsThreadReachesTheAgents() {
    rita.slash("/desk", "report the lamp flickers", OFFICE);
    SlackMessage own =
        slack.awaitMessage(rita.dm(), message -> message.shown().contains("the lamp flickers"));
    SlackMessage card = card("the lamp flickers");

    rita.write(rita.dm(), own.ts(), "", forward("same here <@U0DESK>"));

    slack.awaitMessage(
        TRIAGE,
        message ->
            card.ts().equals(message.threadTs())
                && message.shown().contains("same here")
                && message.shown().contains(LINK));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?thread_ts=1724966776.474889&cid=C0SOMEC001"})
  void aLinkThatSlackShowsWhereItLeadsIsNoForward(String thread) {
    String shown = forward("what stands where the link leads").replace(LINK, LINK + thread);
    rita.write(rita.dm(), null, "see <" + LINK + ">", shown);
    reportWhatWasProposed();

    assertThat(descriptions()).containsExactly("see " + LINK);
  }

  @Test
  void wordsThatStandInBlocksAloneAreRead() {
    rita.write(
        rita.dm(),
        null,
        "",
        section(
            """
            {"type":"text","text":"my badge <does> not open "},
            {"type":"link","url":"https://door.example/7","text":"door 7"},
            {"type":"text","text":", says "},{"type":"user","user_id":"%s"},
            {"type":"text","text":" "},{"type":"emoji","name":"door"}
            """
                .formatted(anton.id())));
    reportWhatWasProposed();

    assertThat(descriptions())
        .singleElement()
        .asString()
        .startsWith("my badge <does> not open door 7 (https://door.example/7), says @")
        .endsWith(":door:");
  }

  @Test
  void whatSomebodySaysOfThemselvesIsHeard() {
    rita.write(rita.dm(), null, "report my chair squeaks", "{\"subtype\":\"me_message\"}");
    card("my chair squeaks");
  }

  @Test
  void aFileThatSlackDoesNotShowIsNamed() {
    SlackAck ack =
        rita.write(
            rita.dm(),
            null,
            "report the screen flickers, see picture",
            """
            {"subtype":"file_share","files":[{"id":"F0STUB0001","mode":"file_access",
              "file_access":"check_file_info","created":0,"timestamp":0,"user":""}]}
            """);
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    card("the screen flickers");
    slack.awaitMessage(
        TRIAGE, message -> message.shown().contains("Slack does not show this file to the desk"));
  }
}
