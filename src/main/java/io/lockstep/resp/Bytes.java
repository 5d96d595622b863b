package io.lockstep.resp;

/** The bytes and sizes that the wire is made of. */
final class Bytes {
  static final int MAX_ARRAY = Integer.MAX_VALUE - 8; // the largest array a JVM surely allocates
  static final byte[] NONE = {};
  static final byte CR = '\r';
  static final byte LF = '\n';

  private Bytes() {}

  static boolean isCrLf(byte[] bytes, int at) {
    return bytes[at] == CR && bytes[at + 1] == LF;
  }
}
