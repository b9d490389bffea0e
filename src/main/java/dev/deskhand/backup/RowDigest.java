package dev.deskhand.backup;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Counts and digests what passes by: rows as {@code COPY} writes them, one to a line. */
final class RowDigest {

  private final MessageDigest digest = sha256();
  private final Progress progress;
  private long rows;
  private long bytes;

  RowDigest(Progress progress) {
    this.progress = progress;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(byte[] buffer, int from, int length) {
    digest.update(buffer, from, length);
    for (int i = from; i < from + length; i++) {
      if (buffer[i] == '\n') {
        rows++;
      }
    }
    bytes += length;
    progress.advances(length);
  }

  /** What has passed; can be asked once. */
  Manifest.Content content(String table, List<String> columns) {
    return new Manifest.Content(
        table, columns, rows, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  OutputStream on(OutputStream to) {
    return new FilterOutputStream(to) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] buffer, int from, int length) throws IOException {
        out.write(buffer, from, length);
        add(buffer, from, length);
      }
    };
  }

  InputStream on(InputStream from) {
    return new FilterInputStream(from) {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
          add(buffer, offset, read);
        }
        return read;
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }
}
