package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.memory.Element;

/**
 * What the log gets of a command on a group: not the request, but each of its effects, in words
 * that do the same wherever they are executed.
 */
final class GroupLog {
  private final Call call;
  private final int key;
  private final int group;
  private final byte[] text = new byte[EntryId.MAX_LENGTH];
  private final EntryId last = new EntryId();

  /** Of the group that an argument names, of the stream that another one does. */
  GroupLog(Call call, int key, int group) {
    this.call = call;
    this.key = key;
    this.group = group;
  }

  /** An entry is pending of a consumer from now on. */
  void claimed(GroupValue changed, EntryId id, PendingEntry pending) {
    Element owner = call.element();
    pending.owner(owner);
    call.effects()
        .before(14)
        .argument("XCLAIM")
        .argument(call.request(), key)
        .argument(call.request(), group)
        .argument(owner.segment(), owner.offset(), owner.length())
        .argument(0)
        .argument(text, 0, id.spell(text))
        .argument("TIME")
        .argument(pending.deliveredAtMs())
        .argument("RETRYCOUNT")
        .argument(pending.deliveryCount())
        .argument("FORCE")
        .argument("JUSTID")
        .argument("LASTID")
        .argument(text, 0, changed.lastId(last).spell(text));
    call.effects().addBefore();
  }

  /** A group has come to an entry. */
  void moved(GroupValue changed) {
    call.effects()
        .before(7)
        .argument("XGROUP")
        .argument("SETID")
        .argument(call.request(), key)
        .argument(call.request(), group)
        .argument(text, 0, changed.lastId(last).spell(text))
        .argument("ENTRIESREAD")
        .argument(changed.entriesRead());
    call.effects().addBefore();
  }

  /** A consumer was made that has nothing pending. */
  void created(int consumer) {
    call.effects()
        .before(5)
        .argument("XGROUP")
        .argument("CREATECONSUMER")
        .argument(call.request(), key)
        .argument(call.request(), group)
        .argument(call.request(), consumer);
    call.effects().addBefore();
  }
}
