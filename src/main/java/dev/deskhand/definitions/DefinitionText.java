package dev.deskhand.definitions;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The text of a definition file, in UTF-8 or in what its byte order mark says. */
final class DefinitionText {

  private static final char MARK = '\uFEFF';

  private DefinitionText() {}

  /**
   * Reads the bytes of a file.
   *
   * @throws InvalidDefinition with the line that holds bytes which are no text
   */
  static String of(String file, byte[] bytes) {
    Charset charset = charset(bytes);
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw new InvalidDefinition(
          file,
          line(text, text.length()),
          "this is not written in %s; save the file as UTF-8".formatted(charset));
    }
    return text.indexOf(MARK) == 0 ? text.substring(1) : text;
  }

  /** The number of the line on which a character stands. */
  static int line(String text, int position) {
    return 1
        + (int)
            text.substring(0, position)
                .replace("\r\n", "\n")
                .chars()
                .filter(character -> character == '\n' || character == '\r')
                .count();
  }

  private static Charset charset(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return startsWith(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
