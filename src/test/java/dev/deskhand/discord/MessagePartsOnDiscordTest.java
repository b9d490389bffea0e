package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskhandTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Words that are not the content of a message reach the ticket wherever it can arrive. */
@DeskhandTest
class MessagePartsOnDiscordTest implements OnDiscord {

  private static final String FORWARD =
      """
      {"content":"%s","flags":16384,
       "message_reference":{"type":1,"channel_id":"900000000000000012",
         "message_id":"1000000000000000001","guild_id":"900000000000000001"},
       "message_snapshots":[{"message":{"type":0,"content":"%s","embeds":[],"attachments":[
         {"id":"900000000000000077","filename":"lift.jpg","size":10,
          "url":"https://cdn.discordapp.com/attachments/1/2/lift.jpg","proxy_url":"x"}],
         "timestamp":"2026-03-02T09:00:00+00:00","edited_timestamp":null,"flags":0,
         "mentions":[],"mention_roles":[],"components":[]}}]}
      """;

  private static final String LINK =
      "https://discord.com/channels/900000000000000001/900000000000000012/1000000000000000001";

  private final JdbcClient jdbc;

  @Autowired
  MessagePartsOnDiscordTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @AfterEach
  void nothingThatDiscordWouldNotStand() {
    assertThat(DISCORD.complaints()).isEmpty();
  }

  private List<@Nullable String> descriptions() {
    return jdbc.sql("select description from incident order by id").query(String.class).list();
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        Arguments.of(
            "Forwarded: the lift is stuck\n" + LINK, FORWARD.formatted("", "the lift is stuck")),
        Arguments.of(
            "## ALERT\nDisk full on db-01",
            """
            {"content":"","flags":32768,"components":[{"type":17,"id":1,"accent_color":null,
              "components":[{"type":10,"id":2,"content":"## ALERT\\nDisk full on db-01"},
                {"type":14,"id":3,"divider":true,"spacing":1}]}]}
            """),
        Arguments.of(
            "Poll: Is the VPN down for you too? (yes, no)",
            """
            {"content":"","poll":{"question":{"text":"Is the VPN down for you too?"},
              "answers":[{"answer_id":1,"poll_media":{"text":"yes"}},
                {"answer_id":2,"poll_media":{"text":"no"}}],
              "expiry":"2026-03-03T09:00:00+00:00","allow_multiselect":false,"layout_type":1,
              "results":{"is_finalized":false,"answer_counts":[]}}}
            """),
        Arguments.of(
            "Voice message of 3 s",
            """
            {"content":"","flags":8192,"attachments":[{"id":"900000000000000078",
              "filename":"voice-message.ogg","size":5000,
              "url":"https://cdn.discordapp.com/attachments/1/2/voice-message.ogg",
              "proxy_url":"x","content_type":"audio/ogg","duration_secs":3.2,"waveform":"AAAA",
              "flags":0}]}
            """),
        Arguments.of(
            "Sticker: Broken screen",
            """
            {"content":"","sticker_items":[{"id":"900000000000000079","name":"Broken screen",
              "format_type":1}]}
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("parts")
  void isReportedFromTheMenuAndInADirectMessage(String words, String parts) {
    DiscordPerson cleo = DISCORD.member("150", "Cleo");
    StandInMessage message = cleo.write(DISCORD.general(), parts);
    StandInModal form = cleo.contextMenu("Report this message", message).awaitModal();
    cleo.submit(form, Map.of()).awaitMessage();
    assertThat(descriptions()).singleElement().asString().startsWith(words);

    cleo.write(cleo.directMessages(), parts);
    StandInMessage proposal =
        cleo.directMessages().awaitBotMessage(shown -> shown.buttons().contains("Report this"));
    cleo.component(proposal, proposal.components().getFirst().customId(), 2, List.of())
        .awaitMessage();
    assertThat(descriptions()).hasSize(2).allSatisfy(said -> assertThat(said).startsWith(words));
  }

  @Test
  void aForwardInTheTicketsThreadReachesTheOtherSide() {
    DiscordPerson nils = DISCORD.member("151", "Nils");
    DiscordPerson ines = DISCORD.member("152", "Ines", "Agents");
    nils.slash("desk", "report", Map.of("text", "The lift of the annex")).awaitMessage();
    StandInMessage card = TRIAGE.awaitBotMessage("The lift of the annex");
    ines.press(card, "Take").awaitMessage();

    ines.write(
        DISCORD.threadOf(card), FORWARD.formatted(">> see this", "it stops between two floors"));

    nils.directMessages()
        .awaitBotMessage(
            shown ->
                shown.text().contains("see this")
                    && shown.text().contains("it stops between two floors")
                    && shown.text().contains(LINK));
  }
}
