package io.lockstep.rdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Gives the bytes of a file piece by piece; each may be waited for. */
@FunctionalInterface
public interface RdbSource {

  /**
   * The next piece: at least one byte of an array, whose bytes nobody changes any more, since what
   * is read stays in its place. Null behind the last one.
   */
  @Nullable ByteBuffer next() throws IOException;
}
