package dev.deskhand.commandline;

import dev.deskhand.backup.Progress;
import java.io.Console;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** Shows a bar on the terminal for each part of a work, if there is somebody to look at it. */
final class TerminalProgress implements Progress, AutoCloseable {

  private final boolean shown =
      Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  private @Nullable ProgressBar bar;

  @Override
  public void begins(String what, long bytes) {
    close();
    if (shown) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(what)
              .setUnit(" MB", 1 << 20)
              .setInitialMax(bytes == 0 ? -1 : bytes)
              .build();
    }
  }

  @Override
  public void advances(long bytes) {
    if (bar != null) {
      bar.stepBy(bytes);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
