package io.lockstep.command;

import io.lockstep.resp.CommandEncoder;
import io.lockstep.resp.Request;
import org.jspecify.annotations.Nullable;

/** How much one execution of a command has changed, and what the log gets of it. */
public final class Effects {

  /** What the log gets when the command has changed something. */
  private enum Form {
    REQUEST,
    REWRITTEN,
    NOTHING
  }

  private final Node node;
  private final Propagation propagation;
  private final CommandEncoder rewritten = new CommandEncoder();
  private final CommandEncoder earlier = new CommandEncoder();
  private final CommandEncoder unheard = CommandEncoder.unheard();
  private @Nullable Client client;
  private long changes;
  private Form form = Form.REQUEST;
  private boolean isForced;

  Effects(Node node) {
    this.node = node;
    this.propagation = node.propagation();
  }

  void begin(Client client) {
    this.client = client;
    changes = 0;
    isForced = false;
    form = Form.REQUEST;
  }

  void changed() {
    changes++;
    node.statistics().changes++;
  }

  /** A change that was told of was so many more in Redis' count. */
  public void furtherChanges(long count) {
    node.statistics().changes += count;
  }

  /** How many changes this call has made. */
  public long changes() {
    return changes;
  }

  /** Replicas get the request though no data was changed: PUBLISH. */
  public void propagateUnchanged() {
    isForced = propagation.isActive();
  }

  /** Starts the command that goes to the log instead of the request. */
  public CommandEncoder rewrite(int argumentCount) {
    form = Form.REWRITTEN;
    return begin(rewritten, argumentCount);
  }

  /** Starts a command that goes to the log before the last one, which {@link #addBefore} ends. */
  public CommandEncoder before(int argumentCount) {
    return begin(earlier, argumentCount);
  }

  /** Most nodes have nobody who takes the log: nothing is encoded for it then. */
  private CommandEncoder begin(CommandEncoder encoder, int argumentCount) {
    if (!propagation.isActive()) {
      return unheard;
    }
    encoder.clear();
    return encoder.begin(argumentCount);
  }

  /** Adds it, as it is complete. */
  public void addBefore() {
    propagation.add(database(), earlier.bytes(), 0, earlier.length());
  }

  /** Keeps what was changed from the log. */
  public void keepFromLog() {
    form = Form.NOTHING;
  }

  /** Tells the log, as the last operation of the command. */
  void propagate(Command command, Request request) {
    if ((changes == 0 && !isForced) || form == Form.NOTHING) {
      propagateDeletions(command);
    } else if (form == Form.REWRITTEN) {
      propagation.finishWith(database(), rewritten.bytes(), 0, rewritten.length());
    } else {
      propagateRequest(request);
    }
  }

  /** Keys that ran out while the command looked at them; SCAN's have nothing to do with another. */
  private void propagateDeletions(Command command) {
    if (command.has(CommandFlag.TOUCHES_ARBITRARY_KEYS)) {
      propagation.finishSeparately();
    } else {
      propagation.finish();
    }
  }

  private void propagateRequest(Request sent) {
    if (sent.isCanonical()) {
      propagation.finishWith(database(), sent.bytes(), sent.frameStart(), sent.frameLength());
    } else {
      rewritten.clear();
      rewritten.request(sent);
      propagation.finishWith(database(), rewritten.bytes(), 0, rewritten.length());
    }
  }

  private int database() {
    return Call.required(client).database;
  }
}
