package io.lockstep.command;

import io.lockstep.command.statistics.Statistics;
import io.lockstep.resp.ReplyWriter;
import io.lockstep.resp.Request;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes each request past the {@link Gates}, and then executes it or queues it for EXEC. */
public final class Dispatcher {

  /** What became of a request. */
  public enum Result {
    /** It was answered, or needs no answer. */
    DONE,
    /** Clients are paused: it must be offered again, unchanged, when they are not. */
    POSTPONED,
    /** It is answered later; nothing of the client may be executed before. */
    BLOCKED
  }

  private final Node node;
  private final Gates gates;
  private final ReplyWriter reply;
  private final Call call;
  private final Call queuedCall; // EXEC's own call goes on around those of its queue
  private final LongSupplier nanoClock;
  private long lastNanos;
  private long batchNanos;

  /**
   * A dispatcher of a node's commands.
   *
   * @param reply where the replies of all calls go
   * @param nanoClock a clock for durations, in nanoseconds from any origin
   */
  public Dispatcher(Node node, ReplyWriter reply, LongSupplier nanoClock) {
    this.node = node;
    this.gates = new Gates(node);
    this.reply = reply;
    this.call = new Call(node, reply, this);
    this.queuedCall = new Call(node, reply, this).forQueue();
    this.nanoClock = nanoClock;
  }

  /** Starts a batch of requests: durations are counted from here. */
  public void beginBatch() {
    Statistics statistics = node.statistics();
    statistics.eventLoopCycles++;
    statistics.eventLoopNanos += lastNanos - batchNanos; // of the batch before
    lastNanos = nanoClock.getAsLong();
    batchNanos = lastNanos;
  }

  /** Executes one request of a client. */
  public Result dispatch(Client client, Request request) {
    int mark = reply.length();
    CommandTable.Entry entry = node.commands().find(request);
    if (entry == null && SecurityWarning.isHttp(request)) {
      SecurityWarning.abort(client);
      return Result.DONE;
    }
    client.lastCommand = entry == null ? null : entry.command().fullName();
    String refusal = gates.shapeRefusal(entry, request, client);
    node.pushes().begin(client);
    client.waits = false;
    if (entry == null || refusal != null) {
      refuse(client, entry, String.valueOf(refusal));
    } else if (!isAdmitted(client, entry, request)) {
      client.waits = true;
      node.pushes().end(reply);
      return Result.POSTPONED;
    }
    return outcome(client, mark);
  }

  /** A mode of replies is meant for the reply, which may be still to come. */
  private Result outcome(Client client, int mark) {
    boolean isDone = !client.isBlocked();
    if (isDone && (client.replyMode != Client.ReplyMode.ON || !client.hearsReplies())) {
      silence(client, mark);
    }
    node.pushes().end(reply);
    return isDone ? Result.DONE : Result.BLOCKED;
  }

  // ---- clients that wait

  /** Executes again the request of a client that waits for keys. */
  public Result retry(Client client) {
    KeyWait wait = waitOf(client);
    int mark = reply.length();
    lastNanos = nanoClock.getAsLong();
    wait.isPending = false;
    node.pushes().begin(client);
    boolean isPostponed = !isAdmitted(client, wait.entry(), wait.request());
    if (!wait.isPending) {
      node.keyWaits().end(client);
    }
    client.waits = isPostponed;
    if (isPostponed) {
      node.pushes().end(reply);
      return Result.POSTPONED;
    }
    return outcome(client, mark);
  }

  private static KeyWait waitOf(Client client) {
    KeyWait wait = client.keyWait();
    if (wait == null) {
      throw new IllegalStateException("Client " + client.id() + " waits for no key.");
    }
    return wait;
  }

  /**
   * Answers a client whose wait is over without its request having been executed.
   *
   * @return whether the client goes on
   */
  public boolean settle(Client client) {
    int mark = reply.length();
    KeyWait wait = client.keyWait();
    boolean isRefused = client.unblockError != null;
    if (!client.settleWait(node, reply)) {
      return false;
    }
    if (wait != null) {
      client.holds(0);
      wait.entry().failedCalls += isRefused ? 1 : 0;
      count(client, wait.entry(), wait.request(), wait.nanos());
    }
    outcome(client, mark);
    return true;
  }

