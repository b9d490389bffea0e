package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.discord.standin.DiscordStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRegistrationTest {

  @Test
  void whatIsRegisteredIsWhatTheManifestSays() throws IOException {
    DataArray manifest =
        DataArray.fromJson(Files.readString(Path.of("bot-manifests/discord/commands.json")));

    assertThat(SlashCommands.all().stream().map(CommandData::toData).map(DataObject::toMap))
        .containsExactlyElementsOf(
            Commands.fromList(manifest).stream()
                .map(CommandData::toData)
                .map(DataObject::toMap)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void discordTakesTheCommandsAndTheyAreSentOnce(boolean guild) throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      DiscordProperties properties =
          new DiscordProperties(
              discord.token(),
              guild ? discord.guild().id() : "",
              discord.restUrl(),
              discord.gatewayUrl(),
              Duration.ofSeconds(12));
      JDA jda = connect(properties);
      try {
        CommandRegistration registration = new CommandRegistration(properties);

        registration.register(jda);
        assertThat(discord.complaints()).isEmpty();
        assertThat(discord.commands()).hasSize(4);

        registration.register(jda);
        assertThat(discord.requests().stream().filter(request -> request.method().equals("PUT")))
            .hasSize(1);
        assertThat(discord.complaints()).isEmpty();
      } finally {
        jda.shutdownNow();
        jda.awaitShutdown();
      }
    }
  }

  private static JDA connect(DiscordProperties properties) throws InterruptedException {
    return JDABuilder.createLight(properties.token())
        .setRestConfig(new RestConfig().setBaseUrl(properties.apiUrl()))
        .setSessionController(
            new ConcurrentSessionController() {
              @Override
              public String getGateway() {
                return properties.gatewayUrl();
              }
            })
        .setEnableShutdownHook(false)
        .build()
        .awaitReady();
  }
}
