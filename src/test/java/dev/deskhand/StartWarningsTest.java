package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartWarningsTest {

  @TempDir Path folder;

  @Test
  void secretsThatEverybodyCanReadAreNoticedAndThoseOfTheOwnerAreNot() throws Exception {
    Path file = Files.writeString(folder.resolve(".env"), "SLACK_BOT_TOKEN=x\n");
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("posix")).isTrue();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(StartWarnings.isReadByOthers(file)).isTrue();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(StartWarnings.isReadByOthers(file)).isFalse();
    assertThat(StartWarnings.isReadByOthers(folder.resolve("none"))).isFalse();
  }
}
