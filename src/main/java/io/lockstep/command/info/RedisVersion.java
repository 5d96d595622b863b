package io.lockstep.command.info;

/** The version of Redis whose behaviour this server has, as it tells its clients. */
public final class RedisVersion {

  /** What INFO, HELLO and RDB files say. */
  public static final String TEXT = "7.2.4";

  private RedisVersion() {}
}