  /** False when it has to wait. */
  private boolean isAdmitted(Client client, CommandTable.Entry entry, Request request) {
    String refusal = gates.refusal(client, entry.command());
    if (refusal != null) {
      refuse(client, entry, refusal);
    } else if (gates.mustWait(client, entry.command())) {
      return false;
    } else if (client.transaction != null && !isTransactionVerb(entry.command())) {
      client.transaction.add(entry, request);
      reply.simple("QUEUED");
    } else {
      execute(client, entry, request);
      node.propagation().finish();
      if (!client.isBlocked()) {
        client.lastWriteOffset = node.replication().log().offset();
      }
    }
    return true;
  }

  /** Runs a command that has passed the gates. */
  void execute(Client client, CommandTable.Entry entry, Request request) {
    execute(call, client, entry, request);
  }

  /** Runs what a client queued as one unit; one reply each, in an array. */
  public void executeQueued(Client client, List<Transaction.Queued> queue) {
    long startNanos = lastNanos;
    reply.array(queue.size());
    node.propagation().beginTransaction();
    for (Transaction.Queued queued : queue) {
      execute(queuedCall, client, queued.entry(), queued.request());
    }
    node.propagation().endTransaction();
    lastNanos = startNanos; // the time of all of them is EXEC's as well
  }

  private void execute(Call call, Client client, CommandTable.Entry entry, Request request) {
    int mark = reply.length();
    call.begin(client, entry, request);
    try {
      entry.command().handler().run(call);
      call.propagate();
    } catch (CommandException wrong) {
      reply.rewind(mark);
      error(entry, wrong.text());
      node.propagation().finish();
    }
    conclude(client, entry, request, lap());
  }

  private long lap() {
    long now = nanoClock.getAsLong();
    long nanos = now - lastNanos;
    lastNanos = now;
    return nanos;
  }

  /** A command that waits is counted once, when it does so no more, without the time between. */
  private void conclude(Client client, CommandTable.Entry entry, Request request, long nanos) {
    KeyWait wait = client.keyWait();
    if (wait == null) {
      count(client, entry, request, nanos);
    } else if (wait.isPending) {
      wait.took(nanos);
    } else {
      node.keyWaits().end(client);
      count(client, entry, request, wait.nanos() + nanos);
    }
  }

  private void count(Client client, CommandTable.Entry entry, Request request, long nanos) {
    entry.calls++;
    entry.nanos += nanos;
    if (node.settings().latencyTracking) {
      entry.took(nanos);
    }
    if (nanos >= node.settings().slowNanos) {
      node.slowLog().add(client, entry.command(), request, nanos);
    }
    node.statistics().commandNanos += nanos;
    node.statistics().commandsProcessed++;
  }

  private void error(CommandTable.Entry entry, String text) {
    entry.failedCalls++;
    node.statistics().error(text);
    reply.error(text);
  }

  /** Whether a client must log in first. */
  public boolean needsPassword(Client client) {
    return gates.needsPassword(client);
  }

  private static boolean isTransactionVerb(Command command) {
    return switch (command.name()) {
      case "exec", "discard", "multi", "watch", "quit", "reset" -> true;
      default -> false;
    };
  }

  private void refuse(Client client, CommandTable.@Nullable Entry entry, String text) {
    if (entry != null) {
      entry.rejectedCalls++;
    }
    String shown = text;
    if (entry != null && entry.command().name().equals("exec")) {
      node.discardTransaction(client);
      shown = Errors.execAbort(text);
    } else if (client.transaction != null) {
      client.transaction.refuse();
    }
    node.statistics().error(shown);
    reply.error(shown);
  }

  private void silence(Client client, int mark) {
    boolean silent = !client.hearsReplies() || client.replyMode != Client.ReplyMode.ON;
    if (client.replyMode == Client.ReplyMode.SKIP) {
      client.replyMode = Client.ReplyMode.ON;
    } else if (client.replyMode == Client.ReplyMode.SKIP_NEXT) {
      client.replyMode = Client.ReplyMode.SKIP;
    }
    if (silent) {
      reply.rewind(mark);
    }
  }
}
