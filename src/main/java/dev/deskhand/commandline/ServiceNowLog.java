package dev.deskhand.commandline;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An exported log, read row by row without ever holding all of it. */
final class ServiceNowLog {

  private final Path file;
  private final ServiceNowColumns columns;

  private ServiceNowLog(Path file, ServiceNowColumns columns) {
    this.file = file;
    this.columns = columns;
  }

  /**
   * Looks at the first line, which names the columns.
   *
   * @throws CannotImport if the file cannot be read or is no such log, with what is missing
   */
  static ServiceNowLog open(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new CannotImport("There is no file %s that can be read".formatted(file));
    }
    try (CsvReader<CsvRecord> records = reader(Files.newInputStream(file))) {
      List<String> header =
          records.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
      return new ServiceNowLog(file, ServiceNowColumns.of(header));
    } catch (CsvParseException | IOException e) {
      throw new CannotImport("%s cannot be read as a comma-separated file".formatted(file));
    }
  }

  /**
   * Reads every row. A quote that is opened and never closed costs the row where it stands, not all
   * that follow.
   *
   * @param watched lets somebody look on while the bytes are read
   */
  void read(ZoneId zone, UnaryOperator<InputStream> watched, Consumer<ServiceNowRow> rows)
      throws IOException {
    OptionalLong broken = readAfter(0, zone, watched, rows);
    while (broken.isPresent()) {
      long line = broken.getAsLong();
      rows.accept(
          new ServiceNowRow.Unreadable(line, "", "a quote is opened here and never closed"));
      broken = readAfter(line, zone, UnaryOperator.identity(), rows);
    }
  }

  /** Reads what comes after a line, and answers the line of a row that never ends. */
  private OptionalLong readAfter(
      long line, ZoneId zone, UnaryOperator<InputStream> watched, Consumer<ServiceNowRow> rows)
      throws IOException {
    long next = line + 1;
    try (InputStream in = new BufferedInputStream(watched.apply(Files.newInputStream(file)))) {
      skipLines(in, line);
      try (CsvReader<CsvRecord> records = reader(in)) {
        for (CsvRecord csv : records) {
          long start = line + csv.getStartingLineNumber();
          next = start + 1 + newlines(csv);
          if (start > 1 && !blank(csv)) {
            rows.accept(columns.row(start, csv.getFields(), zone));
          }
        }
      }
      return OptionalLong.empty();
    } catch (CsvParseException e) {
      return OptionalLong.of(next);
    }
  }

  private static CsvReader<CsvRecord> reader(InputStream in) {
    return CsvReader.builder()
        .detectBomHeader(true)
        // each is one row, so that lines can be counted and short rows be named
        .skipEmptyLines(false)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .ofCsvRecord(in, StandardCharsets.UTF_8);
  }

  private static void skipLines(InputStream in, long lines) throws IOException {
    long left = lines;
    while (left > 0) {
      int read = in.read();
      if (read < 0) {
        return;
      }
      if (read == '\n') {
        left--;
      }
    }
  }

  private static boolean blank(CsvRecord csv) {
    return csv.getFieldCount() == 1 && csv.getField(0).isBlank();
  }

  private static long newlines(CsvRecord csv) {
    return csv.getFields().stream()
        .mapToLong(field -> field.chars().filter(character -> character == '\n').count())
        .sum();
  }
}
