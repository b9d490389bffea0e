package dev.deskhand.web.chat;

import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.web.DemoPerson;
import dev.deskhand.web.errors.NotFoundException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The browser chat, as it is looked at. Who one is stands in the path, so that two windows are two
 * people.
 */
@Controller
class ChatPages {

  private final People people;
  private final WebMessages messages;
  private final Rendering rendering;
  private final LiveStream live;
  private final Suggestions suggestions;

  ChatPages(
      People people,
      WebMessages messages,
      Rendering rendering,
      LiveStream live,
      Suggestions suggestions) {
    this.people = people;
    this.messages = messages;
    this.rendering = rendering;
    this.live = live;
    this.suggestions = suggestions;
  }

  @GetMapping("/")
  String home(@RequestParam(defaultValue = "employee") String as) {
    return "redirect:/chat/" + who(as).userId() + "/desk";
  }

  @GetMapping("/chat/{who}")
  String desk(@PathVariable String who) {
    return "redirect:/chat/" + who(who).userId() + "/desk";
  }

  @GetMapping("/chat/{who}/{path}")
  String room(@PathVariable String who, @PathVariable String path, Model model) {
    DemoPerson reader = who(who);
    Person person = people.recognise(reader.sender());
    List<Room> rooms = Room.of(reader, person);
    Room room = in(rooms, path);
    // before the messages: what comes in between is told again rather than missed
    List<Long> seen = messages.changes(rooms);
    List<WebMessage> page = messages.page(room.id(), reader.userId(), Long.MAX_VALUE);
    model
        .addAttribute("reader", reader)
        .addAttribute("everyone", DemoPerson.values())
        .addAttribute("rooms", rooms)
        .addAttribute("room", room)
        .addAttribute("base", "/chat/" + reader.userId())
        .addAttribute("messages", rendering.withThreads(page, reader, room))
        .addAttribute("earlier", earlier(page))
        .addAttribute("seen", seen.stream().map(String::valueOf).collect(Collectors.joining(".")))
        .addAttribute("nonce", UUID.randomUUID().toString())
        .addAttribute("quickNonce", UUID.randomUUID().toString())
        .addAttribute("quick", suggestions.quick(person))
        .addAttribute("commands", suggestions.commands(person));
    return "chat";
  }

  @GetMapping("/chat/{who}/{path}/earlier")
  String earlier(
      @PathVariable String who, @PathVariable String path, @RequestParam long before, Model model) {
    DemoPerson reader = who(who);
    Room room = in(Room.of(reader, people.recognise(reader.sender())), path);
    List<WebMessage> page = messages.page(room.id(), reader.userId(), before);
    model
        .addAttribute("room", room)
        .addAttribute("base", "/chat/" + reader.userId())
        .addAttribute("messages", rendering.withThreads(page, reader, room))
        .addAttribute("earlier", earlier(page));
    return "earlier";
  }

  @GetMapping("/chat/{who}/{path}/pictures/{id}-{change}.png")
  ResponseEntity<byte[]> picture(
      @PathVariable String who, @PathVariable String path, @PathVariable long id) {
    DemoPerson reader = who(who);
    Room room = in(Room.of(reader, people.recognise(reader.sender())), path);
    return messages
        .picture(room.id(), id, reader.userId())
        .map(
            png ->
                ResponseEntity.ok()
                    .contentType(MediaType.IMAGE_PNG)
                    .cacheControl(CacheControl.maxAge(java.time.Duration.ofHours(1)).cachePrivate())
                    .body(png))
        .orElseThrow(NotFoundException::new);
  }

  /**
   * What is new, as server-sent events.
   *
   * @param seen how many changes of each room the page knows; a window that reconnects says it in
   *     {@code Last-Event-ID}
   */
  @GetMapping("/chat/{who}/live")
  void live(
      @PathVariable String who,
      @RequestParam String seen,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
      HttpServletResponse response)
      throws IOException {
    live.run(who(who), last == null ? seen : last, response);
  }

  private static @Nullable Long earlier(List<WebMessage> page) {
    return page.size() < WebMessages.PAGE ? null : page.getFirst().id();
  }

  static DemoPerson who(String userId) {
    return DemoPerson.called(userId).orElseThrow(NotFoundException::new);
  }

  static Room in(List<Room> rooms, String path) {
    return rooms.stream()
        .filter(room -> room.kind().path().equals(path))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }
}
