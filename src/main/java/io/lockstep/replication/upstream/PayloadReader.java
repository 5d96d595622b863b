package io.lockstep.replication.upstream;

import io.lockstep.replication.PayloadForm;

/**
 * Tells a snapshot's bytes from those of the command stream behind it, wherever reads are split.
 */
public sealed interface PayloadReader permits CountedPayload, MarkedPayload {

  static PayloadReader of(PayloadForm form) {
    return switch (form) {
      case PayloadForm.Length(long bytes) -> new CountedPayload(bytes);
      case PayloadForm.Marker marker -> new MarkedPayload(marker.bytes());
    };
  }

  /**
   * Passes payload bytes on.
   *
   * @return how many bytes were taken; the rest, after the end, belongs to the command stream
   */
  int accept(byte[] chunk, int start, int count, PayloadSink sink);

  boolean isComplete();

  /** Payload bytes passed on so far. */
  long payloadBytes();
}
