package dev.deskhand.testing;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An executor of the desk's that tells how much of what it was given is not done yet. */
final class UnfinishedWork extends AbstractExecutorService {

  private final ExecutorService executor;
  private final AtomicInteger unfinished = new AtomicInteger();

  UnfinishedWork(ExecutorService executor) {
    this.executor = executor;
  }

  boolean isDone() {
    return unfinished.get() == 0;
  }

  @Override
  public void execute(Runnable work) {
    unfinished.incrementAndGet();
    try {
      executor.execute(
          () -> {
            try {
              work.run();
            } finally {
              unfinished.decrementAndGet();
            }
          });
    } catch (RuntimeException e) {
      unfinished.decrementAndGet();
      throw e;
    }
  }

  @Override
  public void shutdown() {
    executor.shutdown();
  }

  @Override
  public List<Runnable> shutdownNow() {
    return executor.shutdownNow();
  }

  @Override
  public boolean isShutdown() {
    return executor.isShutdown();
  }

  @Override
  public boolean isTerminated() {
    return executor.isTerminated();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return executor.awaitTermination(timeout, unit);
  }
}
