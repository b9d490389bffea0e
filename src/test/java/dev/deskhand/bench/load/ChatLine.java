package dev.deskhand.bench.load;

import java.io.IOException;
import java.util.UUID;
import java.util.function.IntFunction;

/** Somebody who gives commands over {@code POST /api/v1/chat} of a desk in demo mode. */
public final class ChatLine implements Load.Line {

  private final HttpLine line;
  private final Said said;

  /**
   * What is said.
   *
   * @param person the employee, the agent, the manager or the admin
   * @param words the command, by how many were given before; without quotes
   * @param answer what the answer must hold, or it did not work
   */
  public record Said(String person, IntFunction<String> words, String answer) {}

  /**
   * @param port the desk's
   */
  public ChatLine(int port, Said said) {
    line = new HttpLine(port);
    this.said = said;
  }

  /** A report unlike any other. */
  public static Said report() {
    return new Said(
        "employee", _ -> "report device " + UUID.randomUUID() + " does not start", "INC-");
  }

  @Override
  public void once(int number) throws IOException {
    answer(number);
  }

  /** The same, with what the desk says to it. */
  public String answer(int number) throws IOException {
    String words = said.words().apply(number);
    String answer =
        line.post(
            "/api/v1/chat",
            "Content-Type: application/json\r\nAuthorization: Bearer demo-"
                + said.person()
                + "\r\n",
            "{\"text\":\"" + words + "\"}");
    if (!answer.contains(said.answer())) {
      throw new IOException("%s was answered with %s".formatted(words, answer));
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
