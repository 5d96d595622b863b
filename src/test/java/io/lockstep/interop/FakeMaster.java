package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Plays the master up to the payload, which the test supplies, and then hangs up. */
final class FakeMaster implements AutoCloseable {

  private final ServerSocket listener;
  private final Supplier<byte[]> afterPsync;
  private final AtomicInteger served = new AtomicInteger();
  private final CompletableFuture<Void> end;

  FakeMaster(Supplier<byte[]> afterPsync) {
    this.afterPsync = afterPsync;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end = CompletableFuture.runAsync(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many replicas have been answered and left. */
  int served() {
    return served.get();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (var socket = listener.accept()) {
        converse(socket);
      } catch (IOException left) {
        // the replica hung up, or the test has ended
      }
      served.incrementAndGet();
    }
  }

  private void converse(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    OutputStream out = socket.getOutputStream();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "PING" -> out.write("+PONG\r\n".getBytes(ISO_8859_1));
        case "REPLCONF" -> out.write("+OK\r\n".getBytes(ISO_8859_1));
        case "PSYNC" -> {
          out.write(afterPsync.get());
          return;
        }
        default -> {}
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end.join();
  }
}
