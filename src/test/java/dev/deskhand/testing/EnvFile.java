package dev.deskhand.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;

/**
 * A {@code .env} that somebody makes of {@code .env.example}.
 *
 * @param path where it is
 */
public record EnvFile(Path path) {

  /** A copy of the example, in the desk's working directory. */
  public static EnvFile copiedTo(Path folder) throws IOException {
    return new EnvFile(Files.copy(Path.of(".env.example"), folder.resolve(".env")));
  }

  /** Takes the comment sign from a setting and gives it a value; fails if it is not there. */
  public void set(String name, String value) throws IOException {
    String after =
        Files.readString(path)
            .replaceFirst("(?m)^#?" + name + "=.*$", Matcher.quoteReplacement(name + "=" + value));
    assertThat(after).as("%s in .env.example", name).contains("\n" + name + "=" + value + "\n");
    Files.writeString(path, after);
  }
}
