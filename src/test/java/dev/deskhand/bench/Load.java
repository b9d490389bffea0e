package dev.deskhand.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;

/** Does the same thing over and over on some connections, for a bounded time and count. */
final class Load {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Load() {}

  /** One connection: what it does, and how it ends. */
  interface Line extends AutoCloseable {
    /** Does it once; throws if it did not work. */
    void once(int number) throws Exception;

    @Override
    void close() throws Exception;
  }

  /** Opens a connection. */
  interface Lines {
    Line open() throws Exception;
  }

  /** What came of it; latencies are of what worked. */
  record Outcome(
      String what, int lines, int done, int errors, Duration took, Duration p50, Duration p99) {

    double perSecond() {
      return done / (took.toNanos() / 1e9);
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "%-28s %3d connections: %8.1f/s   p50 %7.2f ms   p99 %7.2f ms   %d done, %d errors",
          what,
          lines,
          perSecond(),
          p50.toNanos() / 1e6,
          p99.toNanos() / 1e6,
          done,
          errors);
    }
  }

  static Outcome run(String what, int lines, int times, Lines open)
      throws InterruptedException, ExecutionException {
    ConcurrentHistogram nanos = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger errors = new AtomicInteger();
    CountDownLatch ready = new CountDownLatch(lines);
    CountDownLatch go = new CountDownLatch(1);
    long start;
    try (ExecutorService threads = Executors.newFixedThreadPool(lines)) {
      var working =
          IntStream.range(0, lines)
              .<Future<?>>mapToObj(
                  line ->
                      threads.submit(
                          () -> {
                            try (Line mine = open.open()) {
                              ready.countDown();
                              go.await();
                              work(mine, next, times, nanos, errors);
                            }
                            return line;
                          }))
              .toList();
      ready.await();
      start = System.nanoTime();
      go.countDown();
      for (Future<?> one : working) {
        one.get();
      }
    }
    return new Outcome(
        what,
        lines,
        (int) nanos.getTotalCount(),
        errors.get(),
        Duration.ofNanos(System.nanoTime() - start),
        Duration.ofNanos(nanos.getValueAtPercentile(50)),
        Duration.ofNanos(nanos.getValueAtPercentile(99)));
  }

  private static void work(
      Line line, AtomicInteger next, int times, ConcurrentHistogram nanos, AtomicInteger errors) {
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int number = next.getAndIncrement();
        number < times && System.nanoTime() < end;
        number = next.getAndIncrement()) {
      long start = System.nanoTime();
      try {
        line.once(number);
        nanos.recordValue(System.nanoTime() - start);
      } catch (Exception e) {
        errors.incrementAndGet();
      }
    }
  }
}
