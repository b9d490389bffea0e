package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordError;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.Patience;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes wrong between a person and their ticket: answered clearly, and nothing half-done. */
@DeskhandTest
class HostileDayOnDiscordTest implements OnDiscord {

  private final JdbcClient jdbc;
  private DiscordPerson ada;
  private DiscordPerson sam;

  @Autowired
  HostileDayOnDiscordTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void people() {
    ada = DISCORD.member("531", "Ada");
    sam = DISCORD.member("532", "Sam");
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    sam.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", sam.id(), "changes", "+agent")).awaitMessage();
  }

  @AfterEach
  void nothingThatDiscordWouldNotStandAndNobodyIsNotified() {
    assertThat(DISCORD.complaints()).isEmpty();
    assertThat(DISCORD.notifying()).as("of all that was said to this stand-in").isEmpty();
  }

  @Test
  void aFormOfATicketThatHasClosedMeanwhileChangesNothing() {
    StandInMessage card = reported("the fan of room five howls");
    StandInModal reply = sam.press(card, "Reply…").awaitModal();
    StandInModal resolve = sam.press(card, "Resolve…").awaitModal();
    ada.slash("desk", "cancel", Map.of("key", "INC-1", "why", "it went quiet")).awaitMessage();
    await().until(() -> now(card).text().contains("cancelled"));
    List<String> before = history();

    for (StandInMessage answer :
        List.of(
            sam.submit(resolve, Map.of("how", "oiled it")).awaitMessage(),
            sam.component(card, "a1|take INC-1", 2, List.of()).awaitMessage())) {
      assertThat(answer.text()).contains("INC-1", "cancelled");
      assertThat(answer.ephemeral()).isTrue();
    }
    assertThat(history()).isEqualTo(before);
    assertThat(sam.submit(reply, Map.of("text", "is it quiet now?")).awaitMessage().ephemeral())
        .isTrue();
  }

  @Test
  void aCardThatWasDeletedStillAnswersWhoeverHasItsFormOpen() {
    StandInMessage card = reported("the tap of room six drips");
    StandInModal resolve = sam.press(card, "Resolve…").awaitModal();
    DISCORD.message(card.id()).ifPresent(sam::delete);

    StandInMessage answer = sam.submit(resolve, Map.of("how", "a new seal")).awaitMessage();
    assertThat(answer.text()).contains("INC-1", "resolved");
    assertThat(jdbc.sql("SELECT state FROM incident").query(String.class).single())
        .isEqualTo("RESOLVED");
    told(ada, "Sam resolved it: a new seal");
  }

  @Test
  void aChannelThatIsDeletedWhileItsAnswerIsPreparedTakesNothingWithIt() {
    ada = DISCORD.member("534", "Lou");
    DISCORD
        .faults()
        .next(
            1,
            "POST",
            "/interactions/{id}/{token}/callback",
            new Fault.Refused(DiscordError.UNKNOWN_CHANNEL));
    ada.slash("desk", "report", Map.of("text", "the sign of room seven fell"));

    // the answer and her card say the same
    await()
        .until(
            () ->
                ada.directMessages().botMessages().stream()
                    .anyMatch(message -> message.text().contains("the sign of room seven fell")));
    TRIAGE.awaitBotMessage("the sign of room seven fell");
    assertThat(count("incident")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u200B\u200B", "\u2060", "\uFEFF \u200D", "\u00AD\u200E\u200F", " \u3164 "})
  void aReportInWhichThereIsNothingToSeeOpensNothing(String text) {
    StandInModal form = ada.slash("desk", "report", Map.of("text", text)).awaitModal();
    StandInMessage again = ada.submit(form, Map.of("text", text)).awaitMessage();
    assertThat(again.ephemeral()).isTrue();
    assertThat(again.buttons()).containsExactly("Report…");
    assertThat(count("incident")).isZero();

    StandInModal once = ada.press(again, "Report…").awaitModal();
    assertThat(ada.submit(once, Map.of("text", "now in words")).awaitMessage().text())
        .contains("INC-1", "now in words");
  }

  @Test
  void fourThousandCharactersAreKeptWholeHoweverTheyComeAndTheirCardIsCut() {
    String long4000 = "Drip of room eight " + "👩‍👩‍👧‍👦 **x** ".repeat(400);
    String text = long4000.substring(0, long4000.offsetByCodePoints(0, 4_000)).strip();
    StandInModal form = ada.slash("desk", "report").awaitModal();
    StandInMessage answer = ada.submit(form, Map.of("text", text)).awaitMessage();

    assertThat(answer.text()).contains("INC-1");
    TRIAGE.awaitBotMessage("Drip of room eight");
    assertThat(history()).containsExactly("report:" + text);
    ada.directMessage("report " + text.replace("eight", "nine").substring(0, 1_900));
    TRIAGE.awaitBotMessage("Drip of room nine");
  }

  @Test
  void whatIsCompletedIsOnlyWhatThePersonMaySee() {
    reported("the bell of room ten rings");
    DiscordPerson colin = DISCORD.member("533", "Colin");

    assertThat(values(ada, "desk", "show", "key", "bell")).containsExactly("INC-1");
    assertThat(values(sam, "agent", "take", "key", "bell")).containsExactly("INC-1");
    assertThat(values(colin, "desk", "show", "key", "bell")).isEmpty();
    assertThat(values(colin, "desk", "show", "key", "INC-1")).isEmpty();
    assertThat(values(colin, "desk", "report", "service", "vp")).contains("VPN");
    assertThat(values(colin, "desk", "request", "item", "lap")).contains("laptop");
    assertThat(values(sam, "agent", "assign", "to", "netw")).contains("Network");
    assertThat(colin.complete("desk", "show", "key", "x".repeat(200), Map.of()).answeredAfter())
        .isLessThan(Patience.AT_ONCE);
  }

  private static List<String> values(
      DiscordPerson person, String command, String path, String option, String typed) {
    return person.complete(command, path, option, typed, Map.of()).awaitChoices().stream()
        .map(InteractionAnswer.Choice::value)
        .toList();
  }

  private StandInMessage reported(String what) {
    ada.slash("desk", "report", Map.of("text", what)).awaitMessage();
    return TRIAGE.awaitBotMessage(what);
  }

  private static void told(DiscordPerson person, String words) {
    person.directMessages().awaitBotMessage(words);
  }

  private List<String> history() {
    return OnRecord.of(jdbc, "INC");
  }

  private int count(String table) {
    return jdbc.sql("SELECT count(*) FROM " + table).query(Integer.class).single();
  }

  private static StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }
}
