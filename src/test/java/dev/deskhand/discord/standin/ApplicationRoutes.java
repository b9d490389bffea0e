package dev.deskhand.discord.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The application itself: where its gateway is, who it is, which commands it has. */
final class ApplicationRoutes {
  private static final String GLOBAL = "";

  private final DiscordStandIn standIn;
  private final World world;
  private final Map<String, List<ObjectNode>> commands = new ConcurrentHashMap<>();

  ApplicationRoutes(DiscordStandIn standIn) {
    this.standIn = standIn;
    this.world = standIn.world();
  }

  void addTo(Routes routes) {
    routes.add("GET", "/gateway", call -> RestAnswer.ok(Json.object("url", gatewayUrl())));
    routes.add("GET", "/gateway/bot", call -> gatewayBot());
    routes.add("GET", "/applications/@me", call -> application());
    routes.add("GET", "/oauth2/applications/@me", call -> application());
    String global = "/applications/{application_id}/commands";
    String guild = "/applications/{application_id}/guilds/{guild_id}/commands";
    routes.add("GET", global, call -> RestAnswer.ok(Json.array(registered(GLOBAL))));
    routes.add("PUT", global, call -> overwrite(GLOBAL, call));
    routes.add("GET", guild, call -> RestAnswer.ok(Json.array(registered(call.hole("guild_id")))));
    routes.add("PUT", guild, call -> overwrite(call.hole("guild_id"), call));
  }

  /** The commands a person in this guild is offered: the guild's own, then the global ones. */
  Optional<ObjectNode> command(Optional<StandInGuild> guild, String name, int type) {
    return java.util.stream.Stream.concat(
            guild.stream().flatMap(one -> registered(one.id()).stream()),
            registered(GLOBAL).stream())
        .filter(command -> Json.text(command, "name").equals(name))
        .filter(command -> command.path("type").asInt(1) == type)
        .findFirst();
  }

  List<ObjectNode> all() {
    return commands.values().stream().flatMap(List::stream).toList();
  }

  private List<ObjectNode> registered(String scope) {
    return commands.getOrDefault(scope, List.of());
  }

  private RestAnswer overwrite(String scope, Routes.Call call) {
    if (!scope.equals(GLOBAL) && world.guild(scope).isEmpty()) {
      throw new DiscordRefusal(DiscordError.MISSING_ACCESS);
    }
    List<ObjectNode> registered =
        Json.children(call.body()).stream().map(command -> registered(command, scope)).toList();
    commands.put(scope, registered);
    ArrayNode answer = Json.array(registered);
    return RestAnswer.ok(answer);
  }

  private ObjectNode registered(JsonNode command, String scope) {
    ObjectNode copy = command.asObject().deepCopy();
    copy.put("id", world.newId())
        .put("application_id", world.botId())
        .put("version", world.newId());
    if (!copy.has("type")) {
      copy.put("type", 1);
    }
    if (!scope.equals(GLOBAL)) {
      copy.put("guild_id", scope);
    }
    return copy;
  }

  private String gatewayUrl() {
    return standIn.gatewayUrl();
  }

  private RestAnswer gatewayBot() {
    return RestAnswer.ok(
        Json.object(
            "url", gatewayUrl(),
            "shards", standIn.gateway().advisedShards(),
            "session_start_limit",
                Json.object(
                    "total",
                    1000,
                    "remaining",
                    1000 - standIn.gateway().identifies(),
                    "reset_after",
                    86_400_000,
                    "max_concurrency",
                    standIn.gateway().maxConcurrency())));
  }

  private RestAnswer application() {
    return RestAnswer.ok(
        Json.object(
            "id",
            world.botId(),
            "name",
            "Deskhand",
            "description",
            "",
            "icon",
            null,
            "bot_public",
            false,
            "bot_require_code_grant",
            false,
            "verify_key",
            "00",
            "flags",
            565_248,
            "tags",
            Json.array(),
            "team",
            null,
            "owner",
            WireFormat.user("1", "Owner", false),
            "bot",
            world.bot()));
  }
}
