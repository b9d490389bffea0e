package dev.deskhand.commandline.servicenow;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.deskhand.commandline.servicenow.Lines.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Parts a text into rows. A row that breaks the rules of quotes is one row however many lines it
 * has, and costs none of those that follow.
 */
final class CsvRows {

  private static final char QUOTE = '"';
  private static final int MOST_LINES = 10_000;
  private static final int MOST_CHARACTERS = 4_000_000;

  private final Lines lines;
  private final CsvFormat format;
  private final Predicate<List<String>> plausible;

  /**
   * Begins with the next line.
   *
   * @param plausible whether fields look like a whole row, so that a line with such fields begins
   *     one although a quote before it was never closed
   */
  CsvRows(Lines lines, CsvFormat format, Predicate<List<String>> plausible) {
    this.lines = lines;
    this.format = format;
    this.plausible = plausible;
  }

  /** The next row that is not blank; null at the end. */
  @Nullable CsvRow next() throws IOException {
    Line first = lines.next();
    while (first != null && isBlank(first.text())) {
      first = lines.next();
    }
    if (first == null) {
      return null;
    }
    if (!first.whole()) {
      return new CsvRow.Broken(first.number(), "its line is too long");
    }
    Optional<List<String>> fields = format.fields(first.text());
    return fields.isPresent() ? new CsvRow.Whole(first.number(), fields.get()) : continued(first);
  }

  private CsvRow continued(Line first) throws IOException {
    StringBuilder text = new StringBuilder(first.text());
    String ending = first.ending();
    List<Line> more = new ArrayList<>();
    boolean misquoted = !format.isUnclosed(text);
    boolean open = oddQuotes(first.text());
    while (!misquoted || open) {
      Line line = more.size() < MOST_LINES && text.length() < MOST_CHARACTERS ? lines.next() : null;
      if (line == null || !line.whole() || beginsRow(line)) {
        if (line != null) {
          lines.giveBack(List.of(line));
        }
        if (misquoted) {
          break;
        }
        lines.giveBack(more);
        return new CsvRow.Broken(first.number(), "a quote is opened here and never closed");
      }
      more.add(line);
      open ^= oddQuotes(line.text());
      text.append(ending).append(line.text());
      ending = line.ending();
      if (!misquoted && line.text().indexOf(QUOTE) >= 0) {
        Optional<List<String>> fields = format.fields(text.toString());
        if (fields.isPresent()) {
          return new CsvRow.Whole(first.number(), fields.get());
        }
        misquoted = !format.isUnclosed(text);
      }
    }
    return new CsvRow.Broken(first.number(), "there is text after a closing quote");
  }

  private boolean beginsRow(Line line) {
    return plausible.test(format.fieldsOrParts(line.text()));
  }

  /** Spreadsheets end a table with rows in which nothing stands between the separators. */
  private boolean isBlank(String line) {
    return line.chars()
            .allMatch(
                each -> each == format.separator() || each == QUOTE || Character.isWhitespace(each))
        && !oddQuotes(line);
  }

  /** Whether a quote is open at the end of a text. */
  static boolean oddQuotes(CharSequence text) {
    return text.chars().filter(character -> character == QUOTE).count() % 2 == 1;
  }

  /** A row as it stands in the file. */
  sealed interface CsvRow {

    /** A row that can be parted into fields. */
    record Whole(long line, List<String> fields) implements CsvRow {}

    /** A row that cannot. */
    record Broken(long line, String reason) implements CsvRow {}
  }

  /** What parts the fields of a row. */
  record CsvFormat(char separator) {

    private CsvReader.CsvReaderBuilder reader() {
      return CsvReader.builder()
          .fieldSeparator(separator)
          // there are no comments, but their sign must be another
          .commentCharacter(separator == '#' ? '%' : '#')
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .allowUnclosedQuote(false);
    }

    /** The fields of one row; empty if it is none, or not a whole one. */
    Optional<List<String>> fields(String row) {
      if (row.indexOf(QUOTE) < 0) {
        return Optional.of(parts(row));
      }
      try {
        return Optional.of(reader().ofSingleCsvRecord(row).getFields());
      } catch (CsvParseException e) {
        return Optional.empty();
      }
    }

    /** The fields of one row; where its quotes are broken, what stands between separators. */
    List<String> fieldsOrParts(String row) {
      return fields(row).orElseGet(() -> parts(row));
    }

    private List<String> parts(String row) {
      List<String> parts = new ArrayList<>();
      int start = 0;
      for (int end = row.indexOf(separator); end >= 0; end = row.indexOf(separator, start)) {
        parts.add(row.substring(start, end));
        start = end + 1;
      }
      parts.add(row.substring(start));
      return parts;
    }

    /** Whether a row that is not whole lacks only a closing quote. */
    boolean isUnclosed(CharSequence row) {
      return fields(row.toString() + QUOTE).isPresent();
    }
  }
}
