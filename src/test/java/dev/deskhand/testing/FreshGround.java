package dev.deskhand.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Puts the clock, the database, the caches and the count back before each test. */
final class FreshGround implements BeforeEachCallback {

  @Override
  public void beforeEach(ExtensionContext test) {
    ApplicationContext desk = SpringExtension.getApplicationContext(test);
    desk.getBean(SettableClock.class).reset();
    desk.getBean(DatabaseCleaner.class).clean();
    desk.getBeanProvider(CacheManager.class).forEach(FreshGround::clear);
    desk.getBean(QueryCount.class).reset();
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
