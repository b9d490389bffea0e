package dev.deskhand.availability;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process of a desk that cannot go on, so that its supervisor starts it anew. */
public final class ProcessEnd {

  private static final Logger log = LoggerFactory.getLogger("dev.deskhand");
  private static final int FAILED = 1;
  private static final Duration LINE_WITHIN = Duration.ofSeconds(2);
  private static final Duration SHUT_DOWN_WITHIN = Duration.ofSeconds(30);

  private ProcessEnd() {}

  /**
   * Says why in one line, shuts the desk down as SIGTERM does, and ends the process with exit code
   * 1: after 30 seconds whatever holds the shutdown up. Returns at once.
   */
  public static void because(String why) {
    Thread.ofPlatform().daemon().name("process-end").start(() -> end("Deskhand ends: " + why));
  }

  private static void end(String line) {
    Thread saying = Thread.ofPlatform().daemon().start(() -> log.error("{}", line));
    if (!joined(saying, LINE_WITHIN)) {
      // who holds the log's lock may never run again
      sayRaw(line);
    }
    Thread exiting = Thread.ofPlatform().daemon().start(() -> System.exit(FAILED));
    joined(exiting, SHUT_DOWN_WITHIN);
    Runtime.getRuntime().halt(FAILED);
  }

  private static boolean joined(Thread thread, Duration within) {
    try {
      return thread.join(within);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void sayRaw(String line) {
    try (FileOutputStream error = new FileOutputStream(FileDescriptor.err)) {
      error.write((line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // there is nobody left to tell
    }
  }
}
