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

  /** So long the rest of a body may be on its way before it gives way to a newer one. */
  private static final Duration UNDISTURBED = Duration.ofMillis(250);

  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<UnverifiedBody, Arriving> arriving = new LinkedHashMap<>();
  private long bytes;

  /**
   * Reads bodies.
   *
   * @param patience how long one may take to arrive
   */
  UnverifiedBodies(Duration patience) {
    this.patience = patience;
  }

  private record Arriving(long since, int size) {
    Arriving grown(int now) {
      return new Arriving(since, now);
    }

    boolean isUndisturbed() {
      return System.nanoTime() - since < UNDISTURBED.toNanos();
    }
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
      Arriving known = arriving.get(body);
      if (known == null && arriving.size() >= MOST) {
        Map.Entry<UnverifiedBody, Arriving> oldest = arriving.entrySet().iterator().next();
        givingWay.add(oldest.getValue().isUndisturbed() ? body : oldest.getKey());
      }
      if (!givingWay.contains(body)) {
        arriving.put(
            body, known == null ? new Arriving(System.nanoTime(), size) : known.grown(size));
        bytes += size - (known == null ? 0 : known.size());
      }
      long left = bytes;
      for (Map.Entry<UnverifiedBody, Arriving> oldest : arriving.entrySet()) {
        if (left <= MOST_BYTES) {
          break;
        }
        givingWay.add(oldest.getKey());
        left -= oldest.getValue().size();
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
      Arriving known = arriving.remove(body);
      bytes -= known == null ? 0 : known.size();
    } finally {
      lock.unlock();
    }
  }
}
