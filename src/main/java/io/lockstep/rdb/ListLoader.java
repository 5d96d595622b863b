package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads lists in all the forms that they have been written in. */
final class ListLoader implements ValueReader {
  private final ListNodes nodes;
  private final boolean isPlain;
  private final PackedRun run = new PackedRun();

  ListLoader(RdbString string, int type) {
    this.nodes = new ListNodes(string, type);
    this.isPlain = type == RdbType.LIST;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    nodes.begin(in);
    ListValue list = into.lists();
    PackedRun whole = nodes.whole(in, list.longestPacked());
    if (whole != null && list.isPackable(whole)) {
      return adopt(list, whole, key, into);
    }
    if (!nodes.next(in)) {
      return Records.NONE;
    }
    run.clear();
    boolean isMore = !isPlain || gather(in, list);
    if (run.count() > 0) {
      adopt(list, run, key, into);
    } else {
      create(key, into);
    }
    while (isMore) {
      list.grow(nodes.length(), 1);
      list.pushLast(nodes.bytes(), nodes.start(), nodes.length());
      isMore = nodes.next(in);
    }
    list.settle();
    return list.record();
  }

  /** Takes elements as long as a packed list may have them; true if there are more. */
  private boolean gather(RdbInput in, ListValue list) throws IOException {
    while (list.isPackable(run, nodes.length())) {
      run.add(nodes.bytes(), nodes.start(), nodes.length());
      if (!nodes.next(in)) {
        return false;
      }
    }
    return true;
  }

  private static int adopt(ListValue list, PackedRun whole, RdbKey key, Database into)
      throws CorruptRdbException {
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    return list.adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), whole)
        .record();
  }

  private static void create(RdbKey key, Database into) throws CorruptRdbException {
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    into.lists().create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    nodes.begin(in);
    while (nodes.next(in)) {
      // goes on
    }
  }
}
