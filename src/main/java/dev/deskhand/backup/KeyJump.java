package dev.deskhand.backup;

import org.jspecify.annotations.Nullable;

/**
 * How far numbers jump ahead after a restore. Which ones the desk gave out after the backup was
 * made nobody knows any more, but people remember them; so they are left out.
 */
final class KeyJump {

  private static final long LEAST = 1_000;

  private KeyJump() {}

  /**
   * The number that counts as given out last. By itself the jump is at least {@value #LEAST} and at
   * least a hundredth of what was given out, rounded up to a full {@value #LEAST}.
   *
   * @param last the last one that the backup knows of; 0 if there was none
   * @param skip how many to leave out instead
   * @param highest no number is higher
   */
  static long from(long last, @Nullable Long skip, long highest) {
    long wanted =
        skip != null
            ? Math.addExact(last, skip)
            : Math.ceilDiv(last + Math.max(LEAST, last / 100), LEAST) * LEAST;
    return Math.min(wanted, highest);
  }
}
