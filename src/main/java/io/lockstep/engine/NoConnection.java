package io.lockstep.engine;

import java.nio.ByteBuffer;

/**
 * Stands for a far end that is not there, and to which nothing is ever sent: the master, as a
 * client that nobody answers.
 */
final class NoConnection extends NoFarEnd {

  static final NoConnection INSTANCE = new NoConnection();

  private NoConnection() {}

  @Override
  public void write(byte[] bytes, int start, int length) {}

  @Override
  public void write(ByteBuffer bytes, Written written) {
    written.ended(false);
  }
}
