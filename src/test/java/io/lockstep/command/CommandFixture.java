package io.lockstep.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.ReplySection;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A node in the test's own thread, with a clock that the test moves: commands go in as words, raw
 * replies and the commands of the replication stream come out.
 */
public final class CommandFixture implements AutoCloseable {

  public static final long START_MS = 1_700_000_000_000L;
  private static final int DATABASES = 16;
  private static final long HASH_SEED = 42;

  public final ReplicationDouble replication = new ReplicationDouble();
  public final SavingDouble saving = new SavingDouble();
  public final ControlDouble control = new ControlDouble();
  public final Node node;
  public final Client client;

  private final ReplyWriter reply = new ReplyWriter();
  private final Dispatcher dispatcher;
  private long clockMs = START_MS;
  private long nanos;
  public long nanosPerCommand;
  private long readOffset; // of the stream, the last byte that propagated() has told

  /** A master whose clients can use these families of commands. */
  @SafeVarargs
  public CommandFixture(List<Command>... families) {
    List<Command> rows = new ArrayList<>();
    for (List<Command> family : families) {
      rows.addAll(family);
    }
    Keyspace keyspace = new Keyspace(DATABASES, HASH_SEED);
    node =
        new Node(
            new Parameters(ParameterCatalogue.complete(), "/tmp"),
            new CommandTable(rows),
            keyspace,
            replication,
            saving,
            control,
            new SplittableRandom(HASH_SEED),
            () -> Instant.ofEpochMilli(clockMs),
            "a".repeat(40));
    node.refreshNow();
    dispatcher = new Dispatcher(node, reply, () -> nanos += nanosPerCommand);
    client = connect();
    selectFirstDatabase();
  }

  /** Has the stream select database 0, so that tests only see a SELECT of another one. */
  private void selectFirstDatabase() {
    node.propagation().enabled(true);
    Request ping = Request.of("PING");
    node.propagation().finishWith(0, ping.bytes(), 0, ping.frameLength());
    readOffset = replication.log().offset();
  }

  /** A further client of the node. */
  public Client connect() {
    return node.clients().connect(new ConnectionDouble(50_000), node.nowMs());
  }

  /** Sends a command, a byte a char, and returns the raw reply. */
  public String run(String... words) {
    return runAs(client, words);
  }

  /** Sends a command from another client. */
  public String runAs(Client sender, String... words) {
    reply.clear();
    reply.protocol(sender.protocol());
    node.refreshNow();
    dispatcher.beginBatch();
    Dispatcher.Result result = dispatcher.dispatch(sender, Request.of(words));
    return result == Dispatcher.Result.POSTPONED ? "POSTPONED" : replies();
  }

  private String replies() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    reply.handOver(section -> take(section, all));
    return all.toString(ISO_8859_1);
  }

  private static void take(ReplySection section, ByteArrayOutputStream into) {
    byte[] bytes = new byte[section.bytes().remaining()];
    section.bytes().get(bytes);
    into.writeBytes(bytes);
    section.free();
  }

  /** Sends a command given as words between blanks. */
  public String line(String words) {
    return run(words.split(" ", -1));
  }

  /** The commands that the stream got since the last question, each as words between blanks. */
  public List<String> propagated() {
    long end = replication.log().offset();
    if (end == readOffset) {
      return List.of();
    }
    byte[] bytes = replication.log().copy(readOffset + 1, (int) (end - readOffset));
    readOffset = end;
    return decode(bytes);
  }

  private static List<String> decode(byte[] bytes) {
    List<String> commands = new ArrayList<>();
    RequestDecoder decoder = new RequestDecoder(ProtocolLimits.standard());
    try {
      byte[] room = decoder.reserve(bytes.length);
      System.arraycopy(bytes, 0, room, decoder.writeIndex(), bytes.length);
      decoder.written(bytes.length);
      Request request = new Request();
      while (decoder.next(request)) {
        commands.add(request.toString());
      }
    } catch (ProtocolException e) {
      throw new AssertionError("The stream is no sequence of commands", e);
    }
    return commands;
  }

  /** Moves the clock. */
  public void advance(long ms) {
    clockMs += ms;
    node.refreshNow();
  }

  @Override
  public void close() {
    node.keyspace().close();
  }
}
