package dev.deskhand.slack.verification;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Reads bodies of which it is not known yet whether they are Slack's. No thread waits for one.
 * Slack sends a body at once, so most of its own are whole when they are first looked at. Of the
 * others no more are held than this allows: if more come, those that have been arriving for longest
 * give way.
 */
public final class UnverifiedBodies {

  /** The most bytes of one body. */
  static final int LARGEST = 1_000_000;

  /** What the desk can spare of a small heap. */
  public static final int MOST = 128;

  private static final long MOST_BYTES = 16_000_000;

  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();

  /** So many bytes of each are here; the one that began first comes first. */
  private final Map<UnverifiedBody, Integer> arriving = new LinkedHashMap<>();

  private long bytes;

  /**
   * Reads bodies.
   *
   * @param patience how long one may take to arrive
   */
  UnverifiedBodies(Duration patience) {
    this.patience = patience;
  }

  /** How many are waited for now. */
  int count() {
    lock.lock();
    try {
      return arriving.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads the body of a request. One that gives way is answered with 503, one that takes too long
   * with 408, and one that is too large with 413.
   *
   * @param whole takes a body that has arrived, and sees to the answer
   */
  void read(
      HttpServletRequest request,
      HttpServletResponse response,
      BiConsumer<AsyncContext, byte[]> whole)
      throws IOException {
    AsyncContext context = request.startAsync();
    context.setTimeout(patience.toMillis());
    ServletInputStream in = request.getInputStream();
    UnverifiedBody body = new UnverifiedBody(context, in, response, this, whole);
    context.addListener(body);
    // asked before there is a listener: after that it would read what the listener is not told of
    boolean begun = in.isFinished() || in.available() > 0;
    in.setReadListener(body);
    if (!begun) {
      waitFor(body, 0);
    }
  }

  /** Waits for the rest of a body of which so many bytes are here, unless it has to give way. */
  void waitFor(UnverifiedBody body, int size) {
    List<UnverifiedBody> givingWay = new ArrayList<>();
    lock.lock();
    try {
      if (body.hasEnded()) {
        return;
      }
      Integer known = arriving.put(body, size);
      bytes += size - (known == null ? 0 : known);
      int over = arriving.size() - MOST;
      long left = bytes;
      for (Map.Entry<UnverifiedBody, Integer> oldest : arriving.entrySet()) {
        if (over <= 0 && left <= MOST_BYTES) {
          break;
        }
        givingWay.add(oldest.getKey());
        over--;
        left -= oldest.getValue();
      }
    } finally {
      lock.unlock();
    }
    // each tells by itself that it has ended
    givingWay.forEach(UnverifiedBody::giveWay);
  }

  /** A body is no longer waited for. */
  void ended(UnverifiedBody body) {
    lock.lock();
    try {
      Integer known = arriving.remove(body);
      bytes -= known == null ? 0 : known;
    } finally {
      lock.unlock();
    }
  }
}
