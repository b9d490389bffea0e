package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the route of a request, checks what it carries, and lets the route answer. */
final class Routes {
  /** A request at its route. */
  record Call(RecordedRequest request, Map<String, String> holes) {
    String hole(String name) {
      return Optional.ofNullable(holes.get(name)).orElseThrow();
    }

    JsonNode body() {
      return request.body();
    }

    ObjectNode objectBody() {
      return request.body() instanceof ObjectNode object ? object : Json.object();
    }
  }

  /** Answers a call, or throws {@link DiscordRefusal}. */
  interface Handler {
    RestAnswer answer(Call call);
  }

  private record Route(String method, PathTemplate path, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();
  private final DiscordStandIn standIn;

  Routes(DiscordStandIn standIn) {
    this.standIn = standIn;
  }

  void add(String method, String path, Handler handler) {
    routes.add(new Route(method, PathTemplate.of(path), handler));
    routes.sort(Comparator.comparingLong(route -> -route.path().fixedSegments()));
  }

  RestAnswer answer(RecordedRequest request) {
    Optional<Route> route = find(request);
    if (route.isEmpty()) {
      standIn.complain(request.toString(), "the stand-in knows no such route");
      return DiscordError.NOT_FOUND.answer();
    }
    boolean tokenInPath =
        request.path().startsWith("/interactions/") || request.path().startsWith("/webhooks/");
    if (!tokenInPath
        && !request.header("Authorization").equals(Optional.of("Bot " + standIn.token()))) {
      return DiscordError.UNAUTHORIZED.answer();
    }
    try {
      check(request);
      Call call = new Call(request, route.get().path().matches(request.path()).orElseThrow());
      return route.get().handler().answer(call);
    } catch (DiscordRefusal refusal) {
      return refusal.answer();
    } catch (RuntimeException defect) {
      standIn.complain(request.toString(), "the stand-in failed on it: " + defect);
      return new RestAnswer(500, null, Map.of());
    }
  }

  /** The rate-limit bucket of a request; interactions have none. */
  Optional<String> bucketOf(RecordedRequest request) {
    return find(request)
        .filter(route -> !route.path().text().startsWith("/interactions"))
        .map(route -> Integer.toHexString((route.method() + route.path().text()).hashCode()));
  }

  /** Complains about what a request breaks; it is answered with a fault of its own. */
  void inspect(RecordedRequest request) {
    var _ = complaints(request);
  }

  private void check(RecordedRequest request) {
    List<String> broken = complaints(request);
    if (!broken.isEmpty()) {
      throw DiscordRefusal.invalid("", "BASE_TYPE_INVALID", String.join("; ", broken));
    }
  }

  private List<String> complaints(RecordedRequest request) {
    List<String> broken = new ArrayList<>(PublishedRules.breaches(request));
    if (!request.body().isMissingNode()) {
      broken.addAll(UnpublishedRules.breaches(request));
    }
    broken.forEach(rule -> standIn.complain(request.method() + " " + request.path(), rule));
    return broken;
  }

  private Optional<Route> find(RecordedRequest request) {
    return routes.stream()
        .filter(route -> route.method().equals(request.method()))
        .filter(route -> route.path().matches(request.path()).isPresent())
        .findFirst();
  }
}
