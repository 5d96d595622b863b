package io.lockstep.replication.upstream;

/** Takes the bytes of a snapshot, in order and without what surrounds them. */
@FunctionalInterface
public interface PayloadSink {

  /** The bytes are the sink's to keep; nobody changes them afterwards. */
  void payload(byte[] bytes, int start, int length);
}
