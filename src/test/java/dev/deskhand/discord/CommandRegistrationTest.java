package dev.deskhand.discord;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.deskhand.discord.commands.CommandRegistration;
import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.discord.commands.RegisteredCommands;
import dev.deskhand.discord.commands.SlashCommandMapper;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.testing.Spoken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.data.DataArray;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Execution(ExecutionMode.CONCURRENT)
class CommandRegistrationTest {

  private static final SlashCommandMapper COMMANDS =
      new SlashCommandMapper(new CommandTree(Spoken.REGISTRY));

  @Test
  void whatIsRegisteredIsWhatTheManifestSays() throws IOException {
    DataArray manifest =
        DataArray.fromJson(Files.readString(Path.of("bot-manifests/discord/commands.json")));

    // JDA reads no translations from such a file
    assertThat(COMMANDS.all().stream().map(command -> untranslated(command.toData().toMap())))
        .containsExactlyElementsOf(
            Commands.fromList(manifest).stream()
                .map(command -> untranslated(command.toData().toMap()))
                .toList());
    assertThat(translations(json(COMMANDS.all())))
        .isNotEmpty()
        .isEqualTo(translations(manifest.toString()));
  }

  /** Sends the manifest as those do who register by hand; gives the status of the answer. */
  static int byHand(DiscordStandIn discord) throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create(discord.restUrl() + "applications/" + discord.botId() + "/commands"))
            .header("Authorization", "Bot " + discord.token())
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofFile(Path.of("bot-manifests/discord/commands.json")))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static String json(List<CommandData> commands) {
    return DataArray.fromCollection(commands.stream().map(CommandData::toData).toList()).toString();
  }

  private static Object untranslated(Object json) {
    return switch (json) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .filter(entry -> !entry.getKey().toString().endsWith("_localizations"))
              .collect(
                  TreeMap::new,
                  (copy, entry) ->
                      copy.put(
                          entry.getKey().toString(),
                          entry.getValue() == null ? "null" : untranslated(entry.getValue())),
                  TreeMap::putAll);
      case List<?> list -> list.stream().map(CommandRegistrationTest::untranslated).toList();
      default -> json;
    };
  }

  /** Each name with its translations, from top to bottom. */
  private static List<String> translations(String json) {
    List<String> found = new ArrayList<>();
    collect(JsonMapper.builder().build().readTree(json), found);
    return found;
  }

  private static void collect(JsonNode node, List<String> found) {
    if (node.has("name")) {
      found.add(node.path("name").asString());
      for (String key : List.of("name_localizations", "description_localizations")) {
        Map<String, String> words = new TreeMap<>();
        node.path(key).properties().forEach(e -> words.put(e.getKey(), e.getValue().asString()));
        found.add(words.toString());
      }
    }
    (node.isArray() ? node : node.path("options")).forEach(child -> collect(child, found));
    node.path("choices").forEach(child -> collect(child, found));
  }

  @Test
  void commandsThatSomebodyChangedByHandAreRegisteredAgain() throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      DiscordProperties properties = properties(discord, discord.guild().id());
      JDA jda = connect(properties);
      try {
        CommandRegistration registration =
            new CommandRegistration(properties, COMMANDS, new Remembered());
        registration.register(jda);
        requireNonNull(jda.getGuildById(discord.guild().id()))
            .updateCommands()
            .addCommands(Commands.slash("other", "Something else"))
            .complete();

        registration.register(jda);
        assertThat(discord.commands()).hasSize(6);
      } finally {
        jda.shutdownNow();
        jda.awaitShutdown();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void discordTakesTheCommandsAndTheyAreSentOnce(boolean guild) throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      DiscordProperties properties = properties(discord, guild ? discord.guild().id() : "");
      JDA jda = connect(properties);
      try {
        Remembered remembered = new Remembered();
        CommandRegistration registration =
            new CommandRegistration(properties, COMMANDS, remembered);

        registration.register(jda);
        assertThat(discord.complaints()).isEmpty();
        assertThat(discord.commands()).hasSize(6);

        registration.register(jda);
        String route = "/applications/{id}/" + (guild ? "guilds/{id}/" : "") + "commands";
        assertThat(discord.requests("PUT", route)).hasSize(1);

        RegisteredCommands.Registration before =
            remembered.last(discord.botId(), properties.guildId()).orElseThrow();
        remembered.keep(
            discord.botId(),
            properties.guildId(),
            new RegisteredCommands.Registration("the hash of an older desk", before.versions()));
        registration.register(jda);
        assertThat(discord.requests("PUT", route)).hasSize(2);
        assertThat(discord.requests().stream().filter(request -> request.method().equals("PUT")))
            .hasSize(2);
        assertThat(discord.complaints()).isEmpty();
      } finally {
        jda.shutdownNow();
        jda.awaitShutdown();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void commandsThatWereRegisteredElsewhereBeforeAreTakenAway(boolean guildAtLast)
      throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      RegisteredCommands registrations = new Remembered();
      DiscordProperties guild = properties(discord, discord.guild().id());
      DiscordProperties everywhere = properties(discord, "");
      JDA jda = connect(guild);
      try {
        new CommandRegistration(guildAtLast ? everywhere : guild, COMMANDS, registrations)
            .register(jda);
        new CommandRegistration(guildAtLast ? guild : everywhere, COMMANDS, registrations)
            .register(jda);

        assertThat(discord.commands()).hasSize(6);
        assertThat(discord.complaints()).isEmpty();
        new CommandRegistration(guildAtLast ? everywhere : guild, COMMANDS, registrations)
            .register(jda);
        assertThat(discord.commands()).as("back again").hasSize(6);
      } finally {
        jda.shutdownNow();
        jda.awaitShutdown();
      }
    }
  }

  private static DiscordProperties properties(DiscordStandIn discord, String guild) {
    return new DiscordProperties(
        discord.token(),
        guild,
        discord.restUrl(),
        discord.gatewayUrl(),
        Duration.ofSeconds(12),
        "");
  }

  @Test
  void commandsThatDiscordCannotTakeJustNowAreSentAgain() throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      DiscordProperties properties = properties(discord, "");
      JDA jda = connect(properties);
      discord
          .faults()
          .next(1, request -> request.method().equals("PUT"), new Fault.ServerError(500));
      try {
        new CommandRegistration(properties, COMMANDS, new Remembered()).register(jda);
        assertThat(discord.commands()).hasSize(6);
      } finally {
        jda.shutdownNow();
        jda.awaitShutdown();
      }
    }
  }

  @Test
  void commandsAreNotSentAgainWhenTheSessionHasEnded() throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      DiscordProperties properties = properties(discord, "");
      JDA jda = connect(properties);
      jda.shutdownNow();
      jda.awaitShutdown();

      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> new CommandRegistration(properties, COMMANDS, new Remembered()).register(jda));
      assertThat(discord.commands()).isEmpty();
    }
  }

  @Test
  void whatDiscordDoesNotAnswerIsSaidInWords() throws InterruptedException {
    DiscordStandIn discord = DiscordStandIn.start();
    JDA jda = connect(properties(discord, ""));
    discord.close();

    assertThatThrownBy(() -> jda.retrieveCommands().complete())
        .extracting(DiscordErrors::words, InstanceOfAssertFactories.STRING)
        .startsWith("no answer from Discord: ")
        .doesNotContain("Exception");
    jda.shutdownNow();
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
