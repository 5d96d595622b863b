package io.lockstep.command.info;

/** The version of this server itself. */
public final class LockstepVersion {

  /** What INFO says of it. */
  public static final String TEXT = text();

  private LockstepVersion() {}

  private static String text() {
    String packaged = LockstepVersion.class.getPackage().getImplementationVersion();
    return packaged == null ? "development" : packaged;
  }
}
