package io.lockstep.resp;

/**
 * Finds the keys of requests that wait in a decoder, without decoding them: a hint, for whoever
 * wants to fetch what they name. It sees complete multi-bulk requests only, and ends at anything
 * out of the ordinary.
 */
public final class RequestPreview {

  private static final int MAX_DIGITS = 9;

  /** Longer requests come in pieces, and are not to be gone over again with each. */
  private static final int MAX_ARGUMENTS = 16;

  private final int[] starts;
  private final int[] lengths;
  private byte[] bytes = Bytes.NONE;
  private int at;
  private int end; // at <= end
  private int count;
  private int requests;

  /** A preview of at most so many requests. */
  public RequestPreview(int most) {
    starts = new int[most];
    lengths = new int[most];
  }

  /**
   * Looks at what waits in the decoder; what was found before is void.
   *
   * @return the number of requests seen, those without a key included
   */
  public int look(RequestDecoder decoder) {
    count = 0;
    requests = 0;
    bytes = decoder.bytes();
    at = decoder.nextStart();
    end = at + decoder.buffered();
    while (requests < starts.length && request()) {
      requests++;
    }
    return requests;
  }

  private boolean request() {
    int arguments = number('*');
    if (arguments < 1 || arguments > MAX_ARGUMENTS) {
      return false;
    }
    for (int i = 0; i < arguments; i++) {
      int length = number('$');
      if (length < 0 || end - at < length + 2) {
        return false;
      }
      if (i == 1) {
        starts[count] = at;
        lengths[count] = length;
        count++;
      }
      at += length + 2;
    }
    return true;
  }

  /** The number in a line that begins with this sign; -1 if there is none. */
  private int number(char sign) {
    if (at >= end || bytes[at] != sign) {
      return -1;
    }
    int value = 0;
    int i = at + 1;
    int limit = Math.min(end - 1, i + MAX_DIGITS);
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      value = 10 * value + bytes[i] - '0';
      i++;
    }
    if (i == at + 1 || i + 1 >= end || bytes[i] != '\r') {
      return -1;
    }
    at = i + 2;
    return value;
  }

  /** The memory that the keys lie in, valid as long as the decoder's. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many keys were found: the first argument of each request that has one. */
  public int count() {
    return count;
  }

  /** Where key {@code i} begins. */
  public int start(int i) {
    return starts[i];
  }

  public int length(int i) {
    return lengths[i];
  }
}
