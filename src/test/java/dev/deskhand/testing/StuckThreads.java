package dev.deskhand.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Where a test has waited in vain, what every thread was at by then, virtual ones included, is in
 * {@code target/stuck}: seldom is there a second chance to see it.
 */
public final class StuckThreads implements TestExecutionExceptionHandler {

  private static final Path FOLDER = Path.of("target", "stuck").toAbsolutePath();

  @Override
  public void handleTestExecutionException(ExtensionContext test, Throwable failure)
      throws Throwable {
    if (failure instanceof ConditionTimeoutException) {
      try {
        write(test);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    throw failure;
  }

  private static void write(ExtensionContext test) throws IOException {
    Files.createDirectories(FOLDER);
    Path file =
        FOLDER.resolve(
            "%s.%s.txt"
                .formatted(
                    test.getRequiredTestClass().getSimpleName(),
                    test.getRequiredTestMethod().getName()));
    Files.deleteIfExists(file);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
  }
}
