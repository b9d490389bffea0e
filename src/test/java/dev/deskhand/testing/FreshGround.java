package dev.deskhand.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Puts the clock, the database, the caches and the count back before each test. */
final class FreshGround implements BeforeEachCallback {

  private static final Duration LAST_TESTS_WORK = Duration.ofSeconds(5);

  @Override
  public void beforeEach(ExtensionContext test) {
    ApplicationContext desk = SpringExtension.getApplicationContext(test);
    desk.getBean(SettableClock.class).reset();
    whatTheLastTestSetGoingEnds(desk);
    desk.getBean(DatabaseCleaner.class).clean();
    desk.getBeanProvider(CacheManager.class).forEach(FreshGround::clear);
    desk.getBean(QueryCount.class).reset();
  }

  /**
   * It would meet people whom the database does not know any more; what never ends is not waited
   * for.
   */
  private static void whatTheLastTestSetGoingEnds(ApplicationContext desk) {
    Collection<UnfinishedWork> executors = desk.getBeansOfType(UnfinishedWork.class).values();
    long until = System.nanoTime() + LAST_TESTS_WORK.toNanos();
    while (!executors.stream().allMatch(UnfinishedWork::isDone) && System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void clear(CacheManager caches) {
    for (String name : caches.getCacheNames()) {
      Cache cache = caches.getCache(name);
      if (cache != null) {
        cache.clear();
      }
    }
  }
}
