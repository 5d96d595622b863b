package io.lockstep.resp;

import java.nio.ByteBuffer;

/** One of the parts, in order, of a reply that is too long for one array. */
public sealed interface ReplySection permits Piece, LateHeader {

  /** Where it begins among the reply's bytes, in which a late header counts as its room. */
  int start();

  /** Drops what lies at this position of the reply and after it. */
  void cutAt(int position);

  /** Its bytes on the wire; void once it is freed. */
  ByteBuffer bytes();

  /** Gives its memory back. */
  void free();
}
