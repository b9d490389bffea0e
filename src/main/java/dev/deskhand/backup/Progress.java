package dev.deskhand.backup;

/** Is told how far a long work has come. */
public interface Progress {

  /** Looks at nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void begins(String what, long bytes) {}

        @Override
        public void advances(long bytes) {}
      };

  /**
   * Another part of the work begins.
   *
   * @param what in a word or two
   * @param bytes about how much there is to do; 0 if that is not known
   */
  void begins(String what, long bytes);

  /** So much more of that part is done. */
  void advances(long bytes);
}
