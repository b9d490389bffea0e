package dev.deskhand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;

/** Says at start what endangers the desk's secrets and data, each in one line. */
final class StartWarnings implements ApplicationListener<ApplicationStartedEvent> {

  private static final Logger log = LoggerFactory.getLogger(StartWarnings.class);

  @Override
  public void onApplicationEvent(ApplicationStartedEvent event) {
    if ("root".equals(System.getProperty("user.name"))) {
      log.warn("The desk runs as root; let a user of its own run it, who owns its data");
    }
    String name =
        event.getApplicationContext().getEnvironment().getProperty("deskhand.env-file", ".env");
    if (!name.isBlank() && isReadByOthers(Path.of(name))) {
      log.warn("Everybody on this machine can read the secrets in {}; chmod 600 ends that", name);
    }
  }

  static boolean isReadByOthers(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.getFileStore(file).supportsFileAttributeView("posix")
          && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
    } catch (IOException e) {
      return false;
    }
  }
}
