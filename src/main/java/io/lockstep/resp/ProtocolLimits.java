package io.lockstep.resp;

/**
 * Limits of the wire; each is checked where the length is read.
 *
 * @param maxBulkBytes longest argument ({@code proto-max-bulk-len})
 * @param maxMultibulkLength most arguments of one request (Redis 7: {@code INT_MAX})
 * @param maxInlineBytes longest inline request or length line ({@code PROTO_INLINE_MAX_SIZE})
 * @param maxQueryBufferBytes most bytes received and not yet decoded ({@code
 *     client-query-buffer-limit})
 */
public record ProtocolLimits(
    long maxBulkBytes, int maxMultibulkLength, int maxInlineBytes, long maxQueryBufferBytes) {

  private static final ProtocolLimits STANDARD =
      new ProtocolLimits(512L << 20, Integer.MAX_VALUE, 64 << 10, 1L << 30);
  private static final ProtocolLimits MASTER =
      new ProtocolLimits(Long.MAX_VALUE, Integer.MAX_VALUE, 64 << 10, Long.MAX_VALUE);

  /** Redis' defaults. */
  public static ProtocolLimits standard() {
    return STANDARD;
  }

  /** What a replica grants its master, which Redis frees from bulk and query buffer limits. */
  public static ProtocolLimits master() {
    return MASTER;
  }

  public ProtocolLimits withMaxBulkBytes(long bytes) {
    return new ProtocolLimits(bytes, maxMultibulkLength, maxInlineBytes, maxQueryBufferBytes);
  }

  public ProtocolLimits withMaxQueryBufferBytes(long bytes) {
    return new ProtocolLimits(maxBulkBytes, maxMultibulkLength, maxInlineBytes, bytes);
  }
}
