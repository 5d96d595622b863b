package io.lockstep.replication.upstream;

/** A payload of known length. */
final class CountedPayload implements PayloadReader {
  private final long total;
  private long passed; // 0 <= passed <= total

  CountedPayload(long total) {
    this.total = total;
  }

  @Override
  public int accept(byte[] chunk, int start, int count, PayloadSink sink) {
    int taken = (int) Math.min(count, total - passed);
    if (taken > 0) {
      sink.payload(chunk, start, taken);
      passed += taken;
    }
    return taken;
  }

  @Override
  public boolean isComplete() {
    return passed == total;
  }

  @Override
  public long payloadBytes() {
    return passed;
  }
}
