package io.lockstep.conformance;

import java.util.Locale;

/** How the reply of a line is compared, where byte by byte would be too strict. */
enum Mark {
  /** Positive integers count as equal: times to live, and the time itself. */
  NORMALIZE_TTL,
  /** The members of the reply's arrays may come in any order. */
  UNORDERED,
  /** As {@link #UNORDERED}, but the members of an array belong together two by two. */
  PAIRS,
  /** Only the types and the counts in the reply are compared, where chance chooses its words. */
  SHAPE,
  /** Times of day in milliseconds, alone or in stream ids, count as equal. */
  CLOCK,
  /** Only the reply's first byte, its type, is compared. */
  TYPE,
  /** No reply is expected, and none is awaited. */
  SILENT,
  /** As {@link #SILENT}, and the script goes on when the server says that one more is blocked. */
  BLOCKS,
  /** All replies until the server closes the connection; a new one takes its place. */
  CLOSED,
  /** Nothing is sent: the connection's next message is awaited. */
  AWAITED,
  /** From 7.2 on, replicas are told something else than before. */
  SEVEN_TWO_STREAM,
  /** From 7.2 on, other events are published than before. */
  SEVEN_TWO_EVENTS,
  /** Keys run out by themselves meanwhile: what replicas are told is looked at later. */
  STREAM_LATER,
  /** The line is sent under RESP2 only. */
  RESP2,
  /** The line is sent under RESP3 only. */
  RESP3;

  String directive() {
    return "@" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
