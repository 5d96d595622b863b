package io.lockstep.engine;

import static io.lockstep.command.parameter.ReplicationParameters.REPL_DISKLESS_SYNC_DELAY;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Command;
import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.resp.ProtocolException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * One full resync of an engine that holds nothing, has no socket, and is thrown away. What a JVM
 * does for the first time takes it milliseconds: classes are linked, every switch over a sealed
 * type makes a class of its own. Clients of the first real replica would wait for all of that.
 */
public final class Rehearsal {

  private static final int MOST_TASKS = 100;

  private static final List<String> CONVERSATION =
      List.of(
          "PING",
          "REPLCONF listening-port 1",
          "REPLCONF capa eof capa psync2",
          "PSYNC ? -1",
          "REPLCONF ACK 0",
          "SET key value",
          "");

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final EngineParts parts;

  private Rehearsal(
      List<Command> commands,
      Host host,
      InstantSource clock,
      LongSupplier nanoClock,
      RandomGenerator random) {
    Parameters parameters = new Parameters(ParameterCatalogue.complete(), ".");
    parameters.load(REPL_DISKLESS_SYNC_DELAY.name(), "0");
    parts =
        EngineParts.assemble(
            parameters,
            new EngineParts.Edge(
                new Queued(),
                commands,
                tasks::add,
                (_, _, _, _) -> () -> {},
                host,
                clock,
                nanoClock,
                random,
                () -> 0));
  }

  /** Plays it on the calling thread. */
  public static void play(
      List<Command> commands,
      Host host,
      InstantSource clock,
      LongSupplier nanoClock,
      RandomGenerator random) {
    new Rehearsal(commands, host, clock, nanoClock, random).play();
  }

  private void play() {
    parts.start().run();
    Session replica = parts.engine().accept(NoConnection.TAKES_ALL);
    for (String line : CONVERSATION) {
      say(replica, line + "\r\n");
      runTasks();
    }
    parts.engine().gone(replica);
    runTasks();
    parts.stop().run();
  }

  private void say(Session session, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    try {
      byte[] room = session.decoder().reserve(bytes.length);
      System.arraycopy(bytes, 0, room, session.decoder().writeIndex(), bytes.length);
    } catch (ProtocolException tooMuch) {
      throw new IllegalStateException(tooMuch);
    }
    session.decoder().written(bytes.length);
    parts.engine().received(session, bytes.length);
  }

  /** Timers set themselves again, so there is always a task left. */
  private void runTasks() {
    for (int i = 0; i < MOST_TASKS && !tasks.isEmpty(); i++) {
      tasks.remove().run();
    }
  }

  /** Everything comes when it is its turn, however late it was to be. */
  private final class Queued implements EngineLoop {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void after(long delayMs, Runnable task) {
      tasks.add(task);
    }

    @Override
    public void sleep(long nanos) {}
  }
}
