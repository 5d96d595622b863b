package io.lockstep.command.key;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.text.Glob;
import io.lockstep.memory.Element;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One call of HSCAN, SSCAN or ZSCAN: its cursor, its options, and what it has found. */
public final class ElementScan {
  private static final int MAX_COUNT = 1 << 30;

  private final Call call;
  private final long cursor;
  private final List<byte[]> found = new ArrayList<>();
  private int count = 10;
  private @Nullable Glob pattern;

  private ElementScan(Call call, long cursor) {
    this.call = call;
    this.cursor = cursor;
  }

  /** Reads the cursor; the options wait until it is known that there is a key. */
  public static ElementScan of(Call call) {
    return new ElementScan(call, ScanCommands.cursor(call.text(2)));
  }

  /** Reads the options. */
  public void readOptions() {
    for (int i = 3; i < call.count(); i += 2) {
      if (i + 1 < call.count() && call.is(i, "COUNT")) {
        count = (int) Math.min(ScanOptions.count(call, i + 1), MAX_COUNT);
      } else if (i + 1 < call.count() && call.is(i, "MATCH")) {
        pattern = new Glob(call.request().copy(i + 1));
      } else {
        throw new CommandException(Errors.SYNTAX);
      }
    }
  }

  public long cursor() {
    return cursor;
  }

  public int count() {
    return count;
  }

  /** Whether an element's name is what was asked for. */
  public boolean admits(Element name) {
    return pattern == null || pattern.matches(name);
  }

  public void add(Element element) {
    found.add(element.toBytes());
  }

  public void add(byte[] text) {
    found.add(text);
  }

  public void answerNothing() {
    answer(0);
  }

  public void answer(long next) {
    call.reply().array(2);
    call.reply().text(Long.toUnsignedString(next));
    call.reply().array(found.size());
    found.forEach(call.reply()::bulk);
  }
}
