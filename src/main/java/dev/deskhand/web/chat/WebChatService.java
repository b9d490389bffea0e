package dev.deskhand.web.chat;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Utterance;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.language.Command;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.text.Text;
import dev.deskhand.web.DemoPerson;
import dev.deskhand.web.chat.WebMessage.Content;
import dev.deskhand.web.chat.WebMessage.Deed;
import dev.deskhand.web.chat.WebMessage.Draft;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Hands what somebody did in a room to the desk and keeps both it and the answer there. */
@Service
class WebChatService {

  /** As much of somebody's words as is kept for the room; the desk gets them all. */
  private static final int KEPT = 4_000;

  /** As much as a field of a form takes in the browser. */
  private static final int LONGEST_FIELD = 20_000;

  private final Conversation conversation;
  private final WebMessages messages;
  private final Clock clock;

  WebChatService(Conversation conversation, WebMessages messages, Clock clock) {
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
    Utterance said = new Utterance.Said(origin(spot, event), text, false);
    return tell(spot, event, Deed.SAID, shortened(text), said).written();
  }

  /** A pressed button. */
  List<WebMessage> press(Spot spot, String event, String command) {
    Utterance pressed = new Utterance.Pressed(origin(spot, event), command);
    return tell(spot, event, Deed.PRESSED, command, pressed).written();
  }

  /**
   * A form of that message, filled in. One that is refused stays, with what was entered, and may be
   * sent again; any other counts once, and what comes of it is empty after that.
   */
  List<WebMessage> submit(
      Spot spot, WebMessage message, Reply.Form form, Map<String, String> entered) {
    if (message.used()) {
      return List.of();
    }
    Map<String, String> fields = new TreeMap<>();
    form.inputs()
        .forEach(input -> fields.put(input.name(), entered.getOrDefault(input.name(), "")));
    Told told =
        tell(
            spot,
            // a form that was refused has changed since: its next sending is told as another
            form.id() + ":" + message.change(),
            Deed.SENT,
            form.title(),
            new Utterance.Submitted(origin(spot, form.id()), form.command(), fields));
    if (told.refused()) {
      fields.replaceAll((name, value) -> Text.firstUnits(value, LONGEST_FIELD));
      messages.entered(message, form.with(fields));
    } else {
      messages.used(message);
    }
    List<WebMessage> written = new ArrayList<>(told.written());
    messages.find(message.room(), message.id(), spot.who().userId()).ifPresent(written::add);
    return written;
  }

  /**
   * What came of an utterance.
   *
   * @param refused whether nothing was done, for a reason that is told
   */
  private record Told(List<WebMessage> written, boolean refused) {}

  private Told tell(Spot spot, String event, Deed deed, String words, Utterance utterance) {
    Command command = conversation.read(utterance);
    String me = spot.who().userId();
    Place place = utterance.origin().place();
    String onlyFor = DeskClient.isForEveryone(place, command, List.of()) ? null : me;
    List<WebMessage> written = new ArrayList<>();
    // before it is carried out, so that what the desk says of it comes after it
    WebMessage done =
        messages.keep(draft(spot, me, onlyFor, "in:" + event, new Content.Words(deed, words)));
    List<Reply> replies = conversation.handle(utterance.origin(), command);
    if (!replies.isEmpty()) {
      written.add(done);
    }
    String answerOnlyFor = DeskClient.isForEveryone(place, command, replies) ? null : me;
    List<Reply> shown =
        (deed == Deed.SAID
                ? PressedMessage.OTHER
                // a conversation in the browser stays as it was: nothing else in it gives way
                : PressedMessage.OTHER.in(place, command, conversation))
            .shown(command, replies);
    for (int i = 0; i < shown.size(); i++) {
      written.add(
          messages.keep(
              draft(
                  spot,
                  null,
                  answerOnlyFor,
                  "re:" + i + ":" + event,
                  new Content.Answer(shown.get(i)))));
    }
    boolean refused = Reply.refused(replies);
    return new Told(written, refused);
  }

  private Origin origin(Spot spot, String event) {
    return new Origin(
        event,
        spot.who().sender(),
        spot.room().place(spot.thread()),
        clock.instant(),
        Origin.ReplyRoute.IN_PLACE);
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
