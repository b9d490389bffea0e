package dev.deskhand.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Closes the connection of a request that was refused before its body was read. Tomcat would wait
 * for the rest of it, so that whoever sends none would hold a thread and its buffers. A few at a
 * time are still read out, since many a client looks at no answer before it has sent all.
 */
final class UnreadBodies extends ValveBase {

  private static final int AT_ONCE = 16;
  private static final long LARGEST = 4_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Semaphore readingOut = new Semaphore(AT_ONCE);

  UnreadBodies() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (request.isAsync()
        || response.getStatus() < HttpStatus.BAD_REQUEST.value()
        || request.getCoyoteRequest().isFinished()) {
      return;
    }
    if (!response.isCommitted()) {
      response.setHeader(HttpHeaders.CONNECTION, "close");
    }
    response.finishResponse();
    if (readingOut.tryAcquire()) {
      try {
        readOut(request.getInputStream());
      } catch (IOException | IllegalStateException e) {
        // the other side has gone, or somebody has read of it by another way
      } finally {
        readingOut.release();
      }
    }
    request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
  }

  private static void readOut(InputStream in) throws IOException {
    byte[] chunk = new byte[8_192];
    long until = System.nanoTime() + PATIENCE.toNanos();
    long length = 0;
    int more = in.read(chunk);
    while (more >= 0 && length < LARGEST && System.nanoTime() < until) {
      length += more;
      more = in.read(chunk);
    }
  }
}
