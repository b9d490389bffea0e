package dev.deskhand.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Does the same thing over and over on some connections, for a bounded time and count. */
public final class Load {

  /** So many connections carry an open loop, in which nobody waits for an answer to go on. */
  private static final int OPEN_LOOP = 256;

  private final Latencies latencies = new Latencies();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicReference<String> firstError = new AtomicReference<>("");
  private final Pace pace;

  private Load(Pace pace) {
    this.pace = pace;
  }

  /** One connection: what it does, and how it ends. */
  public interface Line extends AutoCloseable {
    /** Does it once; throws if it did not work. */
    void once(int number) throws Exception;

    @Override
    void close() throws Exception;
  }

  /** Opens a connection. */
  public interface Lines {
    Line open() throws Exception;
  }

  /** When something is done next, and until when. */
  private sealed interface Pace {

    /** As soon as the line is free, so many times in all, and no longer than this. */
    record WhenFree(int times, Duration longest) implements Pace {}

    /** At its time, whether or not what was begun before is done. */
    record OnTime(int perSecond, Duration lasting) implements Pace {}
  }

  /** What came of it; latencies are in milliseconds, and of what worked. */
  public record Outcome(
      int done, int errors, Duration took, double p50, double p99, String firstError) {

    public double perSecond() {
      return done / (took.toNanos() / 1e9);
    }
  }

  /** Each connection begins anew as soon as it is done: a closed loop. */
  public static Outcome closed(int lines, Duration lasting, Lines open)
      throws InterruptedException, ExecutionException {
    return closed(lines, Integer.MAX_VALUE, lasting, open);
  }

  /**
   * The same until it is done so often.
   *
   * @param longest after this nothing is begun any more
   */
  public static Outcome closed(int lines, int times, Duration longest, Lines open)
      throws InterruptedException, ExecutionException {
    return new Load(new Pace.WhenFree(times, longest)).run(lines, open);
  }

  /**
   * Something is begun so often a second however long the answers take, as people do who know
   * nothing of each other. Latencies are counted from when it was to begin.
   */
  public static Outcome open(int perSecond, Duration lasting, Lines open)
      throws InterruptedException, ExecutionException {
    return new Load(new Pace.OnTime(perSecond, lasting)).run(OPEN_LOOP, open);
  }

  private Outcome run(int lines, Lines open) throws InterruptedException, ExecutionException {
    CountDownLatch ready = new CountDownLatch(lines);
    CountDownLatch go = new CountDownLatch(1);
    long start;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> working = new ArrayList<>();
      for (int i = 0; i < lines; i++) {
        working.add(
            threads.submit(
                () -> {
                  try (Line mine = open.open()) {
                    ready.countDown();
                    go.await();
                    work(mine);
                  } finally {
                    ready.countDown();
                  }
                  return null;
                }));
      }
      ready.await();
      start = System.nanoTime();
      go.countDown();
      for (Future<?> one : working) {
        one.get();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Outcome(
        latencies.count(),
        errors.get(),
        took,
        latencies.percentile(50),
        latencies.percentile(99),
        firstError.get());
  }

  private void work(Line line) throws InterruptedException {
    long begun = System.nanoTime();
    switch (pace) {
      case Pace.WhenFree(int times, Duration longest) -> {
        long end = begun + longest.toNanos();
        for (int number = next.getAndIncrement();
            number < times && System.nanoTime() < end;
            number = next.getAndIncrement()) {
          once(line, number, System.nanoTime());
        }
      }
      case Pace.OnTime(int perSecond, Duration lasting) -> {
        long times = perSecond * lasting.toMillis() / 1_000;
        for (int number = next.getAndIncrement(); number < times; number = next.getAndIncrement()) {
          long due = begun + number * 1_000_000_000L / perSecond;
          // the time at which it is due is all that is waited for
          TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
          once(line, number, due);
        }
      }
    }
  }

  private void once(Line line, int number, long start) {
    try {
      line.once(number);
      latencies.record(System.nanoTime() - start);
    } catch (Exception e) {
      errors.incrementAndGet();
      firstError.compareAndSet("", String.valueOf(e));
    }
  }
}
