package io.lockstep.keyspace;

import io.lockstep.memory.Tree;
import java.util.ArrayDeque;
import java.util.Deque;

/** Gives up streams and groups: trees that lead to records, which lead to trees again. */
final class StreamDrain implements Drain {
  private final RecordStore store;
  private final Fields fields;
  private final Deque<Drain> rest = new ArrayDeque<>(); // the last one first

  private StreamDrain(RecordStore store) {
    this.store = store;
    this.fields = new Fields(store.records());
  }

  /** Gives up what a stream's record leads to. */
  static Drain ofStream(RecordStore store, int stream) {
    StreamDrain drain = new StreamDrain(store);
    Tree groups = drain.tree(stream, StreamRoot.GROUPS);
    drain.rest.push(budget -> groups.drain(budget, drain::giveUpGroup));
    Tree blocks = drain.tree(stream, StreamRoot.BLOCKS);
    drain.rest.push(budget -> blocks.drain(budget, store::discard));
    return drain;
  }

  /** Gives up a group with its record. */
  static Drain of(RecordStore store, int group) {
    StreamDrain drain = new StreamDrain(store);
    drain.giveUpGroup(group);
    return drain;
  }

  /** Gives up a consumer with its record, but not what is pending of it. */
  static Drain ofConsumer(RecordStore store, int consumer) {
    StreamDrain drain = new StreamDrain(store);
    drain.giveUpConsumer(consumer);
    return drain;
  }

  private Tree tree(int record, int field) {
    Tree tree = store.newTree();
    fields.at(record).load(field, tree);
    return tree;
  }

  private void giveUpGroup(int group) {
    Tree consumers = tree(group, StreamRoot.GROUP_CONSUMERS);
    rest.push(budget -> consumers.drain(budget, this::giveUpConsumer));
    Tree pending = tree(group, StreamRoot.GROUP_PENDING);
    rest.push(budget -> pending.drain(budget, store::discard));
    store.discard(group);
  }

  private void giveUpConsumer(int consumer) {
    Tree pending = tree(consumer, StreamRoot.CONSUMER_PENDING);
    rest.push(budget -> pending.drain(budget, _ -> {}));
    store.discard(fields.at(consumer).handle(StreamRoot.CONSUMER_NAME));
    store.discard(consumer);
  }

  @Override
  public boolean go(int budget) {
    boolean isAll = budget == Integer.MAX_VALUE;
    do {
      Drain current = rest.element();
      if (!current.go(budget)) {
        rest.remove(current);
      }
    } while (isAll && !rest.isEmpty());
    return !rest.isEmpty();
  }
}
