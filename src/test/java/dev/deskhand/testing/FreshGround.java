package dev.deskhand.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Puts the clock, the database and the count back before each test. */
final class FreshGround implements BeforeEachCallback {

  @Override
  public void beforeEach(ExtensionContext test) {
    ApplicationContext desk = SpringExtension.getApplicationContext(test);
    desk.getBean(SettableClock.class).reset();
    desk.getBean(DatabaseCleaner.class).clean();
    desk.getBean(QueryCount.class).reset();
  }
}
