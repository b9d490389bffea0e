package dev.deskhand.commandline.servicenow;

import dev.deskhand.commandline.servicenow.CsvRows.CsvFormat;
import dev.deskhand.commandline.servicenow.CsvRows.CsvRow;
import dev.deskhand.commandline.servicenow.Lines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An exported log, read row by row without ever holding all of it. */
public final class ServiceNowLog {

  private static final Map<Character, String> SEPARATORS =
      Map.of(',', "commas", ';', "semicolons", '\t', "tabs", '|', "vertical bars");

  /** Spreadsheets say in a line of its own what separates, and may fill it up with separators. */
  private static final Pattern SEPARATOR_LINE =
      Pattern.compile("\\s*\"?sep=(?<sign>\\\\t|[^\"]?)[^\\p{L}\\p{N}]*", Pattern.CASE_INSENSITIVE);

  /** So many signs of a header are tried. */
  private static final int MOST_SIGNS = 20;

  private static final int MOST_HEADER_LINES = 1_000;

  private final Path file;
  private final FileEncoding encoding;
  private final CsvFormat format;
  private final ServiceNowColumns columns;
  private final long headerLine;

  private ServiceNowLog(
      Path file,
      FileEncoding encoding,
      CsvFormat format,
      ServiceNowColumns columns,
      long headerLine) {
    this.file = file;
    this.encoding = encoding;
    this.format = format;
    this.columns = columns;
    this.headerLine = headerLine;
  }

  /**
   * Looks at the first line, which names the columns and so tells what parts them.
   *
   * @throws CannotImport if the file cannot be read or is no such log, with what is missing
   */
  public static ServiceNowLog open(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CannotImport("There is no file %s that can be read".formatted(file));
    }
    try {
      FileEncoding encoding = FileEncoding.of(file);
      try (Lines lines = new Lines(encoding.reader(Files.newInputStream(file)))) {
        Line line = firstOf(lines);
        Optional<Character> named = line == null ? Optional.empty() : namedSeparator(line.text());
        if (line != null && SEPARATOR_LINE.matcher(line.text()).matches()) {
          line = firstOf(lines);
        }
        if (line == null) {
          throw new CannotImport("%s is empty".formatted(file));
        }
        return headed(file, encoding, header(line, lines), named);
      }
    } catch (IOException e) {
      throw new CannotImport("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /** The first row, which may have several lines where a name is in quotes. */
  private static Header header(Line first, Lines lines) throws IOException {
    StringBuilder text = new StringBuilder(first.text());
    Line last = first;
    for (int more = 0; CsvRows.oddQuotes(text); more++) {
      Line next = more < MOST_HEADER_LINES ? lines.next() : null;
      if (next == null) {
        return new Header(first.text(), first.number());
      }
      text.append(last.ending()).append(next.text());
      last = next;
    }
    return new Header(text.toString(), last.number());
  }

  private static ServiceNowLog headed(
      Path file, FileEncoding encoding, Header header, Optional<Character> named) {
    ServiceNowLog log =
        Stream.of(named.stream(), SEPARATORS.keySet().stream().sorted(), signs(header.text()))
            .flatMap(signs -> signs)
            .map(CsvFormat::new)
            .map(
                format ->
                    new ServiceNowLog(
                        file,
                        encoding,
                        format,
                        ServiceNowColumns.of(format.fieldsOrParts(header.text())),
                        header.lastLine()))
            .max(Comparator.comparingInt((ServiceNowLog each) -> each.columns.size()))
            .orElseThrow();
    List<String> missing = log.columns.missing();
    if (!missing.isEmpty()) {
      throw new CannotImport(
          "This is no incident log exported from ServiceNow: its first line names no column "
              + String.join(", ", missing));
    }
    return log;
  }

  /**
   * Reads every row.
   *
   * @param watched lets somebody look on while the bytes are read
   */
  void read(UnaryOperator<InputStream> watched, Rows rows) throws IOException {
    try (Lines lines = new Lines(encoding.reader(watched.apply(Files.newInputStream(file))))) {
      for (long line = 0; line < headerLine; line++) {
        lines.next();
      }
      CsvRows parted = new CsvRows(lines, format, columns::plausible);
      for (CsvRow row = parted.next(); row != null; row = parted.next()) {
        switch (row) {
          case CsvRow.Broken(long line, String reason) -> rows.unreadable(line, "", reason);
          case CsvRow.Whole(long line, List<String> fields) -> {
            Optional<String> problem = columns.problem(fields, encoding);
            if (problem.isPresent()) {
              rows.unreadable(line, columns.number(fields), problem.get());
            } else {
              rows.row(
                  new ServiceNowRow(
                      columns.number(fields), line, formerId(fields), columns.fields(fields)));
            }
          }
        }
      }
    }
  }

  ServiceNowColumns columns() {
    return columns;
  }

  /** How the file was read, where that is not as usual; empty if it is. */
  String inWords() {
    return (encoding.isUtf8() ? "" : "read as %s, ".formatted(encoding.title()))
        + (format.separator() == ','
            ? ""
            : "separated by %s, "
                .formatted(SEPARATORS.getOrDefault(format.separator(), sign(format.separator()))));
  }

  private static String sign(char separator) {
    return Character.isISOControl(separator)
        ? "U+%04X".formatted((int) separator)
        : "'" + separator + "'";
  }

  private static @Nullable Line firstOf(Lines lines) throws IOException {
    Line line = lines.next();
    while (line != null && line.text().isBlank()) {
      line = lines.next();
    }
    return line;
  }

  private static Optional<Character> namedSeparator(String line) {
    Matcher matcher = SEPARATOR_LINE.matcher(line);
    return matcher.matches() && matcher.group("sign").length() == 1
        ? Optional.of(matcher.group("sign").charAt(0))
        : Optional.empty();
  }

  /** What stands in a header and is no part of a name. */
  private static Stream<Character> signs(String header) {
    return header
        .chars()
        .filter(sign -> !Character.isLetterOrDigit(sign) && !Character.isSurrogate((char) sign))
        .filter(sign -> "\"_ \r\n".indexOf(sign) < 0)
        .distinct()
        .limit(MOST_SIGNS)
        .mapToObj(sign -> (char) sign);
  }

  private static String formerId(List<String> fields) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\u001f", fields).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What names the columns, and the number of the last line of it. */
  private record Header(String text, long lastLine) {}

  /** Is told each row in turn. */
  interface Rows {
    void row(ServiceNowRow row) throws IOException;

    /** A row that cannot be read; the number is empty where it is not known. */
    void unreadable(long line, String number, String reason);
  }
}
