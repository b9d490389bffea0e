package dev.deskhand.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A connection on which a request was begun whose end never comes. */
public final class UnfinishedRequest implements AutoCloseable {

  private static final int PATIENCE = 20_000;

  private final Socket socket;

  /**
   * Connects and sends.
   *
   * @param head the request line and headers, a line each, without the empty line after them
   * @param body as much of the body as is sent
   */
  public UnfinishedRequest(int port, String head, String body) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(PATIENCE);
      String request = head.strip().replace("\n", "\r\n") + "\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of the answer; 0 if the connection was closed without one. */
  public int status() {
    try {
      byte[] answer = socket.getInputStream().readNBytes(12);
      return answer.length < 12
          ? 0
          : Integer.parseInt(new String(answer, 9, 3, StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the other side closes the connection, after whatever it says. */
  public boolean isClosed() {
    try {
      socket.setSoTimeout(PATIENCE);
      socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /** Whether nothing has come and the connection is open. */
  public boolean isHeld() {
    try {
      socket.setSoTimeout(1);
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
