package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryDraft;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.CommandEncoder;
import org.jspecify.annotations.Nullable;

/** XADD. */
final class AddCommand {
  private static final String ZERO = "ERR The ID specified in XADD must be greater than 0-0";
  private static final String EXHAUSTED =
      "ERR The stream has exhausted the last possible ID, unable to add more items";
  private static final String NOT_GREATER =
      "ERR The ID specified in XADD is equal or smaller than the target stream top item";
  private static final String TOO_LARGE = "ERR Elements are too large to be stored";

  private AddCommand() {}

  static void xadd(Call call) {
    TrimTerms terms = TrimTerms.ofAdd(call);
    int fields = terms.idArgument() + 1;
    if (call.count() - fields < 2 || (call.count() - fields) % 2 == 1) {
      throw new CommandException(Errors.wrongArity(call.command().fullName()));
    }
    EntryId id = new EntryId();
    boolean isGiven = isGiven(call, terms.idArgument(), id);
    if (isGiven && id.isZero()) {
      throw new CommandException(ZERO);
    }
    int record = call.write(1, RecordType.STREAM);
    if (record == Database.NONE && terms.createsNothing()) {
      call.reply().nil();
    } else {
      StreamValue stream = call.node().keyspace().streams();
      EntryDraft draft = draft(call, stream, fields);
      StreamValue filled = Streams.toFill(call, 1, record);
      complete(call, filled, terms.idArgument(), id, isGiven);
      add(call, filled, terms, id, draft, isGiven);
    }
  }

  /** Whether argument {@code i} is an id for XADD; if not, an error. */
  static void checkId(Call call, int i) {
    EntryId id = new EntryId();
    if (!Ids.isChar(call, i, '*') && !Ids.isOpen(call, i, id)) {
      Ids.strict(call, i, id);
    }
  }

  /** Shows the id at an argument, which was checked; returns whether it is complete. */
  private static boolean isGiven(Call call, int i, EntryId id) {
    return !Ids.isChar(call, i, '*') && !Ids.isOpen(call, i, id) && Ids.isStrict(call, i, id);
  }

  private static EntryDraft draft(Call call, StreamValue stream, int fields) {
    EntryDraft draft = stream.draft();
    draft.clear();
    for (int i = fields; i < call.count(); i++) {
      draft.add(call.bytes(), call.start(i), call.length(i));
    }
    if (stream.isTooBig(draft)) {
      throw new CommandException(TOO_LARGE);
    }
    return draft;
  }

  /** Finds the id to be given, and that it is behind the last one. */
  private static void complete(Call call, StreamValue stream, int i, EntryId id, boolean isGiven) {
    EntryId last = stream.lastId(new EntryId());
    if (last.isLargest()) {
      throw new CommandException(EXHAUSTED);
    }
    if (Ids.isChar(call, i, '*')) {
      id.set(call.nowMs(), 0);
      if (id.ms() <= last.ms() || last.ms() < 0) {
        id.set(last).increment();
      }
    } else if (!isGiven && id.ms() == last.ms()) {
      id.set(last.ms(), last.seq() + 1); // wraps to 0 behind the largest one, which is refused
    }
    if (id.compareTo(last) <= 0) {
      throw new CommandException(NOT_GREATER);
    }
  }

  private static void add(
      Call call,
      StreamValue stream,
      TrimTerms terms,
      EntryId id,
      EntryDraft draft,
      boolean isGiven) {
    stream.add(id, draft);
    Ids.write(call, id);
    call.changed(1);
    call.event(EventClass.STREAM, "xadd", 1);
    if (terms.trims() && terms.trim(stream) > 0) {
      call.event(EventClass.STREAM, "xtrim", 1);
    }
    if (!isGiven || terms.isApproximate()) {
      propagate(call, stream, terms, isGiven ? null : id);
    }
  }

  /** The log gets the id that was chosen, if it was. */
  private static void propagate(
      Call call, StreamValue stream, TrimTerms terms, @Nullable EntryId chosen) {
    CommandEncoder log = call.effects().rewrite(call.count());
    byte[] text = new byte[EntryId.MAX_LENGTH];
    for (int i = 0; i < call.count(); i++) {
      if (chosen != null && i == terms.idArgument()) {
        log.argument(text, 0, chosen.spell(text));
      } else {
        terms.propagate(log, i, stream);
      }
    }
  }
}
