package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel in which the desk cannot post any more: the admins hear of it once, and can act. */
class TroubledChannelTest extends SlackScene {

  private int before;

  @BeforeEach
  void earlierWarnings() {
    before = warnings().size();
  }

  private List<SlackMessage> warnings() {
    return messages(adele.dm(), message -> message.shown().contains("cannot post to")).stream()
        .skip(before)
        .toList();
  }

  private void reportedInVain(int undeliverable, String... titles) {
    for (String title : titles) {
      assertThat(rita.slash("/desk", "report " + title, OFFICE))
          .matches(SlackAck::accepted, "accepted");
    }
    await().until(() -> count("PENDING") == 0);
    assertThat(count("UNDELIVERABLE")).isEqualTo(undeliverable);
  }

  private int count(String state) {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE state = ?")
        .param(state)
        .query(Integer.class)
        .single();
  }

  @Test
  void anArchivedChannelIsToldOnceUntilItWorksAgain() {
    slack.archive(TRIAGE);
    reportedInVain(3, "the tap drips", "the lamp hums", "the door jams");

    assertThat(warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.shown())
                  .contains("slack:" + TRIAGE, "is_archived", "the channel is archived")
                  .contains("undelivered retry", "channel remove");
              assertThat(warning.buttons()).containsExactly("Show undelivered", "Channels");
            });
    adele.press(warnings().getFirst(), "Show undelivered");
    toldDirectly(adele, "the lamp hums");
    String listed = adele.slash("/desk", "undelivered list", TRIAGE).body();
    assertThat(listed).contains("the tap drips", "the lamp hums", "the door jams", "is_archived");

    slack.channel(TRIAGE, "triage", anton.id(), adele.id());
    long first =
        jdbc.sql("SELECT min(id) FROM outbox WHERE state = 'UNDELIVERABLE'")
            .query(Long.class)
            .single();
    assertThat(adele.slash("/desk", "undelivered retry " + first, TRIAGE))
        .matches(SlackAck::accepted, "accepted");
    card("the tap drips");
    await().until(() -> count("PENDING") == 0);
    assertThat(count("UNDELIVERABLE")).isEqualTo(2);
    assertThat(warnings()).hasSize(1);

    slack.archive(TRIAGE);
    reportedInVain(3, "the roof leaks");
    assertThat(warnings()).hasSize(2);
  }

  @Test
  void aChannelThatIsNotThereIsToldOnce() {
    slack.privateChannel(TRIAGE, "triage", anton.id(), adele.id());
    slack.expelDesk(TRIAGE);
    reportedInVain(2, "the tap drips", "the lamp hums");

    assertThat(warnings())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.shown())
                    .contains("channel_not_found", "it is private and the app is not in it"));
    assertThat(adele.slash("/desk", "undelivered list", OFFICE).body())
        .contains("the tap drips", "the lamp hums", "channel_not_found");
  }
}
