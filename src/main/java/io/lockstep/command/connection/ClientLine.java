package io.lockstep.command.connection;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.ClientMemory;
import io.lockstep.command.Subscriptions.Sort;
import io.lockstep.command.Transaction;
import io.lockstep.resp.RequestDecoder;

/** A client in one line, with the fields and the order of Redis' CLIENT LIST. */
final class ClientLine {

  private static final long SECOND_MS = 1_000;

  private final StringBuilder line = new StringBuilder(512);
  private final Client client;
  private final long nowMs;
  private final int executing;

  private ClientLine(Client client, long nowMs, int executing) {
    this.client = client;
    this.nowMs = nowMs;
    this.executing = executing;
  }

  /** A client as the caller of a command sees it: the command itself is still in its buffer. */
  static String of(Client client, Call call) {
    int executing = client == call.client() ? call.request().frameLength() : 0;
    ClientLine line = new ClientLine(client, call.nowMs(), executing);
    line.writeIdentity();
    line.writeState();
    line.writeBuffers();
    line.writeRest();
    return line.line.toString().strip();
  }

  private void writeIdentity() {
    field("id", client.id());
    field("addr", client.connection().remoteAddress());
    field("laddr", client.connection().localAddress());
    field("fd", -1);
    field("name", client.name);
    field("age", (nowMs - client.createdAtMs()) / SECOND_MS);
    field("idle", (nowMs - client.lastActiveAtMs) / SECOND_MS);
    field("flags", flags());
  }

  private void writeState() {
    Transaction transaction = client.transaction;
    field("db", client.database);
    field("sub", client.subscriptions(Sort.CHANNEL));
    field("psub", client.subscriptions(Sort.PATTERN));
    field("ssub", client.subscriptions(Sort.SHARD_CHANNEL));
    field("multi", transaction == null ? -1 : transaction.queue().size());
  }

  private void writeBuffers() {
    RequestDecoder input = client.input;
    long decoded = input == null ? 0 : input.setAside();
    long used = input == null ? 0 : input.buffered() + executing - decoded;
    long capacity = input == null ? 0 : input.capacity();
    long queued = client.transaction == null ? 0 : client.transaction.bytes();
    long unsent = client.connection().unsentBytes();
    field("qbuf", used);
    field("qbuf-free", Math.max(0, capacity - used - decoded));
    field("argv-mem", client.heldRequestBytes + decoded);
    field("multi-mem", queued);
    field("rbs", 0);
    field("rbp", 0);
    field("obl", 0);
    field("oll", unsent > 0 ? 1 : 0);
    field("omem", unsent);
    field("tot-mem", ClientMemory.of(client));
  }

  private void writeRest() {
    String command = client.lastCommand;
    field("events", client.connection().unsentBytes() > 0 ? "rw" : "r");
    field("cmd", command == null ? "NULL" : command);
    field("user", client.isMaster() ? "(superuser)" : "default");
    field("redir", -1);
    field("resp", client.protocol);
    field("lib-name", client.libraryName);
    field("lib-ver", client.libraryVersion);
  }

  private String flags() {
    StringBuilder flags = new StringBuilder();
    flag(flags, 'S', client.isReplica());
    flag(flags, 'M', client.isMaster());
    flag(flags, 'b', client.isBlocked());
    flag(flags, 'P', client.kind == Client.Kind.PUBSUB);
    flag(flags, 'x', client.transaction != null);
    flag(flags, 'd', client.watchBroken);
    flag(flags, 'b', client.waits);
    flag(flags, 'c', client.closing);
    flag(flags, 'U', isUnixSocket());
    flag(flags, 'e', client.noEvict);
    flag(flags, 'T', client.noTouch);
    return flags.isEmpty() ? "N" : flags.toString();
  }

  private boolean isUnixSocket() {
    return client.connection().localAddress().startsWith("/");
  }

  private static void flag(StringBuilder flags, char letter, boolean isSet) {
    if (isSet) {
      flags.append(letter);
    }
  }

  private void field(String name, Object value) {
    line.append(name).append('=').append(value).append(' ');
  }
}
