package dev.deskhand.web.chat;

import dev.deskhand.chat.Reply;
import dev.deskhand.people.People;
import dev.deskhand.web.DemoPerson;
import dev.deskhand.web.chat.WebChatService.Spot;
import dev.deskhand.web.chat.WebMessage.Content;
import dev.deskhand.web.errors.NotFoundException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What people do in the browser chat. htmx is answered with what was written, anything else is sent
 * back to the room.
 */
@Controller
class ChatPosts {

  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9-]{8,64}");

  /** Before the name of each field of a form of the desk. */
  private static final String FIELD = "field:";

  private final People people;
  private final WebMessages messages;
  private final Rendering rendering;
  private final WebChatService talk;

  ChatPosts(People people, WebMessages messages, Rendering rendering, WebChatService talk) {
    this.people = people;
    this.messages = messages;
    this.rendering = rendering;
    this.talk = talk;
  }

  @PostMapping("/chat/{who}/{path}/say")
  ResponseEntity<String> say(
      @PathVariable String who,
      @PathVariable String path,
      @RequestParam String text,
      @RequestParam String event,
      @RequestParam(required = false) @Nullable Long thread,
      HttpServletRequest request) {
    Spot spot = spot(who, path, thread);
    if (text.isBlank()) {
      return bad("Write something first.");
    }
    return NONCE.matcher(event).matches()
        ? written(spot, talk.say(spot, spot.who().userId() + ":" + event, text), request)
        : bad("This page is out of date. Reload it and try again.");
  }

  @PostMapping("/chat/{who}/{path}/press")
  ResponseEntity<String> press(
      @PathVariable String who,
      @PathVariable String path,
      @RequestParam String command,
      @RequestParam String event,
      @RequestParam(required = false) @Nullable Long thread,
      HttpServletRequest request) {
    Spot spot = spot(who, path, thread);
    if (command.isBlank() || command.length() > 90) {
      return bad("There is no such button.");
    }
    return NONCE.matcher(event).matches()
        ? written(spot, talk.press(spot, spot.who().userId() + ":" + event, command), request)
        : bad("This page is out of date. Reload it and try again.");
  }

  /** A form counts once, whoever may see it: its own id is the event. */
  @PostMapping("/chat/{who}/{path}/submit")
  ResponseEntity<String> submit(
      @PathVariable String who,
      @PathVariable String path,
      @RequestParam long message,
      @RequestParam Map<String, String> parameters,
      HttpServletRequest request) {
    Spot room = spot(who, path, null);
    WebMessage found =
        messages
            .find(room.room().id(), message, room.who().userId())
            .orElseThrow(NotFoundException::new);
    if (!(found.content() instanceof Content.Answer(Reply.Form form))) {
      return bad("There is no such form.");
    }
    Map<String, String> fields = new TreeMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(FIELD)) {
            fields.put(name.substring(FIELD.length()), value);
          }
        });
    Spot spot = new Spot(room.who(), room.room(), found.thread());
    return written(spot, talk.submit(spot, found, form, fields), request);
  }

  private Spot spot(String who, String path, @Nullable Long thread) {
    DemoPerson person = ChatPages.who(who);
    Room room = ChatPages.in(Room.of(person, people.recognise(person.sender())), path);
    if (thread == null) {
      return new Spot(person, room, null);
    }
    WebMessage root =
        messages.find(room.id(), thread, person.userId()).orElseThrow(NotFoundException::new);
    return new Spot(person, room, root.thread() == null ? root.id() : root.thread());
  }

  private ResponseEntity<String> written(
      Spot spot, List<WebMessage> written, HttpServletRequest request) {
    if (request.getHeader("HX-Request") == null) {
      return ResponseEntity.status(HttpStatus.SEE_OTHER)
          .header(
              HttpHeaders.LOCATION,
              "/chat/" + spot.who().userId() + "/" + spot.room().kind().path())
          .build();
    }
    return ResponseEntity.ok()
        .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
        .body(written.isEmpty() ? "" : rendering.items(written, spot.who(), spot.room()));
  }

  private static ResponseEntity<String> bad(String why) {
    return ResponseEntity.badRequest().contentType(MediaType.TEXT_PLAIN).body(why);
  }
}
