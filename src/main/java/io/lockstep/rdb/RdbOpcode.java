package io.lockstep.rdb;

/** The bytes that stand where a value's type may stand, but announce something else (rdb.h). */
final class RdbOpcode {
  /** Redis', since version 13. */
  static final int KEY_METADATA = 243;

  /** Valkey's, since version 80. */
  static final int SLOT_IMPORT = 243;

  /** Valkey's, since version 81. */
  static final int COMMAND = 242;

  static final int SLOT_INFO = 244;
  static final int FUNCTION2 = 245;
  static final int FUNCTION_PRE_GA = 246;
  static final int MODULE_AUX = 247;
  static final int IDLE = 248;
  static final int FREQ = 249;
  static final int AUX = 250;
  static final int RESIZEDB = 251;
  static final int EXPIRETIME_MS = 252;
  static final int EXPIRETIME = 253;
  static final int SELECTDB = 254;
  static final int EOF = 255;

  private RdbOpcode() {}
}
