package dev.deskhand.discord.standin;

/** Thrown by a route to answer with Discord's error body. */
final class DiscordRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RestAnswer answer;

  DiscordRefusal(DiscordError error) {
    super(error.message());
    answer = error.answer();
  }

  private DiscordRefusal(RestAnswer answer, String message) {
    super(message);
    this.answer = answer;
  }

  static DiscordRefusal invalid(String path, String code, String message) {
    var reason =
        Json.object(
            "_errors",
            Json.array(java.util.List.of(Json.object("code", code, "message", message))));
    var body =
        Json.object(
            "message",
            "Invalid Form Body",
            "code",
            50035,
            "errors",
            path.isEmpty() ? reason : Json.object(path, reason));
    return new DiscordRefusal(new RestAnswer(400, body, java.util.Map.of()), message);
  }

  RestAnswer answer() {
    return answer;
  }
}
