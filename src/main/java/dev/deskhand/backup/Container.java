package dev.deskhand.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.springframework.util.StreamUtils;

/**
 * How a backup is laid out: a ZIP file with a text for whoever finds it, an entry for each table,
 * and the manifest. The comment with which it ends is its seal: the SHA-256 of every byte before.
 */
final class Container {

  /** The first entry; by its name, at the very beginning, a backup is known. */
  static final String READ_ME = "deskhand-backup.txt";

  static final String MANIFEST = "manifest.json";

  static final String EXPLANATION =
      """
      This is a backup of Deskhand. 'java -jar deskhand.jar verify FILE' says whether it is whole,
      'java -jar deskhand.jar restore FILE' reads it into an empty database.
      The tables are as PostgreSQL's COPY writes them: text, UTF-8, one row to a line. Their columns,
      rows and checksums are in manifest.json. The comment of this ZIP file is the SHA-256 of all
      bytes before it.
      """;

  /** How long the seal is, in hexadecimal. */
  static final int SEAL = 64;

  private static final int NAME_AT = 30;

  private Container() {}

  static String entry(String table) {
    return "tables/" + table + ".copy";
  }

  /** Whether the file begins as a backup does. */
  static boolean begins(InputStream file) throws IOException {
    byte[] head = file.readNBytes(NAME_AT + READ_ME.length());
    return head.length == NAME_AT + READ_ME.length()
        && head[0] == 'P'
        && head[1] == 'K'
        && new String(head, NAME_AT, READ_ME.length(), StandardCharsets.US_ASCII).equals(READ_ME);
  }

  /** The seal that the file should have. */
  static String seal(FileChannel file, Progress progress) throws IOException {
    MessageDigest digest = RowDigest.sha256();
    byte[] buffer = new byte[1 << 16];
    file.position(0);
    InputStream all = StreamUtils.nonClosing(Channels.newInputStream(file));
    for (long left = file.size() - SEAL; left > 0; ) {
      int read = all.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("it became shorter while it was read");
      }
      digest.update(buffer, 0, read);
      progress.advances(read);
      left -= read;
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
