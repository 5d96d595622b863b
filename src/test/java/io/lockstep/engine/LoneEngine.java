package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Command;
import io.lockstep.command.Node;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.saving.Disk;
import io.lockstep.engine.saving.MemoryDisk;
import io.lockstep.resp.ProtocolException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An engine on the test's own thread, with a clock that the test moves and far ends that it plays.
 */
final class LoneEngine implements AutoCloseable {

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Queue<Runnable> timers = new ArrayDeque<>();
  private final EngineParts parts;
  private long clockMs = 1_700_000_000_000L;
  final MemoryDisk disk;
  final CompletableFuture<Void> loaded = new CompletableFuture<>();
  boolean isShutDown;
  boolean isBroken;
  UpstreamDialer.@Nullable Listener master; // the last one that was dialed

  /** Starts an engine; {@code directBytes} is what the buffers of its sockets may take. */
  LoneEngine(long directBytes) {
    this(directBytes, List.of());
  }

  /** Starts an engine that has further commands, in place of those of the same name. */
  LoneEngine(long directBytes, List<Command> further) {
    this(directBytes, further, new MemoryDisk(), List.of());
    parts.start().run();
  }

  private LoneEngine(
      long directBytes, List<Command> further, MemoryDisk disk, List<String> parameters) {
    this.disk = disk;
    parts =
        EngineParts.assemble(
            parameters(parameters),
            new EngineParts.Edge(
                new Loop(),
                withFamilies(further),
                tasks::add,
                this::dial,
                new Machine(directBytes),
                () -> Instant.ofEpochMilli(clockMs),
                () -> 0,
                new SplittableRandom(disk.files.size()),
                () -> 6379));
  }

  /** Starts an engine that loads what another has left behind, with further parameters. */
  static LoneEngine loading(MemoryDisk disk, String... parameters) {
    return loading(disk, 0, parameters);
  }

  /** The same, after so many milliseconds. */
  static LoneEngine loading(MemoryDisk disk, long afterMs, String... parameters) {
    LoneEngine engine = new LoneEngine(1L << 30, List.of(), disk, List.of(parameters));
    engine.advance(afterMs);
    engine.node().loading(true);
    engine.parts.start().run();
    engine.parts.load().accept(engine.loaded);
    return engine;
  }

  private static Parameters parameters(List<String> further) {
    Parameters parameters = new Parameters(ParameterCatalogue.complete(), "/tmp");
    parameters.load("enable-debug-command", "yes");
    parameters.load("enable-protected-configs", "yes");
    for (int i = 0; i < further.size(); i += 2) {
      parameters.load(further.get(i), further.get(i + 1));
    }
    return parameters;
  }

  private static List<Command> withFamilies(List<Command> further) {
    List<Command> rows = new ArrayList<>(further);
    CommandFamilies.ALL.stream()
        .filter(row -> further.stream().noneMatch(other -> other.name().equals(row.name())))
        .forEach(rows::add);
    return rows;
  }

  private Runnable dial(String host, int port, long timeoutMs, UpstreamDialer.Listener listener) {
    master = listener;
    return () -> {};
  }

  /** Takes a client in. */
  Session accept(FarEnd end) {
    return parts.engine().accept(end);
  }

  /** A client sends requests, each as words between blanks. */
  void send(Session session, String... requests) {
    byte[] bytes = (String.join("\r\n", requests) + "\r\n").getBytes(ISO_8859_1);
    try {
      byte[] room = session.decoder().reserve(bytes.length);
      System.arraycopy(bytes, 0, room, session.decoder().writeIndex(), bytes.length);
    } catch (ProtocolException tooMuch) {
      throw new AssertionError(tooMuch);
    }
    session.decoder().written(bytes.length);
    parts.engine().received(session, bytes.length);
  }

  /** Everything that was ready is executed: what waited for that happens. */
  void endTurn() {
    for (int waiting = tasks.size(); waiting > 0; waiting--) {
      tasks.remove().run();
    }
  }

  /** The first thing that is ready happens; false if none is. */
  boolean step() {
    Runnable first = tasks.poll();
    if (first != null) {
      first.run();
    }
    return first != null;
  }

  /** What became ready last happens before all the rest. */
  void overtake() {
    tasks.removeLast().run();
  }

  /** Time passes, though the clock stands. */
  void beat() {
    timers.remove().run();
  }

  /** The clock moves, and nothing happens. */
  void advance(long ms) {
    clockMs += ms;
  }

  /** The clock moves, and every timer that was set is due; an early one has to bear that. */
  void pass(long ms) {
    advance(ms);
    for (int due = timers.size(); due > 0; due--) {
      timers.remove().run();
    }
    endTurn();
  }

  /** A client's connection ends. */
  void gone(Session session) {
    parts.engine().gone(session);
  }

  /** The state behind. */
  Node node() {
    return parts.node();
  }

  /** The node's end comes. */
  void closeAll() {
    parts.engine().closeAll();
  }

  /** A signal asks for the end. */
  void departLater(ShutdownTerms terms, Consumer<Boolean> answer) {
    parts.engine().departLater(terms, answer);
  }

  /** What people may ask for. */
  ReplicationInputs inputs() {
    return parts.inputs();
  }

  /** A person confirms the snapshot that waits. */
  CompletableFuture<Void> confirmResync() {
    return parts.inputs().confirmResync();
  }

  /** What people see. */
  EngineView view() {
    return parts.inputs().get();
  }

  @Override
  public void close() {
    parts.stop().run();
  }

  private final class Loop implements EngineLoop {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void after(long delayMs, Runnable task) {
      (delayMs == 0 ? tasks : timers).add(task);
    }

    @Override
    public void sleep(long nanos) {}
  }

  private final class Machine implements Host {
    private final long directBytes;

    private Machine(long directBytes) {
      this.directBytes = directBytes;
    }

    @Override
    public long residentBytes() {
      return 0;
    }

    @Override
    public long heapBytes() {
      return 0;
    }

    @Override
    public long directBytes() {
      return directBytes;
    }

    @Override
    public long processId() {
      return 1;
    }

    @Override
    public long cpuNanos() {
      return 0;
    }

    @Override
    public long systemMemoryBytes() {
      return 0;
    }

    @Override
    public Disk disk() {
      return disk;
    }

    @Override
    public String configFile() {
      return "";
    }

    @Override
    public void rewriteConfigFile(UnaryOperator<String> rewriting) throws IOException {
      throw new IOException("The server is running without a config file");
    }

    @Override
    public void broken() {
      isBroken = true;
    }

    @Override
    public void shutdown() {
      isShutDown = true;
    }
  }
}
