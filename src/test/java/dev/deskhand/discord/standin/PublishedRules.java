package dev.deskhand.discord.standin;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Discord's published OpenAPI description, where it is present; without it everything passes. */
final class PublishedRules {
  private static final String DOCUMENT = "https://discord.invalid/openapi.json";
  private static final Dialect DIALECT =
      Dialect.builder("https://discord.invalid/dialect", Dialects.getDraft202012())
          .keyword(new NonValidationKeyword("x-discord-union"))
          .build();
  private static final Optional<PublishedRules> RULES = load();

  private final JsonNode document;
  private final SchemaRegistry registry;
  private final Map<String, Optional<Schema>> schemas = new ConcurrentHashMap<>();

  private PublishedRules(String text) {
    document = Json.parse(text);
    registry =
        SchemaRegistry.withDefaultDialect(
            DIALECT, builder -> builder.schemas(Map.of(DOCUMENT, text)));
  }

  /** Whether the description is here to be checked against. */
  static boolean present() {
    return RULES.isPresent();
  }

  /** What in the body the description does not allow on this route; empty when nothing. */
  static List<String> breaches(String method, String path, JsonNode body) {
    return RULES
        .flatMap(rules -> rules.schemaOf(method, path))
        .map(schema -> breaches(schema, body))
        .orElse(List.of());
  }

  private static List<String> breaches(Schema schema, JsonNode body) {
    return schema.validate(asPublished(body)).stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /**
   * The known exceptions: JDA sends two lists of numbers and the permissions of a command as
   * strings, as Discord's documentation has them, and the ids of uploads and of whom to open a
   * conversation with as numbers. Discord takes both.
   */
  private static JsonNode asPublished(JsonNode body) {
    JsonNode copy = body.deepCopy();
    Json.walk(
        copy,
        object -> {
          asNumbers(object, "contexts");
          asNumbers(object, "integration_types");
          asNumber(object, "default_member_permissions");
          asString(object, "recipient_id");
          object.path("attachments").forEach(one -> asString(one, "id"));
        });
    return copy;
  }

  private static void asNumbers(ObjectNode object, String key) {
    if (object.path(key) instanceof ArrayNode list) {
      ArrayNode numbers = Json.array();
      list.forEach(one -> numbers.add(Integer.parseInt(one.asString())));
      object.set(key, numbers);
    }
  }

  private static void asNumber(ObjectNode object, String key) {
    if (object.path(key).isString()) {
      object.put(key, Long.parseLong(object.get(key).asString()));
    }
  }

  private static void asString(JsonNode node, String key) {
    if (node instanceof ObjectNode object && object.path(key).isNumber()) {
      object.put(key, object.get(key).asString());
    }
  }

  private Optional<Schema> schemaOf(String method, String path) {
    return schemas.computeIfAbsent(method + " " + path, ignored -> find(method, path));
  }

  private Optional<Schema> find(String method, String path) {
    String verb = method.toLowerCase(java.util.Locale.ROOT);
    for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
      JsonNode schema =
          entry
              .getValue()
              .path(verb)
              .path("requestBody")
              .path("content")
              .path("application/json")
              .path("schema");
      if (schema.isObject() && sameShape(entry.getKey(), path)) {
        String pointer =
            "/paths/"
                + entry.getKey().replace("~", "~0").replace("/", "~1")
                + "/"
                + verb
                + "/requestBody/content/application~1json/schema";
        return Optional.of(registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer)));
      }
    }
    return Optional.empty();
  }

  /** Whether two templates differ in nothing but the names of their holes. */
  private static boolean sameShape(String published, String ours) {
    return published.replaceAll("\\{[^}]*}", "{}").equals(ours.replaceAll("\\{[^}]*}", "{}"));
  }

  private static Optional<PublishedRules> load() {
    Path file =
        Path.of(System.getProperty("deskhand.shared", "../shared"), "specs/discord-openapi.json");
    @Nullable PublishedRules rules = null;
    if (Files.isReadable(file)) {
      try {
        rules = new PublishedRules(Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.ofNullable(rules);
  }
}
