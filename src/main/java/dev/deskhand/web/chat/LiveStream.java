package dev.deskhand.web.chat;

import dev.deskhand.people.People;
import dev.deskhand.web.DemoPerson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What is new in a person's rooms, as server-sent events. The request's own thread writes them (a
 * virtual one, so waiting costs little); with it ends everything that the stream holds.
 *
 * <p>What this copy of the desk writes wakes the stream at once; what another copy on the same
 * database writes is found by looking every second.
 */
@Component
public class LiveStream {

  /** So many windows are served at once; another is asked to come back later. */
  public static final int WINDOWS = 100;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A window that is gone is noticed by writing to it. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

  /** A change of somebody's roles is noticed at the latest after this time. */
  private static final Duration ROOMS_EVERY = Duration.ofSeconds(5);

  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);

  private static final Pattern SEEN = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18}){0,5}");

  private final Semaphore windows = new Semaphore(WINDOWS);
  private final People people;
  private final WebMessages messages;
  private final Rendering rendering;
  private final MessageSignal bell;

  LiveStream(People people, WebMessages messages, Rendering rendering, MessageSignal bell) {
    this.people = people;
    this.messages = messages;
    this.rendering = rendering;
    this.bell = bell;
  }

  /** How many windows are listening now. */
  public int open() {
    return WINDOWS - windows.availablePermits();
  }

  /**
   * Writes until the window is closed, the desk shuts down, or the reader may see other rooms than
   * at its start. With too many windows it is refused before anybody is asked for anything.
   *
   * @param seen how many changes of each room the window knows
   */
  void run(DemoPerson reader, String seen, HttpServletResponse response) throws IOException {
    if (!windows.tryAcquire()) {
      response.setHeader("Retry-After", "5");
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    try {
      List<Room> rooms = Room.of(reader, people.recognise(reader.sender()));
      response.setContentType("text/event-stream;charset=UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no");
      write(reader, rooms, counts(seen, rooms.size()), response);
    } catch (IOException e) {
      log.debug("A window of {} is gone: {}", reader.userId(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      windows.release();
    }
  }

  /** Another number of rooms than now: roles have changed; all that is there is told again. */
  private static List<Long> counts(String seen, int rooms) {
    List<Long> counts =
        SEEN.matcher(seen).matches()
            ? Stream.of(seen.split("\\.")).map(Long::parseLong).toList()
            : List.of();
    if (counts.size() == rooms) {
      return new ArrayList<>(counts);
    }
    List<Long> none = new ArrayList<>();
    for (int i = 0; i < rooms; i++) {
      none.add(0L);
    }
    return none;
  }

  private void write(
      DemoPerson reader, List<Room> rooms, List<Long> seen, HttpServletResponse response)
      throws IOException, InterruptedException {
    OutputStream out = response.getOutputStream();
    send(out, "retry: 1500\n\n");
    response.flushBuffer();
    long lastWritten = System.nanoTime();
    long lastChecked = lastWritten;
    long heard;
    do {
      heard = bell.rings();
      List<Long> heads = messages.changes(rooms);
      // always before something is told: roles may have changed since the window was opened
      if (!heads.equals(seen) || System.nanoTime() - lastChecked > ROOMS_EVERY.toNanos()) {
        if (!rooms.equals(Room.of(reader, people.recognise(reader.sender())))) {
          return;
        }
        lastChecked = System.nanoTime();
      }
      boolean news = news(reader, rooms, heads, seen, out);
      if (!news && System.nanoTime() - lastWritten > SIGN_OF_LIFE.toNanos()) {
        send(out, ":\n\n");
        news = true;
      }
      if (news) {
        response.flushBuffer();
        lastWritten = System.nanoTime();
      }
    } while (bell.await(heard, LOOK_EVERY));
  }

  private boolean news(
      DemoPerson reader, List<Room> rooms, List<Long> heads, List<Long> seen, OutputStream out)
      throws IOException {
    boolean any = false;
    for (int i = 0; i < rooms.size(); i++) {
      if (seen.get(i) > heads.get(i)) {
        // a window that was left open over a new database
        seen.set(i, 0L);
      }
      while (seen.get(i) < heads.get(i)) {
        Room room = rooms.get(i);
        List<WebMessage> changed = messages.since(room.id(), reader.userId(), seen.get(i));
        boolean all = changed.size() < WebMessages.PAGE;
        long last = changed.isEmpty() ? 0 : changed.getLast().change();
        seen.set(i, all ? Math.max(last, heads.get(i)) : last);
        if (!changed.isEmpty()) {
          send(out, event(room, seen, rendering.items(changed, reader, room)));
          any = true;
        }
      }
    }
    return any;
  }

  private static String event(Room room, List<Long> seen, String html) {
    return "id: "
        + seen.stream().map(String::valueOf).collect(Collectors.joining("."))
        + "\nevent: "
        + room.kind().path()
        + "\n"
        + html.lines().map(line -> "data: " + line + "\n").collect(Collectors.joining())
        + "\n";
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
