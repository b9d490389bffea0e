package dev.deskhand.discord.standin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A way in which Discord, or the network to it, can fail. */
public sealed interface Fault {
  /** 429 for this route alone. Discord tells whole seconds in the header: it is rounded up. */
  record BucketLimited(Duration retryAfter) implements Fault {}

  /** 429 for everything the bot does. */
  record GloballyLimited(Duration retryAfter) implements Fault {}

  /** Cloudflare's 429: an HTML body and no {@code via} header. */
  record CloudflareLimited(Duration retryAfter) implements Fault {}

  /** A 5xx without a JSON body. */
  record ServerError(int status) implements Fault {}

  /** One of Discord's own errors. */
  record Refused(DiscordError error) implements Fault {}

  /** Answers properly, but late. */
  record Delayed(Duration by) implements Fault {}

  /** The connection is cut before the request is acted on. */
  record DroppedBefore() implements Fault {}

  /** The request is acted on, then the connection is cut: the bot cannot know. */
  record DroppedAfter() implements Fault {}

  /** Arrives and is not acted on until {@link #release()}. */
  final class Held implements Fault {
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean reached;

    /** Waits until a request hangs here. */
    public void awaitReached() {
      Waiting.until("a held request", () -> reached);
    }

    /** Lets every request that hangs here go on. */
    public void release() {
      released.countDown();
    }

    void hang() {
      reached = true;
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
