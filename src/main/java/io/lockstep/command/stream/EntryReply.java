package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.StreamWalk;

/** Entries in replies. */
final class EntryReply {
  private final Call call;
  private final byte[] text = new byte[EntryId.MAX_LENGTH];
  private final EntryId id = new EntryId();

  EntryReply(Call call) {
    this.call = call;
  }

  /** Answers so many entries of a walk, or all of them for 0. */
  void array(StreamWalk entries, long count) {
    int mark = call.reply().deferArray();
    int written = 0;
    while ((count == 0 || written < count) && entries.next()) {
      one(entries);
      written++;
    }
    call.reply().settle(mark, written);
  }

  /** Answers the entry that a walk stands on. */
  void one(StreamWalk entries) {
    call.reply().array(2);
    id(entries.id(id));
    call.reply().array(2L * entries.fields());
    while (entries.nextField()) {
      call.bulk(entries.name());
      call.bulk(entries.value());
    }
  }

  /** Answers an id. */
  void id(EntryId any) {
    call.reply().bulk(text, 0, any.spell(text));
  }
}
