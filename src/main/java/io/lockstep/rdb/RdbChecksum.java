package io.lockstep.rdb;

import java.util.zip.CRC32C;

/**
 * The checksum of a file while its bytes pass. It is Redis' CRC-64; in a snapshot from one Lockstep
 * node to another it is that of the header, and everything after the field {@value
 * AuxField#CHECKSUM} is summed by CRC-32C, for which processors have an instruction. The file ends
 * with the exclusive or of the two.
 */
final class RdbChecksum {
  /** The field's value. */
  static final String FASTER = "crc32c";

  private final CRC32C faster = new CRC32C();
  private long crc64;
  private boolean isFaster;

  void becomeFaster() {
    isFaster = true;
  }

  void update(byte[] bytes, int start, int length) {
    if (isFaster) {
      faster.update(bytes, start, length);
    } else {
      crc64 = Crc64.update(crc64, bytes, start, length);
    }
  }

  /** Of all bytes so far; the sum of none is 0. */
  long value() {
    return crc64 ^ faster.getValue();
  }
}
