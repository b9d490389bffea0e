package dev.deskhand.definitions;

import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A definition file that the desk cannot start with. The message is for the administrator, a line
 * for each problem: the file, the line and what is expected there.
 */
public final class InvalidDefinition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MOST_TOLD = 50;

  record Problem(int line, String what) {}

  /** A complaint about a file as a whole. */
  public InvalidDefinition(String message) {
    super(message);
  }

  InvalidDefinition(String file, int line, String what) {
    this(file, List.of(new Problem(line, what)));
  }

  InvalidDefinition(String file, List<Problem> problems) {
    super(
        problems.stream()
            .sorted(comparingInt(Problem::line).thenComparing(Problem::what))
            .limit(MOST_TOLD)
            .map(problem -> file + " line " + problem.line() + ": " + problem.what())
            .collect(Collectors.joining("\n")));
  }

  /** Each problem in a line; of many the first 50. */
  public List<String> problems() {
    return String.valueOf(getMessage()).lines().toList();
  }
}
