package dev.deskhand.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What it means on every platform that somebody makes an issue of a message. */
class MessageReportTest {

  private static final Sender RITA = new Sender("slack", "U1", "Rita");
  private static final Sender OTTO = new Sender("slack", "U2", "Otto");
  private static final Place THREAD = new Place("slack", "C1", "5", false);

  @Test
  void aReactionReportsForTheAuthorOnceAndIsAnsweredToWhoReactedAlone() {
    Attachment file = new Attachment("lid.png", "https://files/lid");
    MessageReport report =
        new MessageReport(
            "C1:7", "The lid is off", Optional.of("https://m/7"), Optional.of(OTTO), List.of(file));

    Utterance.Submitted said = report.byReaction(RITA, THREAD, Instant.EPOCH);

    assertThat(said.command()).isEqualTo("report");
    assertThat(said.fields())
        .isEqualTo(Map.of("text", "The lid is off\n\nhttps://m/7", "for", "@U2"));
    assertThat(said.files()).containsExactly(file);
    assertThat(said.origin().eventId()).isEqualTo(Origin.ONCE + "reaction:C1:7");
    assertThat(said.origin().answering()).isEqualTo(Origin.ReplyRoute.TO_SENDER);
    assertThat(said.origin().place()).isEqualTo(new Place("slack", "C1", null, false));
    assertThat(said.origin().mentioned()).containsExactly(OTTO);
  }

  @Test
  void whatOnesselfOrABotWroteIsReportedForWhoReports() {
    for (Optional<Sender> author : List.of(Optional.of(RITA), Optional.<Sender>empty())) {
      Utterance.Submitted said =
          new MessageReport("C1:7", "Build 7 failed", Optional.empty(), author, List.of())
              .byReaction(RITA, THREAD, Instant.EPOCH);

      assertThat(said.fields()).isEqualTo(Map.of("text", "Build 7 failed"));
      assertThat(said.origin().mentioned()).isEmpty();
    }
  }

  @Test
  void aMessageWithoutWordsIsReportedByItsLink() {
    assertThat(
            new MessageReport("7", " ", Optional.of("https://m/7"), Optional.empty(), List.of())
                .text())
        .isEqualTo("(no words)\n\nhttps://m/7");
  }

  @Test
  void aLinkThatIsInTheWordsIsNotRepeated() {
    assertThat(MessageReport.linked("see https://m/7", "https://m/7")).isEqualTo("see https://m/7");
    assertThat(MessageReport.linked("", "https://m/7")).isEqualTo("https://m/7");
  }
}
