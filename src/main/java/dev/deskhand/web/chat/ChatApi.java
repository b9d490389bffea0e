package dev.deskhand.web.chat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.json.MessageJson;
import dev.deskhand.web.DemoPerson;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chat over HTTP, for scripts and tests. Words are a command here; the answer comes in the
 * response. Nothing of a request is parsed before its token is known to be right.
 */
@RestController
public class ChatApi {

  /** A text of 100 kB gets an answer even if each of its characters is escaped. */
  public static final int LARGEST_BODY = 256 * 1024;

  private static final Pattern EVENT = Pattern.compile("[\\x21-\\x7E]{1,200}");
  private static final String BEARER = "Bearer ";

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Conversation conversation;
  private final Clock clock;

  ChatApi(Conversation conversation, Clock clock) {
    this.conversation = conversation;
    this.clock = clock;
  }

  /**
   * Says something to the desk.
   *
   * @param key makes the request count once, however often it is sent; the answer to a repeated one
   *     says that it was done before
   */
  @PostMapping("/api/v1/chat")
  ResponseEntity<?> chat(
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String bearer,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      HttpServletRequest request)
      throws IOException {
    Optional<DemoPerson> person = person(bearer);
    if (person.isEmpty()) {
      return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
          .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"deskhand\"")
          .body(
              ProblemDetail.forStatusAndDetail(
                  HttpStatus.UNAUTHORIZED, "Send a valid token: Authorization: Bearer TOKEN"));
    }
    if (key != null && !EVENT.matcher(key).matches()) {
      return bad("Idempotency-Key has 1 to 200 visible ASCII characters.");
    }
    return switch (read(request)) {
      case Body.Bad bad -> bad(bad.why());
      case Body.Good good -> ResponseEntity.ok(answer(person.get(), key, good.text()));
    };
  }

  private Answer answer(DemoPerson person, @Nullable String key, String text) {
    Origin origin =
        new Origin(
            person.userId() + ":http:" + (key == null ? UUID.randomUUID().toString() : key),
            person.sender(),
            Room.deskOf(person.userId()).place(null),
            clock.instant(),
            Origin.ReplyRoute.IN_PLACE);
    return new Answer(
        conversation
            .handle(origin, conversation.read(new Utterance.Said(origin, text, true)))
            .stream()
            .map(ChatApi::spoken)
            .toList());
  }

  private static Optional<DemoPerson> person(@Nullable String bearer) {
    return bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? DemoPerson.withToken(bearer.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  private static Body read(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      return new Body.Bad("The body is larger than " + LARGEST_BODY / 1024 + " kB.");
    }
    try {
      JsonNode json = STRICT.readTree(body);
      if (!json.isObject()) {
        return new Body.Bad("The body must be a JSON object such as {\"text\": \"help\"}.");
      }
      JsonNode text = json.get("text");
      return text != null && text.isString()
          ? new Body.Good(text.stringValue())
          : new Body.Bad("The body needs a \"text\" that is a string: {\"text\": \"help\"}.");
    } catch (JacksonException e) {
      return new Body.Bad("The body is not JSON. It must be such as {\"text\": \"help\"}.");
    }
  }

  private static Spoken spoken(Reply reply) {
    return new Spoken(
        MessageJson.kind(reply),
        reply.plainText(),
        reply.keys(),
        actions(reply).map(action -> new Press(action.label(), action.command())).toList());
  }

  /** A script sees no rows, so what can be done with each row of a list goes with the list. */
  private static Stream<Action> actions(Reply reply) {
    return reply instanceof Reply.Listing list
        ? Stream.concat(
            list.rows().stream().flatMap(row -> row.actions().stream()), list.actions().stream())
        : reply.actions().stream();
  }

  private static ResponseEntity<ProblemDetail> bad(String why) {
    return ResponseEntity.badRequest()
        .body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, why));
  }

  private sealed interface Body {
    record Good(String text) implements Body {}

    record Bad(String why) implements Body {}
  }

  record Answer(List<Spoken> replies) {}

  record Spoken(String kind, String text, List<String> keys, List<Press> actions) {}

  record Press(String label, String command) {}
}
