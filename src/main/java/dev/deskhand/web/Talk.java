package dev.deskhand.web;

import dev.deskhand.chat.Command;
import dev.deskhand.chat.CommandParser;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.chat.Visibility;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.web.WebMessage.Content;
import dev.deskhand.web.WebMessage.Deed;
import dev.deskhand.web.WebMessage.Draft;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Hands what somebody did in a room to the desk and keeps both it and the answer there. */
@Service
class Talk {

  /** As much of somebody's words as is kept for the room; the desk gets them all. */
  private static final int KEPT = 4_000;

  private final CommandParser parser = new CommandParser();
  private final Conversation conversation;
  private final WebMessages messages;
  private final Clock clock;

  Talk(Conversation conversation, WebMessages messages, Clock clock) {
    this.conversation = conversation;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * Where something is said.
   *
   * @param thread the message under which it is said, or null at the top level
   */
  record Spot(DemoPerson who, Room room, @Nullable Long thread) {}

  /** Typed words. What comes of it is empty if the same event came before. */
  List<WebMessage> say(Spot spot, String event, String text) {
    return tell(
        spot, Deed.SAID, shortened(text), new Utterance.Said(origin(spot, event), text, false));
  }

  /** A pressed button. */
  List<WebMessage> press(Spot spot, String event, String command) {
    return tell(spot, Deed.PRESSED, command, new Utterance.Pressed(origin(spot, event), command));
  }

  /** A form of that message, filled in. */
  List<WebMessage> submit(
      Spot spot, WebMessage message, Reply.Form form, Map<String, String> entered) {
    Map<String, String> fields = new TreeMap<>();
    form.inputs()
        .forEach(input -> fields.put(input.name(), entered.getOrDefault(input.name(), "")));
    List<WebMessage> written =
        new ArrayList<>(
            tell(
                spot,
                Deed.SENT,
                form.title(),
                new Utterance.Submitted(origin(spot, form.id()), form.command(), fields)));
    if (!message.used()) {
      messages.used(message);
      messages.find(message.room(), message.id(), spot.who().userId()).ifPresent(written::add);
    }
    return written;
  }

  private List<WebMessage> tell(Spot spot, Deed deed, String words, Utterance utterance) {
    Command command = parser.parse(utterance);
    String event = utterance.origin().eventId();
    String onlyFor =
        spot.room().direct() || command.visibility() == Visibility.EVERYONE_HERE
            ? null
            : spot.who().userId();
    List<WebMessage> written = new ArrayList<>();
    // before it is carried out, so that what the desk says of it comes after it
    WebMessage done =
        messages.keep(
            draft(
                spot, spot.who().userId(), onlyFor, "in:" + event, new Content.Words(deed, words)));
    List<Reply> replies = conversation.handle(utterance.origin(), command);
    if (!replies.isEmpty()) {
      written.add(done);
    }
    for (int i = 0; i < replies.size(); i++) {
      written.add(
          messages.keep(
              draft(
                  spot,
                  null,
                  onlyFor,
                  "re:" + i + ":" + event,
                  new Content.Answer(replies.get(i)))));
    }
    return written;
  }

  private Origin origin(Spot spot, String event) {
    return new Origin(
        event,
        spot.who().sender(),
        spot.room().place(spot.thread()),
        clock.instant(),
        Origin.Answering.IN_PLACE);
  }

  private static Draft draft(
      Spot spot, @Nullable String author, @Nullable String onlyFor, String event, Content content) {
    return new Draft(spot.room().id(), spot.thread(), author, onlyFor, event, content);
  }

  private static String shortened(String text) {
    return text.length() <= KEPT
        ? text
        : text.substring(0, KEPT) + "… (" + text.length() + " characters in all)";
  }
}
