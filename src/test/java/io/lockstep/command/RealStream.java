package io.lockstep.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What a real server sends to a replica of it, command by command. */
public final class RealStream implements AutoCloseable {

  private static final int READ_BYTES = 1 << 16;

  private final RedisConnection connection;
  private final RequestDecoder decoder = new RequestDecoder(ProtocolLimits.master());
  private final Request request = new Request();

  private RealStream(RedisConnection connection) {
    this.connection = connection;
  }

  /** Becomes a replica of the server; its payload is read and forgotten. */
  public static RealStream of(RealRedis server) {
    RedisConnection connection = server.connect();
    connection.send("SYNC\r\n".getBytes(US_ASCII));
    try {
      skipPayload(connection.input());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RealStream(connection);
  }

  private static void skipPayload(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' || line.isEmpty(); next = in.read()) {
      if (next > ' ') {
        line.append((char) next);
      }
    }
    in.skipNBytes(Long.parseLong(line.substring(1)));
  }

  /** The commands that come before this one, without those about the link and the database. */
  public List<String> until(String marker) {
    List<String> commands = new ArrayList<>();
    for (String command = next(); !command.equals(marker); command = next()) {
      if (!command.equalsIgnoreCase("ping") && !command.startsWith("SELECT")) {
        commands.add(command);
      }
    }
    return commands;
  }

  private String next() {
    try {
      while (!decoder.next(request)) {
        read();
      }
      return request.toString();
    } catch (ProtocolException | IOException e) {
      throw new AssertionError("The stream broke", e);
    }
  }

  private void read() throws IOException, ProtocolException {
    byte[] room = decoder.reserve(READ_BYTES);
    int count = connection.input().read(room, decoder.writeIndex(), READ_BYTES);
    if (count < 0) {
      throw new IOException("closed");
    }
    decoder.written(count);
  }

  @Override
  public void close() {
    connection.close();
  }
}
