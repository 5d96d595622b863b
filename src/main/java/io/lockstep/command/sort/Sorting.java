package io.lockstep.command.sort;

import io.lockstep.command.Call;
import io.lockstep.command.text.Doubles;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sorting of one key's elements (Redis, {@code sortCommandGeneric}). */
final class Sorting {
  private static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;
  private static final Comparator<Item> BY_TEXT =
      Comparator.comparing(item -> item.text, Comparator.nullsFirst(BYTES));
  private static final Comparator<Item> BY_NUMBER =
      Comparator.<Item>comparingDouble(item -> item.number)
          .thenComparing(item -> item.element, BYTES);

  /** An element with what it is compared by. */
  private static final class Item {
    private final byte[] element;
    private final byte @Nullable [] text; // null where there is nothing to compare by
    private final double number;

    private Item(byte[] element, byte @Nullable [] text, double number) {
      this.element = element;
      this.text = text;
      this.number = number;
    }
  }

  private final Call call;
  private final SortQuery query;
  private final boolean keepsOrder;
  private final boolean isAlphabetic;
  private final @Nullable SortPattern by;

  Sorting(Call call, SortQuery query) {
    this.call = call;
    this.query = query;
    int record = record(call);
    // What is stored must not depend on the order in which a set happens to be kept.
    boolean needsOrder =
        query.keepsOrder()
            && query.target() != SortQuery.NO_TARGET
            && record != Database.NONE
            && call.records().type(record) == RecordType.SET;
    keepsOrder = query.keepsOrder() && !needsOrder;
    isAlphabetic = query.isAlphabetic() || needsOrder;
    by = needsOrder ? null : query.by();
  }

  private static int record(Call call) {
    int record = call.peek(1);
    if (record == Database.NONE) {
      return record;
    }
    return switch (call.records().type(record)) {
      case LIST, SET, SORTED_SET -> record;
      case STRING, HASH, STREAM -> throw SortCommands.wrongType();
    };
  }

  /** The elements that are asked for. */
  List<byte[]> sorted() {
    List<byte[]> elements = elements(call.read(1));
    if (!keepsOrder) {
      elements = inOrder(elements);
    }
    return limited(elements);
  }

  // ---- elements

  private List<byte[]> elements(int record) {
    List<byte[]> elements = new ArrayList<>();
    if (record != Database.NONE) {
      switch (call.records().type(record)) {
        case LIST -> addList(call.collections().list(record), elements);
        case SET ->
            call.collections().set(record).forEach(member -> elements.add(member.toBytes()));
        case SORTED_SET -> addSortedSet(call.collections().sortedSet(record), elements);
        case STRING, HASH, STREAM -> throw SortCommands.wrongType();
      }
      boolean isOrdered = call.records().type(record) != RecordType.SET;
      if (keepsOrder && query.isDescending() && isOrdered) {
        Collections.reverse(elements);
      }
    }
    return elements;
  }

  private static void addList(ListValue list, List<byte[]> elements) {
    for (boolean isThere = list.seekFirst(); isThere; isThere = list.next()) {
      elements.add(list.element().toBytes());
    }
  }

  private static void addSortedSet(SortedSetValue set, List<byte[]> elements) {
    set.forEach((member, _) -> elements.add(member.toBytes()));
  }

  // ---- order

  private List<byte[]> inOrder(List<byte[]> elements) {
    List<Item> items = new ArrayList<>(elements.size());
    for (byte[] element : elements) {
      items.add(item(element));
    }
    Comparator<Item> order = isAlphabetic ? BY_TEXT : BY_NUMBER;
    items.sort(query.isDescending() ? order.reversed() : order);
    return items.stream().map(item -> item.element).toList();
  }

  private Item item(byte[] element) {
    byte[] compared = by == null ? element : by.valueFor(call, element);
    double number = isAlphabetic || compared == null ? 0 : number(compared);
    return new Item(element, compared, number);
  }

  /** Space before the number and no number at all are as good as C's {@code strtod} finds them. */
  private static double number(byte[] text) {
    double value = Doubles.parseBound(text, 0, text.length);
    boolean isTooLarge =
        Double.isInfinite(value) && Double.isNaN(Doubles.parse(text, 0, text.length));
    if (Double.isNaN(value) || isTooLarge) {
      throw SortCommands.notNumbers();
    }
    return value == 0 ? 0 : value; // a negative zero is no less than zero
  }

  // ---- limits

  private List<byte[]> limited(List<byte[]> elements) {
    int size = elements.size();
    long start = Math.min(Math.max(query.offset(), 0), size);
    long count = query.count() < 0 ? size : Math.min(query.count(), size);
    return elements.subList((int) start, (int) Math.min(start + count, size));
  }
}
