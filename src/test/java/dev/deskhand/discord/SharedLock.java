package dev.deskhand.discord;

import java.util.Optional;
import net.javacrumbs.shedlock.core.AbstractSimpleLock;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;

/** A lock as the database has it, without the database; which can be away. */
final class SharedLock implements LockProvider {

  private @Nullable Held owner;
  private long until;
  private boolean away;

  /** From now on nobody can ask for the lock; false ends it. */
  synchronized void away(boolean now) {
    away = now;
  }

  @Override
  public synchronized Optional<SimpleLock> lock(LockConfiguration wanted) {
    reach();
    if (owner != null && System.nanoTime() - until < 0) {
      return Optional.empty();
    }
    return Optional.of(give(wanted));
  }

  private SimpleLock give(LockConfiguration wanted) {
    owner = new Held(wanted);
    until = System.nanoTime() + wanted.getLockAtMostFor().toNanos();
    return owner;
  }

  private void reach() {
    if (away) {
      throw new IllegalStateException("the database is away");
    }
  }

  private final class Held extends AbstractSimpleLock {
    Held(LockConfiguration wanted) {
      super(wanted);
    }

    @Override
    protected void doUnlock() {
      synchronized (SharedLock.this) {
        reach();
        if (owner == this) {
          owner = null;
        }
      }
    }

    @Override
    protected Optional<SimpleLock> doExtend(LockConfiguration wanted) {
      synchronized (SharedLock.this) {
        reach();
        if (owner != this || System.nanoTime() - until >= 0) {
          return Optional.empty();
        }
        return Optional.of(give(wanted));
      }
    }
  }
}
