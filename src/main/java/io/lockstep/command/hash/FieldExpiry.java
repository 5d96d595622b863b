package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.CommandEncoder;

/**
 * One change of the times at which fields run out. Replicas get the moment and only the fields
 * whose time was changed; of each field whose time was past already they get that it is gone.
 */
final class FieldExpiry {
  static final long NO_FIELD = -2;
  static final long NOT_MET = 0;
  static final long CHANGED = 1;
  static final long DELETED = 2;

  private static final String NOT_POSITIVE = "ERR Parameter `numFields` should be greater than 0";

  private final Call call;
  private final FieldCondition condition;
  private final FieldArguments fields;
  private final long atMs;
  private final HashValue hash;
  private final int[] changed; // arguments [0..changedCount)
  private int changedCount;
  private int deletedCount;

  FieldExpiry(
      Call call, HashValue hash, FieldCondition condition, FieldArguments fields, long atMs) {
    this.call = call;
    this.condition = condition;
    this.fields = fields;
    this.atMs = atMs;
    this.hash = hash;
    this.changed = new int[fields.count()];
  }

  /** HEXPIRE and its kin. */
  static void set(Call call, boolean isInSeconds, boolean isFromNow) {
    int record = call.write(1, RecordType.HASH);
    long atMs = FieldTime.at(call, 2, isInSeconds, isFromNow);
    FieldCondition condition = FieldCondition.at(call, 3);
    int at = condition == FieldCondition.ANY ? 3 : 4;
    FieldArguments fields = FieldArguments.at(call, at, NOT_POSITIVE);
    record = call.node().liveFields().settle(call, record, fields.first(), 1);
    call.reply().array(fields.count());
    if (record == Database.NONE) {
      writeNone(call, fields.count());
      return;
    }
    FieldExpiry expiry =
        new FieldExpiry(call, call.collections().hash(record), condition, fields, atMs);
    expiry.applyToAll();
    boolean isAbsolute = !isInSeconds && !isFromNow;
    expiry.conclude(isAbsolute);
  }

  /** Answers for fields of a hash that is not there. */
  static void writeNone(Call call, int count) {
    for (int i = 0; i < count; i++) {
      call.reply().integer(NO_FIELD);
    }
  }

  private void applyToAll() {
    for (int i = fields.first(); i < fields.end(); i++) {
      call.reply().integer(apply(i));
    }
  }

  /** Gives the field at an argument the time; tells what has come of it. */
  long apply(int i) {
    if (!hash.find(call.bytes(), call.start(i), call.length(i), call.element())) {
      return NO_FIELD;
    }
    if (!condition.admits(hash.foundExpireAtMs(), atMs)) {
      return NOT_MET;
    }
    if (FieldTime.isPast(call, atMs)) {
      deletedCount += delete(call, hash, i) ? 1 : 0;
      return DELETED;
    }
    hash.expireAt(call.bytes(), call.start(i), call.length(i), atMs);
    changed[changedCount++] = i;
    return CHANGED;
  }

  /** Deletes the field at an argument, whose new time is past, if it is there. */
  static boolean delete(Call call, HashValue hash, int i) {
    boolean wasThere = hash.remove(call.bytes(), call.start(i), call.length(i));
    if (wasThere) {
      call.effects()
          .before(3)
          .argument("HDEL")
          .argument(call.request(), 1)
          .argument(call.request(), i);
      call.effects().addBefore();
      call.node().statistics().expiredSubkeys++;
    }
    return wasThere;
  }

  /** Tells everybody; {@code isAbsolute} if the request is what replicas are to get. */
  void conclude(boolean isAbsolute) {
    if (changedCount == 0) {
      call.effects().keepFromLog();
    } else if (!isAbsolute || changedCount < fields.count()) {
      rewrite();
    }
    if (changedCount + deletedCount > 0) {
      call.changed(1);
      call.effects().furtherChanges(changedCount + deletedCount - 1);
      call.event(EventClass.HASH, deletedCount > 0 ? "hdel" : "hexpire", 1);
    }
    if (hash.size() == 0) {
      call.collections().dropEmpty(1, hash.record());
    }
  }

  private void rewrite() {
    boolean isAny = condition == FieldCondition.ANY;
    CommandEncoder rewritten =
        call.effects()
            .rewrite(changedCount + (isAny ? 5 : 6))
            .argument("HPEXPIREAT")
            .argument(call.request(), 1)
            .argument(atMs);
    if (!isAny) {
      rewritten.argument(call.request(), 3);
    }
    rewritten.argument("FIELDS").argument(changedCount);
    for (int at = 0; at < changedCount; at++) {
      rewritten.argument(call.request(), changed[at]);
    }
  }
}
