package dev.deskhand.slack.verification;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** A body while it arrives. It ends once: whole, refused, or with its connection. */
final class UnverifiedBody implements ReadListener, AsyncListener {

  private static final int CHUNK = 8_192;

  private final AsyncContext context;
  private final ServletInputStream in;
  private final HttpServletResponse response;
  private final UnverifiedBodies all;
  private final BiConsumer<AsyncContext, byte[]> whole;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile ByteArrayOutputStream read = new ByteArrayOutputStream();

  UnverifiedBody(
      AsyncContext context,
      ServletInputStream in,
      HttpServletResponse response,
      UnverifiedBodies all,
      BiConsumer<AsyncContext, byte[]> whole) {
    this.context = context;
    this.in = in;
    this.response = response;
    this.all = all;
    this.whole = whole;
  }

  boolean hasEnded() {
    return ended.get();
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (!ended.get() && in.isReady()) {
      int length = in.read(chunk);
      if (length < 0) {
        return;
      }
      ByteArrayOutputStream before = read;
      if (before.size() + length > UnverifiedBodies.LARGEST) {
        refuse(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
        return;
      }
      before.write(chunk, 0, length);
    }
    if (!ended.get() && !in.isFinished()) {
      all.waitFor(this, read.size());
    }
  }

  @Override
  public void onAllDataRead() {
    byte[] body = read.toByteArray();
    if (end()) {
      whole.accept(context, body);
    }
  }

  /** Another one comes in its place. */
  void giveWay() {
    refuse(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    refuse(HttpServletResponse.SC_REQUEST_TIMEOUT);
  }

  /** The connection is gone. */
  @Override
  public void onError(Throwable error) {
    if (end()) {
      context.complete();
    }
  }

  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    end();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // nothing here is started twice
  }

  private void refuse(int status) {
    if (end()) {
      response.setStatus(status);
      if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
        response.setHeader("Retry-After", "1");
      }
      // what has not arrived is not waited for
      response.setHeader("Connection", "close");
      context.complete();
    }
  }

  private boolean end() {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    all.ended(this);
    read = new ByteArrayOutputStream(0);
    return true;
  }
}
