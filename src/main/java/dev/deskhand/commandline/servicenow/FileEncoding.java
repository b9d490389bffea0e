package dev.deskhand.commandline.servicenow;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * How the bytes of a file are to be read. A mark at its beginning says it; without one, bytes that
 * are not UTF-8 are Windows-1252, of which Latin-1 is a part.
 *
 * @param markLength how many bytes the mark has
 */
record FileEncoding(Charset charset, int markLength) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  static FileEncoding of(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(4);
    }
    String hex = HexFormat.of().formatHex(start);
    if (hex.startsWith("efbbbf")) {
      return new FileEncoding(StandardCharsets.UTF_8, 3);
    }
    if (hex.startsWith("fffe0000")) {
      return new FileEncoding(StandardCharsets.UTF_32LE, 4);
    }
    if (hex.startsWith("0000feff")) {
      return new FileEncoding(StandardCharsets.UTF_32BE, 4);
    }
    if (hex.startsWith("fffe")) {
      return new FileEncoding(StandardCharsets.UTF_16LE, 2);
    }
    if (hex.startsWith("feff")) {
      return new FileEncoding(StandardCharsets.UTF_16BE, 2);
    }
    if (hex.matches("(?!00)..00(?!00)..00")) {
      return new FileEncoding(StandardCharsets.UTF_16LE, 0);
    }
    if (hex.matches("00(?!00)..00(?!00)..")) {
      return new FileEncoding(StandardCharsets.UTF_16BE, 0);
    }
    return new FileEncoding(mostlyUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS, 0);
  }

  Reader reader(InputStream in) throws IOException {
    in.skipNBytes(markLength);
    return new InputStreamReader(in, charset);
  }

  /** As people call it. */
  String title() {
    return charset.equals(WINDOWS) ? "Windows-1252" : charset.name();
  }

  boolean isUtf8() {
    return charset.equals(StandardCharsets.UTF_8);
  }

  /** A stray byte in a file of UTF-8 costs the row where it stands, and does not spoil the rest. */
  private static boolean mostlyUtf8(Path file) throws IOException {
    long whole = 0;
    long broken = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      int next = in.read();
      while (next >= 0) {
        int following = next < 0xC2 ? 0 : next < 0xE0 ? 1 : next < 0xF0 ? 2 : next < 0xF5 ? 3 : 0;
        boolean ascii = next < 0x80;
        int left = following;
        next = in.read();
        while (left > 0 && (next & 0xC0) == 0x80 && next >= 0) {
          left--;
          next = in.read();
        }
        if (!ascii && following > 0 && left == 0) {
          whole++;
        } else if (!ascii) {
          broken++;
        }
      }
    }
    return broken <= whole;
  }
}
