package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.deskhand.discord.DiscordManifest;
import dev.deskhand.language.CommandManual;
import dev.deskhand.slack.SlackManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files that are made from lists in the code. */
class GeneratedFilesTest {

  private static final String REGENERATE =
      "mvn test -Dtest=GeneratedFilesTest -Ddeskhand.regenerate=true";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("docs/commands.md", CommandManual.markdown()),
        Arguments.of("bot-manifests/slack/manifest.yaml", SlackManifest.http()),
        Arguments.of("bot-manifests/slack/manifest-socket-mode.yaml", SlackManifest.socketMode()),
        Arguments.of("bot-manifests/discord/commands.json", DiscordManifest.json()),
        Arguments.of("bot-manifests/discord/invitation.md", DiscordManifest.invitation()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aFileSaysWhatTheRegistrySays(String name, String content) throws IOException {
    Path file = Path.of(name);
    if (Boolean.getBoolean("deskhand.regenerate")) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, content);
    }
    assertThat(file).as("Made from the registry with: " + REGENERATE).exists();
    assertThat(Files.readString(file))
        .as("%s differs from the registry. Make it anew with: %s", name, REGENERATE)
        .isEqualTo(content);
  }

  static Stream<String> slackManifests() {
    return Stream.of(SlackManifest.http(), SlackManifest.socketMode());
  }

  @ParameterizedTest
  @MethodSource("slackManifests")
  void slackTakesItsManifests(String content) throws IOException {
    String schema = Files.readString(shared("specs/slack-manifest.schema.2.0.0.json"));
    Object manifest = new Yaml().load(content);

    List<Error> errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(schema, InputFormat.JSON)
            .validate(JSON.writeValueAsString(manifest), InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  @Test
  void discordTakesItsCommands() throws IOException {
    JsonNode published = JSON.readTree(Files.readString(shared("specs/discord-openapi.json")));
    ObjectNode schema = JSON.createObjectNode();
    schema.put("type", "array");
    schema.putObject("items").put("$ref", "#/components/schemas/ApplicationCommandUpdateRequest");
    schema.set("components", published.get("components"));

    List<Error> errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema)
            .validate(DiscordManifest.json(), InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("deskhand.shared", "../shared"), name);
    assumeTrue(Files.isReadable(file), () -> "No " + file + " here: the schema is not checked");
    return file;
  }
}
