package dev.deskhand.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One desk per data directory. The operating system holds the lock and lets go of it when the
 * process ends, however it ends, so it is never stale.
 */
final class DeskLock implements AutoCloseable {

  /**
   * What this very process holds. A second channel on a file that the process has locked already
   * would, once closed, let go of the first one's lock (POSIX), so none is opened.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DeskLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock, or answers empty if another desk has it. */
  static Optional<DeskLock> tryTake(DataDirectory directory) {
    Path file = directory.lockFile();
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    boolean taken = false;
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      taken = true;
      directory.recordHolder(ProcessHandle.current().pid());
      return Optional.of(new DeskLock(file, channel));
    } catch (IOException e) {
      throw new DatabaseUnusable(
          "%s cannot be locked (%s)".formatted(file, DataDirectory.reason(e)), e);
    } finally {
      if (!taken) {
        HELD_HERE.remove(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD_HERE.remove(file);
  }
}
