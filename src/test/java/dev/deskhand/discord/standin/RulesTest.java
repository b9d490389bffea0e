package dev.deskhand.discord.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final String MESSAGES = "/channels/1/messages";
  private static final String COMMANDS = "/applications/1/commands";
  private static final String CALLBACK = "/interactions/1/token/callback";

  @ParameterizedTest
  @CsvSource({"2000, true", "2001, false"})
  void content_has_its_limit(int length, boolean allowed) {
    passes(MESSAGES, "{\"content\":\"" + "x".repeat(length) + "\"}", allowed);
    passes(MESSAGES, "{\"content\":\"" + "🚒".repeat(length) + "\"}", allowed);
  }

  @ParameterizedTest
  @CsvSource({"5, true", "6, false"})
  void rows_have_their_limit(int count, boolean allowed) {
    String rows = many(count, i -> "{\"type\":1,\"components\":[" + button("b" + i, "L") + "]}");
    passes(MESSAGES, "{\"components\":[" + rows + "]}", allowed);
  }

  @ParameterizedTest
  @CsvSource({"3000, true", "3001, false"})
  void embeds_share_one_limit(int lengthOfSecond, boolean allowed) {
    String body =
        "{\"embeds\":[{\"description\":\""
            + "x".repeat(3000)
            + "\"},{\"description\":\""
            + "y".repeat(lengthOfSecond)
            + "\"}]}";
    passes(MESSAGES, body, allowed);
  }

  @ParameterizedTest
  @CsvSource({"100, 80, true", "101, 80, false", "100, 81, false", "0, 80, false"})
  void custom_ids_and_labels_have_their_limits(int id, int label, boolean allowed) {
    String button = button("i".repeat(id), "l".repeat(label));
    passes(MESSAGES, "{\"components\":[{\"type\":1,\"components\":[" + button + "]}]}", allowed);
  }

  @Test
  void a_custom_id_is_used_once() {
    String twice = button("same", "A") + "," + button("same", "B");
    passes(MESSAGES, "{\"components\":[{\"type\":1,\"components\":[" + twice + "]}]}", false);
  }

  @Test
  void a_message_is_not_empty() {
    passes(MESSAGES, "{\"content\":\" \"}", false);
    passes(MESSAGES, "{\"content\":\"\",\"embeds\":[{\"title\":\"x\"}]}", true);
  }

  @ParameterizedTest
  @CsvSource({"5, true", "6, false"})
  void a_form_has_its_limit(int count, boolean allowed) {
    String inputs =
        many(
            count,
            i ->
                "{\"type\":18,\"label\":\"L\",\"component\":{\"type\":4,\"custom_id\":\"c"
                    + i
                    + "\",\"style\":1}}");
    String data = "{\"custom_id\":\"f\",\"title\":\"T\",\"components\":[" + inputs + "]}";
    passes(CALLBACK, "{\"type\":9,\"data\":" + data + "}", allowed);
  }

  @ParameterizedTest
  @CsvSource({"desk, true", "Desk, false", "de sk, false", "'', false", "schreibtisch-ä, true"})
  void command_names_are_lower_case_words(String name, boolean allowed) {
    passes(COMMANDS, "[" + command(name, "") + "]", allowed);
  }

  @ParameterizedTest
  @CsvSource({"100, true", "101, false"})
  void there_are_so_many_commands(int count, boolean allowed) {
    passes(COMMANDS, "[" + many(count, i -> command("c" + i, "")) + "]", allowed);
  }

  @ParameterizedTest
  @CsvSource({"25, true", "26, false"})
  void there_are_so_many_options_and_choices(int count, boolean allowed) {
    passes(COMMANDS, "[" + command("c", many(count, i -> option("o" + i, ""))) + "]", allowed);
    String choices = many(count, i -> "{\"name\":\"n" + i + "\",\"value\":\"v" + i + "\"}");
    passes(
        COMMANDS, "[" + command("c", option("o", ",\"choices\":[" + choices + "]")) + "]", allowed);
  }

  @Test
  void a_required_option_comes_before_the_others_and_completion_has_no_choices() {
    passes(
        COMMANDS,
        "[" + command("c", option("a", "") + "," + option("b", ",\"required\":true")) + "]",
        false);
    passes(
        COMMANDS,
        "["
            + command(
                "c",
                option(
                    "a", ",\"autocomplete\":true,\"choices\":[{\"name\":\"n\",\"value\":\"v\"}]"))
            + "]",
        false);
  }

  @Test
  void the_published_description_is_checked_where_it_is_present() {
    assumeTrue(
        DiscordStandIn.checksPublishedRules(),
        "discord-openapi.json is absent: set -Ddeskhand.shared to where it is");

    publishedly("POST", MESSAGES, Map.of(), "{\"content\":5}", false);
    publishedly("POST", MESSAGES, Map.of(), "{\"content\":\"5\"}", true);
    publishedly("POST", CALLBACK, Map.of(), "{\"type\":9,\"data\":{\"custom_id\":\"x\"}}", false);
    publishedly("POST", MESSAGES, Map.of(), null, false);
    publishedly("GET", MESSAGES, Map.of(), "{}", false);
    publishedly("GET", MESSAGES, Map.of("limit", "100"), null, true);
    publishedly("GET", MESSAGES, Map.of("limit", "101"), null, false);
    publishedly("GET", MESSAGES, Map.of("limit", "all"), null, false);
    publishedly("GET", MESSAGES, Map.of("page", "2"), null, false);
    publishedly("GET", "/channels/general/messages", Map.of(), null, false);
    publishedly("GET", "/users/@me", Map.of(), null, true);
    publishedly("GET", "/tickets/1", Map.of(), null, false);
  }

  private static void publishedly(
      String method,
      String path,
      Map<String, String> query,
      @Nullable String body,
      boolean allowed) {
    List<String> breaches =
        PublishedRules.breaches(
            new RecordedRequest(
                method, path, query, Map.of(), body == null ? null : Json.parse(body), Map.of()));
    assertThat(breaches.isEmpty()).as("%s %s: %s", method, path, breaches).isEqualTo(allowed);
  }

  private static void passes(String path, String body, boolean allowed) {
    RecordedRequest request =
        new RecordedRequest("POST", path, Map.of(), Map.of(), Json.parse(body), Map.of());
    assertThat(UnpublishedRules.breaches(request).isEmpty())
        .as("%s", UnpublishedRules.breaches(request))
        .isEqualTo(allowed);
  }

  private static String many(int count, java.util.function.IntFunction<String> make) {
    return IntStream.range(0, count).mapToObj(make).collect(Collectors.joining(","));
  }

  private static String button(String id, String label) {
    return "{\"type\":2,\"style\":1,\"custom_id\":\"" + id + "\",\"label\":\"" + label + "\"}";
  }

  private static String command(String name, String options) {
    return "{\"name\":\"" + name + "\",\"description\":\"d\",\"options\":[" + options + "]}";
  }

  private static String option(String name, String more) {
    return "{\"type\":3,\"name\":\"" + name + "\",\"description\":\"d\"" + more + "}";
  }
}
