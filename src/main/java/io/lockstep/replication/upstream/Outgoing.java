package io.lockstep.replication.upstream;

import io.lockstep.replication.Capability;
import io.lockstep.resp.CommandEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a replica says to its master, as the bytes that Redis itself would send. */
public sealed interface Outgoing {

  byte[] bytes();

  record Ping() implements Outgoing {
    @Override
    public byte[] bytes() {
      return command("PING");
    }
  }

  /** Who we are, in one go; each part gets a reply of its own. */
  record Introduction(UpstreamSettings settings) implements Outgoing {

    /** The replies to expect, in order. */
    public List<ReplState> expected() {
      var states = new ArrayList<ReplState>();
      if (settings.password() != null) {
        states.add(ReplState.RECEIVE_AUTH_REPLY);
      }
      states.add(ReplState.RECEIVE_PORT_REPLY);
      if (settings.announcedAddress() != null) {
        states.add(ReplState.RECEIVE_IP_REPLY);
      }
      states.add(ReplState.RECEIVE_CAPA_REPLY);
      return List.copyOf(states);
    }

    @Override
    public byte[] bytes() {
      var out = new ByteArrayOutputStream();
      out.writeBytes(auth(settings.user(), settings.password()));
      out.writeBytes(
          command("REPLCONF", "listening-port", Integer.toString(settings.listeningPort())));
      out.writeBytes(address(settings.announcedAddress()));
      out.writeBytes(capabilities());
      return out.toByteArray();
    }

    private static byte[] capabilities() {
      return command(
          "REPLCONF",
          "capa",
          Capability.EOF,
          "capa",
          Capability.PSYNC2,
          "capa",
          Capability.LOCKSTEP_SNAPSHOT);
    }

    private static byte[] auth(@Nullable String user, @Nullable String password) {
      if (password == null) {
        return new byte[0];
      }
      return user == null ? command("AUTH", password) : command("AUTH", user, password);
    }

    private static byte[] address(@Nullable String announced) {
      return announced == null ? new byte[0] : command("REPLCONF", "ip-address", announced);
    }
  }

  /** Asks to continue after the checkpoint, or for a snapshot when there is none. */
  record Psync(@Nullable Checkpoint cached) implements Outgoing {
    @Override
    public byte[] bytes() {
      return cached == null
          ? command("PSYNC", "?", "-1")
          : command("PSYNC", cached.replid(), Long.toString(cached.psyncOffset()));
    }
  }

  /** For masters without PSYNC; inline, as Redis sends it. */
  record Sync() implements Outgoing {
    @Override
    public byte[] bytes() {
      return "SYNC\r\n".getBytes(StandardCharsets.US_ASCII);
    }
  }

  record Ack(long offset) implements Outgoing {
    @Override
    public byte[] bytes() {
      return command("REPLCONF", "ACK", Long.toString(offset));
    }
  }

  /** An empty line: we are still busy with your snapshot. */
  record Newline() implements Outgoing {
    @Override
    public byte[] bytes() {
      return new byte[] {'\n'};
    }
  }

  private static byte[] command(String... words) {
    var encoder = new CommandEncoder().begin(words.length);
    for (String word : words) {
      encoder.argument(word.getBytes(StandardCharsets.UTF_8));
    }
    return encoder.copy();
  }
}
