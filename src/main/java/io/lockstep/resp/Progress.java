package io.lockstep.resp;

/** How far the front of the input has come. */
enum Progress {
  /** More bytes are needed. */
  PARTIAL,
  /** A frame without arguments was there: an empty line, or a count of zero or less. */
  EMPTY,
  /** A request is there with all its arguments. */
  COMPLETE
}
