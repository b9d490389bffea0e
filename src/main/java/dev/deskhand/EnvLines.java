package dev.deskhand;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the lines of a {@code .env} say, as a shell would read them: {@code NAME=value}, with {@code
 * export} before it or not. Quotes of both kinds group; within double ones a backslash stands
 * before a quote or a backslash that is meant. Without quotes a value ends at a {@code #} that
 * follows a blank. Of several lines for one name the last one counts.
 *
 * @param variables the values by name
 * @param unclear the numbers of the lines that are not understood, from 1
 */
record EnvLines(Map<String, String> variables, List<Integer> unclear) {

  private static final Pattern LINE =
      Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=(.*)");

  /** A comment may follow a quoted value, after a blank. */
  private static final String END = "\\s*(?:\\s#.*)?";

  private static final Pattern SINGLE = Pattern.compile("'([^']*)'" + END);
  private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"" + END);
  private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");
  private static final Pattern COMMENT = Pattern.compile("\\s#.*");

  /** What stands where bytes are no text, and what a text cannot hold. */
  private static final Pattern UNREADABLE = Pattern.compile("[\\uFFFD\\x00]");

  EnvLines {
    variables = Map.copyOf(variables);
    unclear = List.copyOf(unclear);
  }

  /** Reads a file in UTF-8, or in UTF-16 with a byte order mark. */
  static EnvLines of(byte[] file) {
    Map<String, String> variables = new LinkedHashMap<>();
    List<Integer> unclear = new ArrayList<>();
    List<String> lines = text(file).lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      Optional<String> value =
          UNREADABLE.matcher(line).find() || !matcher.matches()
              ? Optional.empty()
              : value(matcher.group(2));
      if (value.isPresent()) {
        variables.put(matcher.group(1), value.get());
      } else {
        unclear.add(i + 1);
      }
    }
    return new EnvLines(variables, unclear);
  }

  private static Optional<String> value(String written) {
    String value = written.strip();
    if (value.startsWith("'")) {
      return Optional.of(SINGLE.matcher(value)).filter(Matcher::matches).map(m -> m.group(1));
    }
    if (value.startsWith("\"")) {
      return Optional.of(DOUBLE.matcher(value))
          .filter(Matcher::matches)
          .map(matcher -> ESCAPED.matcher(matcher.group(1)).replaceAll("$1"));
    }
    return Optional.of(COMMENT.matcher(written).replaceFirst("").strip());
  }

  private static String text(byte[] file) {
    String text = new String(file, charset(file));
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset charset(byte[] file) {
    int mark = file.length < 2 ? 0 : (file[0] & 0xFF) << 8 | file[1] & 0xFF;
    return switch (mark) {
      case 0xFFFE -> StandardCharsets.UTF_16LE;
      case 0xFEFF -> StandardCharsets.UTF_16BE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
