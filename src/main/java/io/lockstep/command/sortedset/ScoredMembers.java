package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Element;
import java.util.Arrays;

/**
 * Members and scores outside of the keyspace: the outcome of a command on its way to a reply or to
 * a key. It finds members by their bytes.
 */
public final class ScoredMembers {

  private static final int NONE = -1;

  // member i is bytes[ends[i - 1] .. ends[i])
  private byte[] bytes = new byte[1024];
  private int[] ends = new int[64];
  private double[] scores = new double[64];
  private int[] hashes = new int[64];
  private int count;
  private int longest;
  private int[] slots = new int[256]; // index + 1, or 0; twice as many as members at least

  int count() {
    return count;
  }

  double score(int i) {
    return scores[i];
  }

  void score(int i, double score) {
    scores[i] = score;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  int length(int i) {
    return ends[i] - start(i);
  }

  /** The index of a member, which is added with the score NaN if it is not here. */
  int indexOf(Element member) {
    reserve(member.length());
    int start = count == 0 ? 0 : ends[count - 1];
    member.copyTo(bytes, start);
    return settle(start, member.length());
  }

  /** Adds a member that is not here. */
  void add(Element member, double score) {
    int i = indexOf(member);
    scores[i] = score;
  }

  /** Adds a member that is not here. */
  public void add(byte[] source, int from, int length, double score) {
    reserve(length);
    int start = count == 0 ? 0 : ends[count - 1];
    System.arraycopy(source, from, bytes, start, length);
    int i = settle(start, length);
    scores[i] = score;
  }

  private void reserve(int length) {
    int end = (count == 0 ? 0 : ends[count - 1]) + length;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, 2 * count);
      scores = Arrays.copyOf(scores, 2 * count);
      hashes = Arrays.copyOf(hashes, 2 * count);
    }
    if (2 * (count + 1) > slots.length) {
      rehash();
    }
  }

  private void rehash() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < count; i++) {
      slots[freeSlot(hashes[i])] = i + 1;
    }
  }

  private int freeSlot(int hash) {
    int slot = hash & (slots.length - 1);
    while (slots[slot] != 0) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** The index of what was written behind the last member, which stays if it is new. */
  private int settle(int start, int length) {
    int hash = hash(start, length);
    int there = find(hash, start, length);
    if (there != NONE) {
      return there;
    }
    slots[freeSlot(hash)] = count + 1;
    hashes[count] = hash;
    ends[count] = start + length;
    scores[count] = Double.NaN;
    longest = Math.max(longest, length);
    return count++;
  }

  private int find(int hash, int start, int length) {
    int slot = hash & (slots.length - 1);
    for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
      int i = slots[slot] - 1;
      if (hashes[i] == hash
          && Arrays.equals(bytes, start(i), ends[i], bytes, start, start + length)) {
        return i;
      }
    }
    return NONE;
  }

  private int hash(int start, int length) {
    int hash = 0;
    for (int at = start; at < start + length; at++) {
      hash = 31 * hash + bytes[at];
    }
    return (hash * 0x9E3779B9) >>> 4;
  }

  /** Adds all members of these ranks. */
  void addAll(SortedSetValue set, Ranks ranks) {
    Element member = new Element();
    if (ranks.count() > 0) {
      set.seek(ranks.from());
    }
    for (long left = ranks.count(); left > 0; left--) {
      set.member(member);
      add(member, set.score());
      set.next();
    }
  }

  /** The indexes in the order of a sorted set. */
  int[] inOrder() {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, this::compare);
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  private int compare(int a, int b) {
    int byScore = Double.compare(scores[a] + 0.0, scores[b] + 0.0);
    return byScore != 0
        ? byScore
        : Arrays.compareUnsigned(bytes, start(a), ends[a], bytes, start(b), ends[b]);
  }

  /** Puts a sorted set of these in the place of what is at argument {@code i}; answers its size. */
  public void store(Call call, int i, String event) {
    boolean wasThere = call.vacate(i, count > 0);
    if (count > 0) {
      fill(call, i, wasThere, event);
    } else if (wasThere) {
      call.changed(i);
      call.event(EventClass.GENERIC, "del", i);
    }
    call.reply().integer(count);
  }

  private void fill(Call call, int i, boolean wasThere, String event) {
    if (!wasThere) {
      call.created(i);
    }
    SortedSetValue set = call.collections().newSortedSet(i, count, longest);
    for (int index : inOrder()) {
      set.insert(bytes, start(index), length(index), scores[index]);
    }
    call.changed(i);
    call.event(EventClass.ZSET, event, i);
  }
}
