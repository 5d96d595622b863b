package io.lockstep.command;

import io.lockstep.resp.CommandEncoder;
import io.lockstep.resp.Request;

/** How much one execution of a command has changed, and what the log gets of it. */
final class Effects {

  /** What the log gets when the command has changed something. */
  private enum Form {
    REQUEST,
    REWRITTEN,
    NOTHING
  }

  private final Propagation propagation;
  private final CommandEncoder rewritten = new CommandEncoder();
  private final CommandEncoder earlier = new CommandEncoder();
  private final CommandEncoder unheard = CommandEncoder.unheard();
  private long changes;
  private Form form = Form.REQUEST;
  private boolean isForced;

  Effects(Propagation propagation) {
    this.propagation = propagation;
  }

  void clear() {
    changes = 0;
    isForced = false;
    form = Form.REQUEST;
  }

  void changed() {
    changes++;
  }

  long changes() {
    return changes;
  }

  /** Makes the log get the command though it has changed nothing. */
  void force() {
    isForced = true;
  }

  /** Starts the command that goes to the log instead of the request. */
  CommandEncoder rewrite(int argumentCount) {
    form = Form.REWRITTEN;
    return begin(rewritten, argumentCount);
  }

  /** Starts a command that goes to the log before the last one. */
  CommandEncoder before(int argumentCount) {
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
  void addBefore(int database) {
    propagation.add(database, earlier.bytes(), 0, earlier.length());
  }

  void keepFromLog() {
    form = Form.NOTHING;
  }

  /** Tells the log, as the last operation of the command. */
  void propagate(int database, Command command, Request request) {
    if ((changes == 0 && !isForced) || form == Form.NOTHING) {
      propagateDeletions(command);
    } else if (form == Form.REWRITTEN) {
      propagation.finishWith(database, rewritten.bytes(), 0, rewritten.length());
    } else {
      propagateRequest(database, request);
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

  private void propagateRequest(int database, Request sent) {
    if (sent.isCanonical()) {
      propagation.finishWith(database, sent.bytes(), sent.frameStart(), sent.frameLength());
    } else {
      rewritten.clear();
      rewritten.request(sent);
      propagation.finishWith(database, rewritten.bytes(), 0, rewritten.length());
    }
  }
}
