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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

  private final List<Operation> operations;
  private final SchemaRegistry registry;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private PublishedRules(String text) {
    operations = operations(Json.parse(text));
    registry =
        SchemaRegistry.withDefaultDialect(
            DIALECT, builder -> builder.schemas(Map.of(DOCUMENT, text)));
  }

  /** Whether the description is here to be checked against. */
  static boolean present() {
    return RULES.isPresent();
  }

  /**
   * What in a request the description does not allow: its route, the values in its path and its
   * query, its body; empty when nothing.
   */
  static List<String> breaches(RecordedRequest request) {
    return RULES.map(rules -> rules.check(request)).orElse(List.of());
  }

  private List<String> check(RecordedRequest request) {
    Operation operation =
        operations.stream()
            .filter(one -> one.method().equals(request.method()))
            .filter(one -> one.path().matches(request.path()).isPresent())
            .max(Comparator.comparingLong(one -> one.path().fixedSegments()))
            .orElse(null);
    if (operation == null) {
      return List.of("a route that Discord does not publish");
    }
    List<String> breaches = new ArrayList<>(body(operation, request.body()));
    Map<String, String> holes = operation.path().matches(request.path()).orElseThrow();
    Set<String> unknown = new TreeSet<>(request.query().keySet());
    for (Parameter parameter : operation.parameters()) {
      unknown.remove(parameter.name());
      String value =
          parameter.inPath() ? holes.get(parameter.name()) : request.query().get(parameter.name());
      if (value != null) {
        breaches(parameter.schema(), parameter.read(value)).stream()
            .map(error -> parameter.name() + error)
            .forEach(breaches::add);
      }
    }
    if (operation.method().equals("PATCH")) {
      // JDA asks for the message when it changes one too; Discord gives it anyway
      unknown.remove("wait");
    }
    unknown.forEach(name -> breaches.add("the parameter '" + name + "', which there is not"));
    return breaches;
  }

  private List<String> body(Operation operation, JsonNode body) {
    if (body.isMissingNode()) {
      return operation.needsBody() ? List.of("no body where one is required") : List.of();
    }
    return operation.body() == null
        ? List.of("a body where none is taken")
        : breaches(operation.body(), asPublished(body));
  }

  private List<String> breaches(String pointer, JsonNode value) {
    return schemas
        .computeIfAbsent(
            pointer, ignored -> registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + pointer)))
        .validate(value)
        .stream()
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

  /**
   * One method of one path.
   *
   * @param body where the schema of its body is in the document; null if it takes none
   */
  private record Operation(
      String method,
      PathTemplate path,
      List<Parameter> parameters,
      @Nullable String body,
      boolean needsBody) {}

  /**
   * A value in the path or in the query.
   *
   * @param schema where its schema is in the document
   * @param type as the schema says; empty if that is elsewhere
   */
  private record Parameter(String name, boolean inPath, String schema, String type) {
    JsonNode read(String value) {
      boolean number = type.equals("integer") && value.matches("-?[0-9]{1,18}");
      boolean flag = type.equals("boolean") && value.matches("true|false");
      return number || flag ? Json.parse(value) : Json.value(value);
    }
  }

  private static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              String at = "/paths/" + path.getKey().replace("~", "~0").replace("/", "~1");
              List<Parameter> shared = parameters(path.getValue(), at);
              for (Map.Entry<String, JsonNode> entry : path.getValue().properties()) {
                if (entry.getValue().has("responses")) {
                  operations.add(
                      operation(
                          entry.getKey(),
                          PathTemplate.of(path.getKey()),
                          entry.getValue(),
                          shared,
                          at + "/" + entry.getKey()));
                }
              }
            });
    return operations;
  }

  private static Operation operation(
      String method, PathTemplate path, JsonNode json, List<Parameter> shared, String at) {
    List<Parameter> all = new ArrayList<>(shared);
    all.addAll(parameters(json, at));
    boolean takesBody = json.at("/requestBody/content/application~1json/schema").isObject();
    return new Operation(
        method.toUpperCase(Locale.ROOT),
        path,
        all,
        takesBody ? at + "/requestBody/content/application~1json/schema" : null,
        json.at("/requestBody/required").asBoolean(false));
  }

  private static List<Parameter> parameters(JsonNode owner, String at) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode json : owner.path("parameters")) {
      parameters.add(
          new Parameter(
              Json.text(json, "name"),
              Json.text(json, "in").equals("path"),
              at + "/parameters/" + parameters.size() + "/schema",
              Json.text(json.path("schema"), "type")));
    }
    return parameters;
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
