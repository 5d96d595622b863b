package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** A blocking test client: raw bytes out, whole replies in, as bytes or as Java values. */
public final class RedisConnection implements AutoCloseable {

  private static final int READ_LIMIT_MS = 5_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Connects to a port of the loopback interface. */
  public static RedisConnection to(int port) {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(READ_LIMIT_MS);
      return new RedisConnection(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the command and returns its reply as {@link Reply#value} describes. */
  public @Nullable Object call(String... arguments) {
    send(encode(arguments));
    return Reply.value(receive());
  }

  /** Sends bytes as they are. */
  public void send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of the next reply, whole; an attribute is part of the reply that follows it. */
  public byte[] receive() {
    try {
      return Reply.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that comes until the server closes the connection, or resets it. */
  public byte[] receiveToEnd() {
    var seen = new ByteArrayOutputStream();
    try {
      in.transferTo(seen);
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException reset) {
      return seen.toByteArray(); // the server closed with input of ours unread
    }
    return seen.toByteArray();
  }

  /** The stream itself, for what is no reply: a payload, or the commands to a replica. */
  public InputStream input() {
    return in;
  }

  /** A command as an array of bulk strings; each char is one byte. */
  public static byte[] encode(String... arguments) {
    var text = new StringBuilder("*").append(arguments.length).append("\r\n");
    for (var argument : arguments) {
      text.append('$').append(argument.length()).append("\r\n").append(argument).append("\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
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
