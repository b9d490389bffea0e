package dev.deskhand.discord.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.modals.Modal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Discord refuses, the stand-in refuses. */
class InteractionRulesThroughJdaTest {
  private static final Map<Integer, String> DATA =
      Map.of(
          4,
          "{\"content\":\"\"}",
          9,
          "{\"custom_id\":\"f\",\"title\":\"F\",\"components\":[{\"type\":18,\"label\":\"L\","
              + "\"component\":{\"type\":4,\"custom_id\":\"t\",\"style\":1}}]}");

  private DiscordStandIn discord;
  private RealBot bot;
  private DiscordPerson ada;

  @BeforeEach
  void logIn() throws InterruptedException {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada", "agents");
    bot = new RealBot(discord).ready();
    bot.jda()
        .updateCommands()
        .addCommands(
            Commands.slash("desk", "The service desk")
                .addSubcommands(new SubcommandData("report", "Opens an incident")))
        .complete();
  }

  @AfterEach
  void logOut() {
    bot.close();
    discord.close();
  }

  @Test
  void a_second_first_response_is_refused() {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    AtomicInteger seen = new AtomicInteger();
    bot.on(
        SlashCommandInteractionEvent.class,
        event -> {
          if (seen.incrementAndGet() == 1) {
            event.reply("first").queue();
          } else {
            event.reply("second").queue(_ -> {}, refusal::complete);
          }
        });

    DiscordInteraction command = ada.slash("desk", "report");
    command.awaitMessage();
    command.sendAgain();

    assertThat(refusal.join()).isInstanceOf(ErrorResponseException.class);
    assertThat(command.refusals()).containsExactly(DiscordError.ALREADY_ACKNOWLEDGED);
    assertThat(command.awaitMessage().content()).isEqualTo("first");
    assertThat(discord.complaints())
        .extracting(Complaint::what)
        .containsExactly("a second first response");
  }

  @Test
  void a_response_after_three_seconds_is_refused() {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    CompletableFuture<SlashCommandInteractionEvent> received = new CompletableFuture<>();
    bot.on(SlashCommandInteractionEvent.class, received::complete);

    discord.waitAsDiscordDoes();
    DiscordInteraction command = ada.slash("desk", "report");
    SlashCommandInteractionEvent event = received.join();
    command.ageBy(Duration.ofSeconds(3));
    event.reply("late").queue(_ -> {}, refusal::complete);

    assertThat(((ErrorResponseException) refusal.join()).getErrorCode()).isEqualTo(10062);
    assertThat(command.answer()).isEmpty();
    assertThat(discord.complaints()).hasSize(1);
  }

  @Test
  void a_token_that_has_run_out_takes_no_follow_up() {
    CompletableFuture<Throwable> refusal = new CompletableFuture<>();
    CompletableFuture<SlashCommandInteractionEvent> received = new CompletableFuture<>();
    bot.on(
        SlashCommandInteractionEvent.class,
        event -> {
          event.reply("now").queue();
          received.complete(event);
        });

    DiscordInteraction command = ada.slash("desk", "report");
    command.awaitMessage();
    command.expireToken();
    received.join().getHook().sendMessage("late").queue(_ -> {}, refusal::complete);

    assertThat(((ErrorResponseException) refusal.join()).getErrorCode()).isEqualTo(50027);
  }

  @Test
  void a_form_after_a_form_is_refused() {
    bot.on(SlashCommandInteractionEvent.class, event -> event.replyModal(form()).queue());
    bot.on(ModalInteractionEvent.class, event -> rawCallback(event.getId(), event.getToken(), 9));

    StandInModal modal = ada.slash("desk", "report").awaitModal();
    DiscordInteraction submission = ada.submit(modal, Map.of("text", "x"));

    Waiting.until("the complaint", () -> !discord.complaints().isEmpty());
    assertThat(discord.complaints().getFirst().what()).contains("callback type 9");
    assertThat(submission.answer()).isEmpty();
  }

  @Test
  void limits_that_the_published_schema_does_not_state_are_kept() {
    bot.on(
        SlashCommandInteractionEvent.class,
        event -> rawCallback(event.getId(), event.getToken(), 4));

    DiscordInteraction command = ada.slash("desk", "report");

    Waiting.until("the complaint", () -> !discord.complaints().isEmpty());
    assertThat(discord.complaints()).extracting(Complaint::what).contains("an empty message");
    assertThat(command.answer()).isEmpty();
  }

  @Test
  void command_bodies_are_checked() {
    List<SubcommandData> many =
        IntStream.range(0, 25)
            .mapToObj(
                i -> {
                  SubcommandData sub = new SubcommandData("sub" + i, "d".repeat(100));
                  IntStream.range(0, 4)
                      .forEach(j -> sub.addOption(OptionType.STRING, "o" + j, "d".repeat(100)));
                  return sub;
                })
            .toList();

    assertThatThrownBy(
            () ->
                bot.jda()
                    .updateCommands()
                    .addCommands(Commands.slash("big", "too big").addSubcommands(many))
                    .complete())
        .isInstanceOf(ErrorResponseException.class);
    assertThat(discord.complaints())
        .anySatisfy(complaint -> assertThat(complaint.what()).contains("where 8000 are allowed"));
  }

  /** JDA itself keeps most limits, so what breaks them goes around it. */
  private void rawCallback(String id, String token, int type) {
    var request =
        java.net.http.HttpRequest.newBuilder(
                java.net.URI.create(
                    discord.restUrl() + "interactions/" + id + "/" + token + "/callback"))
            .header("Content-Type", "application/json")
            .POST(
                java.net.http.HttpRequest.BodyPublishers.ofString(
                    "{\"type\":" + type + ",\"data\":" + DATA.get(type) + "}"))
            .build();
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      assertThat(
              client
                  .sendAsync(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                  .join()
                  .statusCode())
          .isEqualTo(400);
    }
  }

  private static Modal form() {
    return Modal.create("report", "Report")
        .addComponents(
            Label.of("What?", TextInput.create("text", TextInputStyle.PARAGRAPH).build()))
        .build();
  }
}
