package dev.deskhand.discord;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.platform.SamePresses;
import dev.deskhand.testing.DeskhandTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** See {@link SamePresses}. */
@DeskhandTest
class SamePressesOnDiscordTest implements OnDiscord, SamePresses {

  private final DiscordPerson rita = DISCORD.member("1901", "Rita");
  private final DiscordPerson anton = DISCORD.member("1902", "Anton");

  @BeforeEach
  void agent() {
    anton.slash("desk", "whoami").awaitMessage();
    DISCORD
        .member(ADMIN, "Root")
        .slash("manage", "role", Map.of("person", anton.id(), "changes", "+agent"))
        .awaitMessage();
  }

  @AfterEach
  void nothingThatDiscordWouldNotStand() {
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Override
  public String reopened(String reported) {
    rita.slash("desk", "report", Map.of("text", reported)).awaitMessage();
    anton.mention(TRIAGE, "resolve INC-1 oiled it");
    StandInMessage line =
        rita.directMessages()
            .awaitBotMessage(
                message ->
                    message.body().has("message_reference")
                        && message.buttons().contains("Reopen…"));
    DiscordPerson there = rita.inDirectMessages();
    return there
        .submit(there.press(line, "Reopen…").awaitModal(), Map.of("why", "still"))
        .awaitMessage()
        .text();
  }

  @Override
  public Seen press(Press press, String reported) {
    rita.slash("desk", "report", Map.of("text", reported)).awaitMessage();
    StandInMessage pressed =
        switch (press.where) {
          case CHANNEL ->
              TRIAGE.awaitBotMessage(
                  message ->
                      message.text().contains(reported)
                          && message.buttons().contains(press.button));
          case OWN_CARD -> anton.slash("desk", "show", Map.of("key", "INC-1")).awaitMessage();
          case LIST -> anton.slash("agent", "queue").awaitMessage();
        };
    // as it is seen now: whoever presses too late sees it so still
    String button =
        press.where == Where.LIST
            ? "a1|take INC-1"
            : pressed.component(press.button).orElseThrow().customId();
    if (press.before == Before.CANCELLED) {
      rita.slash("desk", "cancel", Map.of("key", "INC-1", "why", "oiled it")).awaitMessage();
    }
    DiscordInteraction interaction = anton.component(pressed, button, 2, java.util.List.of());
    StandInMessage first = interaction.awaitMessage();
    boolean instead = interaction.awaitAnswer() instanceof InteractionAnswer.Updated;
    String answer =
        !instead
            ? first.text()
            : press.before == Before.NOTHING
                ? interaction.followUps().stream().map(StandInMessage::text).collect(joining())
                : interaction.awaitFollowUp().text();
    return new Seen(answer, DISCORD.message(pressed.id()).orElseThrow().text());
  }
}
