package dev.deskhand.status;

import dev.deskhand.status.services.ServiceReconciler;
import dev.deskhand.status.services.ServicesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;

/** A services file, and what a start of the desk makes of it. */
@TestComponent
public class FileOfServices {

  @Autowired ServiceReconciler reconciler;

  public void isTakenAtAStart(String yaml) {
    try {
      Path file = Files.createTempFile("services", ".yaml");
      try {
        Files.writeString(file, yaml);
        reconciler.take(ServicesFile.read(file.toString()));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
