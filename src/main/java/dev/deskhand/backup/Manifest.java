package dev.deskhand.backup;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself.
 *
 * @param format of the file, counted up when an older desk could not read it any more
 * @param product the version of the desk that wrote it
 * @param schema the version of the schema that it was read from
 * @param postgres the major version of the PostgreSQL that it was read from
 * @param createdAt when it was begun: it holds what was committed by then
 */
record Manifest(
    int format,
    String product,
    String schema,
    int postgres,
    Instant createdAt,
    List<Content> tables,
    List<Numbering> sequences) {

  /** The one that this desk writes. */
  static final int FORMAT = 1;

  /**
   * What is there of a table.
   *
   * @param columns those that are written out, in the order of the values in a row
   * @param bytes how long it is, unpacked
   * @param sha256 of what is unpacked, in hexadecimal
   */
  record Content(String name, List<String> columns, long rows, long bytes, String sha256) {}

  /**
   * How far a sequence has counted.
   *
   * @param last the number that was given out last; null if none was
   */
  record Numbering(String name, @Nullable Long last) {}

  /** How long everything is, unpacked. */
  long bytes() {
    return tables.stream().mapToLong(Content::bytes).sum();
  }

  long rows() {
    return tables.stream().mapToLong(Content::rows).sum();
  }
}
