package io.lockstep.resp;

/**
 * The multi-bulk request in progress at the front of the input ({@code *N}, then N times {@code $L}
 * and L bytes). It keeps what it has read, so that no byte is read twice. All positions are
 * relative to the front. Follows the order of checks of Redis 7.2's {@code processMultibulkBuffer}.
 */
final class MultibulkFrame {
  private static final int UNAUTHENTICATED_ARGUMENTS = 10;
  private static final int UNAUTHENTICATED_BULK_BYTES = 16384;
  private static final int LONG_BULK_BYTES = 32 << 10; // PROTO_MBULK_BIG_ARG
  private static final int SHORT_LINE_BYTES = 5; // a dollar, two digits, a line end
  private static final int NOT_READ = -1;

  private final InputBuffer input;
  private final Slices slices;
  private int position;
  private int missing; // arguments still to come; 0: the count line is not read yet
  private int bulkLength = NOT_READ;
  private boolean canonical = true;

  MultibulkFrame(InputBuffer input, Slices slices) {
    this.input = input;
    this.slices = slices;
  }

  /**
   * Reads on; after {@link Progress#EMPTY} or COMPLETE, {@link #length()} is the frame's length.
   */
  Progress advance(ProtocolLimits limits, boolean authenticated) throws ProtocolException {
    if (missing == 0) {
      Progress progress = countLine(limits, authenticated);
      if (progress != Progress.COMPLETE) {
        return progress;
      }
    }
    while (missing > 0) {
      if (bulkLength == NOT_READ && !shortLength(limits) && !lengthLine(limits, authenticated)) {
        return Progress.PARTIAL;
      }
      if (!bulk()) {
        return Progress.PARTIAL;
      }
    }
    return Progress.COMPLETE;
  }

  /**
   * Reads a length of one or two digits, as nearly all are, at a glance.
   *
   * @return false if there is anything else, which {@link #lengthLine} then decides
   */
  private boolean shortLength(ProtocolLimits limits) {
    int at = input.start + position;
    byte[] bytes = input.bytes;
    if (input.end - at < SHORT_LINE_BYTES || bytes[at] != '$') {
      return false;
    }
    int first = bytes[at + 1] - '0';
    if (Bytes.isCrLf(bytes, at + 2)) {
      return accept(first, first >= 0 && first <= 9, 4, limits);
    }
    int second = bytes[at + 2] - '0';
    boolean isNumber = first > 0 && first <= 9 && second >= 0 && second <= 9;
    return accept(10 * first + second, isNumber && Bytes.isCrLf(bytes, at + 3), 5, limits);
  }

  private boolean accept(int length, boolean isNumber, int lineBytes, ProtocolLimits limits) {
    if (!isNumber || length > limits.maxBulkBytes()) {
      return false;
    }
    bulkLength = length;
    position += lineBytes;
    return true;
  }

  private Progress countLine(ProtocolLimits limits, boolean authenticated)
      throws ProtocolException {
    int lineEnd = lineEnd(limits, "too big mbulk count string");
    if (lineEnd < 0) {
      return Progress.PARTIAL;
    }
    long count = number(lineEnd);
    if (count > limits.maxMultibulkLength()) {
      throw ProtocolException.answered("invalid multibulk length");
    }
    if (count > UNAUTHENTICATED_ARGUMENTS && !authenticated) {
      throw ProtocolException.answered("unauthenticated multibulk length");
    }
    endLine(lineEnd);
    slices.clear();
    missing = (int) Math.max(count, 0);
    return missing == 0 ? Progress.EMPTY : Progress.COMPLETE;
  }

  private boolean lengthLine(ProtocolLimits limits, boolean authenticated)
      throws ProtocolException {
    int lineEnd = lineEnd(limits, "too big bulk count string");
    if (lineEnd < 0) {
      return false;
    }
    byte kind = input.bytes[input.start + position];
    if (kind != '$') {
      throw ProtocolException.expectedBulk(kind);
    }
    long length = number(lineEnd);
    // An array cannot hold a longer frame; the query buffer limit is met first with Redis'
    // settings.
    if (length < 0 || length > limits.maxBulkBytes() || length > Bytes.MAX_ARRAY) {
      throw ProtocolException.answered("invalid bulk length");
    }
    if (length > UNAUTHENTICATED_BULK_BYTES && !authenticated) {
      throw ProtocolException.answered("unauthenticated bulk length");
    }
    endLine(lineEnd);
    bulkLength = (int) length;
    return true;
  }

  private boolean bulk() {
    if (input.size() < announced()) {
      return false;
    }
    slices.add(position, bulkLength);
    position += bulkLength + 2; // the line end after it is skipped, not checked
    canonical &= Bytes.isCrLf(input.bytes, input.start + position - 2);
    bulkLength = NOT_READ;
    missing--;
    return true;
  }

  /** Where the line at the position ends, once the byte after that end is here too; else -1. */
  private int lineEnd(ProtocolLimits limits, String tooBig) throws ProtocolException {
    int lineEnd = input.lineEnd(position, Bytes.CR);
    int length = (lineEnd < 0 ? input.size() : lineEnd) - position;
    if (length > limits.maxInlineBytes()) {
      throw ProtocolException.answered(tooBig);
    }
    return lineEnd + 2 <= input.size() ? lineEnd : -1;
  }

  private long number(int lineEnd) {
    return Length.parse(input.bytes, input.start + position + 1, input.start + lineEnd);
  }

  private void endLine(int lineEnd) {
    canonical &= input.bytes[input.start + lineEnd + 1] == Bytes.LF;
    position = lineEnd + 2;
  }

  /** The size that the input must have before reading can go on, as far as that is known. */
  long announced() {
    return bulkLength == NOT_READ ? 0 : (long) position + bulkLength + 2;
  }

  int length() {
    return position;
  }

  /** How much of the input Redis would have set aside by now, as a long argument is coming in. */
  int setAside() {
    return bulkLength >= LONG_BULK_BYTES ? position : 0;
  }

  boolean isCanonical() {
    return canonical;
  }

  /** Forgets the frame, since it was consumed. */
  void reset() {
    position = 0;
    missing = 0;
    bulkLength = NOT_READ;
    canonical = true;
  }
}
