package io.lockstep.resp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A header whose count was not known yet when what follows it had to be sealed. */
final class LateHeader implements ReplySection {

  private final int start;
  private final char kind;
  private final int repliesPerCount;
  private byte[] text = Bytes.NONE;

  LateHeader(int start, char kind, int repliesPerCount) {
    this.start = start;
    this.kind = kind;
    this.repliesPerCount = repliesPerCount;
  }

  void settle(int count) {
    Output line = new Output();
    line.header(kind, (long) count * repliesPerCount);
    text = Arrays.copyOf(line.bytes, line.length);
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public void cutAt(int position) {}

  @Override
  public ByteBuffer bytes() {
    return ByteBuffer.wrap(text);
  }

  @Override
  public void free() {}
}
