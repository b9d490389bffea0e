package dev.deskhand.commandline.servicenow;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, with their numbers and what ends them: CR, LF or both. */
final class Lines implements Closeable {

  private static final int LONGEST = 1_000_000;

  private final BufferedReader in;
  private final Deque<Line> returned = new ArrayDeque<>();
  private long number = 0;

  Lines(Reader in) {
    this.in = new BufferedReader(in, 1 << 16);
  }

  /** The next line; null at the end. */
  @Nullable Line next() throws IOException {
    Line back = returned.pollFirst();
    if (back != null) {
      return back;
    }
    StringBuilder text = new StringBuilder();
    boolean whole = true;
    int character = in.read();
    if (character < 0) {
      return null;
    }
    while (character >= 0 && character != '\n' && character != '\r') {
      if (text.length() < LONGEST) {
        text.append((char) character);
      } else {
        whole = false;
      }
      character = in.read();
    }
    return new Line(++number, text.toString(), ending(character), whole);
  }

  private String ending(int character) throws IOException {
    if (character != '\r') {
      return character < 0 ? "" : "\n";
    }
    in.mark(1);
    if (in.read() == '\n') {
      return "\r\n";
    }
    in.reset();
    return "\r";
  }

  /** Gives lines back, so that they come next. */
  void giveBack(List<Line> lines) {
    lines.reversed().forEach(returned::addFirst);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param ending what ended it; empty at the end of the text
   * @param whole false if it is so long that the rest was left out
   */
  record Line(long number, String text, String ending, boolean whole) {}
}
