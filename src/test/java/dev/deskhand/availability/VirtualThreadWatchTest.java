package dev.deskhand.availability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** In a process of its own, whose virtual threads are kept from running for good. */
@Execution(ExecutionMode.CONCURRENT)
class VirtualThreadWatchTest {

  /** What runs there: a thread that never gives up the only carrier. */
  public static void main(String[] args) throws InterruptedException {
    new VirtualThreadWatch(Duration.ofSeconds(2), ProcessEnd::because).start();
    if (args.length > 0) {
      Thread.ofVirtual().start(VirtualThreadWatchTest::keepCarrier);
    }
    Thread.sleep(Duration.ofSeconds(args.length > 0 ? 60 : 5));
  }

  private static void keepCarrier() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aProcessThatCarriesNoVirtualThreadsAnyMoreEndsWithOneLine() throws Exception {
    Process stuck = process("stuck");

    assertThat(stuck.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(stuck.exitValue()).isEqualTo(1);
    assertThat(stuck.inputReader().lines())
        .filteredOn(line -> line.contains("Deskhand ends"))
        .singleElement()
        .asString()
        .endsWith("Deskhand ends: its virtual threads have not run for 2 s");
  }

  @Test
  void aProcessThatIsWellIsLeftAlone() throws Exception {
    Process well = process();

    assertThat(well.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(well.exitValue()).isZero();
    assertThat(well.inputReader().lines()).noneMatch(line -> line.contains("Deskhand ends"));
  }

  private static Process process(String... arguments) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-cp",
                System.getProperty("java.class.path"),
                VirtualThreadWatchTest.class.getName())
            .redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    return builder.start();
  }
}
