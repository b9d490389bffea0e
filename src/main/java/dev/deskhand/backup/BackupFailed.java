package dev.deskhand.backup;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** A backup could not be made, read or restored; the message is the one line to show. */
public final class BackupFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BackupFailed(String line) {
    super(line);
  }

  BackupFailed(String line, Throwable cause) {
    super("%s (%s)".formatted(line, reason(cause)), cause);
  }

  private static String reason(Throwable cause) {
    return switch (cause) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case AccessDeniedException e -> "no access to " + e.getFile();
      case FileSystemException e when e.getReason() != null -> e.getReason();
      case IOException e -> firstLine(e);
      case SQLException e -> firstLine(e);
      case FlywayException e -> sqlBelow(e).map(BackupFailed::firstLine).orElse(firstLine(e));
      default -> sqlBelow(cause).map(BackupFailed::firstLine).orElse(firstLine(cause));
    };
  }

  private static Optional<Throwable> sqlBelow(Throwable problem) {
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof SQLException) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static String firstLine(Throwable problem) {
    return Optional.ofNullable(problem.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .map(String::strip)
        .orElse(problem.getClass().getSimpleName());
  }
}
