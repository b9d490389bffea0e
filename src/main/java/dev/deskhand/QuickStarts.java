package dev.deskhand;

import com.sun.management.OperatingSystemMXBean;
import dev.deskhand.launch.StartCache;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Makes later starts of this version quick, once, a while after the first one, where there is the
 * memory for a second desk beside this one.
 */
@Component
final class QuickStarts implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(QuickStarts.class);

  private static final DataSize ENOUGH = DataSize.ofMegabytes(1_900);

  private final Duration after;
  private volatile @Nullable Thread atWork;

  QuickStarts(@Value("${deskhand.prepare-starts-after:2m}") Duration after) {
    this.after = after;
  }

  @EventListener(ApplicationReadyEvent.class)
  void ready() {
    StartCache.ofThisProcess()
        .filter(cache -> !cache.exists() && hasMemory())
        .ifPresent(
            cache ->
                CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(
                        () ->
                            atWork =
                                Thread.ofPlatform()
                                    .name("quick-starts")
                                    .daemon()
                                    .start(() -> make(cache))));
  }

  private static boolean hasMemory() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
        && machine.getTotalMemorySize() >= ENOUGH.toBytes();
  }

  private static void make(StartCache cache) {
    try {
      if (cache.make()) {
        log.info("Starts of this version are quick from now on");
      }
    } catch (IOException e) {
      log.warn("Starts of this version stay as slow as this one was: {}", e.getMessage());
    } catch (InterruptedException e) {
      // the desk ends; the next one makes it
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void destroy() {
    Thread making = atWork;
    if (making != null) {
      making.interrupt();
    }
  }
}
