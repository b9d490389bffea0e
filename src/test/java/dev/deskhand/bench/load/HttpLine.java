package dev.deskhand.bench.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a desk on this machine, kept open as long as the desk keeps it: it writes a
 * request and reads the answer, and no more, since what a client takes of the processor the desk
 * does not have.
 */
final class HttpLine implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  HttpLine(int port) {
    this.port = port;
  }

  /**
   * Posts a body and answers that of the answer.
   *
   * @param headers each with its line end
   * @throws IOException if the answer is another one than 200
   */
  String post(String path, String headers, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(path, port, content.length, headers);
    byte[] request = new byte[head.length() + content.length];
    byte[] ascii = head.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, request, 0, ascii.length);
    System.arraycopy(content, 0, request, ascii.length, content.length);
    boolean whole = false;
    try {
      InputStream answer = connected(request);
      Answer read = Answer.read(answer);
      whole = !read.last();
      if (read.status() != 200) {
        throw new IOException(read.status() + " " + read.body());
      }
      return read.body();
    } finally {
      if (!whole) {
        close();
      }
    }
  }

  private InputStream connected(byte[] request) throws IOException {
    Socket open = socket;
    InputStream answers = in;
    if (open == null || answers == null) {
      open = new Socket();
      socket = open;
      open.setTcpNoDelay(true);
      open.setSoTimeout((int) PATIENCE.toMillis());
      open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      answers = new BufferedInputStream(open.getInputStream(), 16_384);
      in = answers;
    }
    open.getOutputStream().write(request);
    return answers;
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    in = null;
    if (open != null) {
      open.close();
    }
  }

  /**
   * An answer.
   *
   * @param last whether the server closes the connection after it
   */
  private record Answer(int status, String body, boolean last) {

    static Answer read(InputStream in) throws IOException {
      int status = Integer.parseInt(line(in).split(" ", 3)[1]);
      int length = 0;
      boolean chunked = false;
      boolean last = false;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        int colon = header.indexOf(':');
        String value = header.substring(colon + 1).strip();
        switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
          case "content-length" -> length = Integer.parseInt(value);
          case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
          case "connection" -> last = value.equalsIgnoreCase("close");
          default -> {
            // of no concern here
          }
        }
      }
      String body = chunked ? chunks(in) : text(in, length);
      return new Answer(status, body, last);
    }

    private static String chunks(InputStream in) throws IOException {
      StringBuilder body = new StringBuilder();
      for (int length = size(in); length > 0; length = size(in)) {
        body.append(text(in, length));
        line(in);
      }
      line(in);
      return body.toString();
    }

    private static int size(InputStream in) throws IOException {
      return Integer.parseInt(line(in).strip(), 16);
    }

    /** Chunks may part a character; what is looked for in answers has none but ASCII's. */
    private static String text(InputStream in, int length) throws IOException {
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException("the answer was cut short");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the connection was closed");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }
  }
}
