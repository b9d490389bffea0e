package dev.deskhand.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
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
    response.finishResponse();
    if (readingOut.tryAcquire()) {
      try {
        readOut(request.getCoyoteRequest());
      } catch (IOException e) {
        // the other side has gone, or says nothing more
      } finally {
        readingOut.release();
      }
    }
    if (!request.getCoyoteRequest().isFinished()) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  /** By Tomcat's own way to the bytes: the one for servlets is closed with the answer. */
  private static void readOut(org.apache.coyote.Request request) throws IOException {
    Chunk chunk = new Chunk();
    long until = System.nanoTime() + PATIENCE.toNanos();
    long length = 0;
    int more = request.doRead(chunk);
    while (more >= 0 && length < LARGEST && System.nanoTime() < until) {
      length += more;
      more = request.doRead(chunk);
    }
  }

  /** What is read and not looked at. */
  private static final class Chunk implements ApplicationBufferHandler {

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {
      // it is only read
    }
  }
}
