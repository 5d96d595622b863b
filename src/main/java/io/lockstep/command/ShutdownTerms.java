package io.lockstep.command;

import java.util.Set;

/**
 * On what terms a node is to end (Redis, {@code prepareForShutdown}).
 *
 * @param isAtOnce without waiting for replicas that lag
 * @param isForced even if the data can't be saved
 */
public record ShutdownTerms(Save save, boolean isAtOnce, boolean isForced) {

  /** Whether the data is saved first. */
  public enum Save {
    /** If the node saves by itself at all. */
    AS_USUAL,
    ALWAYS,
    NEVER
  }

  /** Replicas may catch up first, for {@code shutdown-timeout}. */
  public static final ShutdownTerms USUAL = new ShutdownTerms(Save.AS_USUAL, false, false);

  /** What {@code shutdown-on-sigterm} or {@code shutdown-on-sigint} says, or SHUTDOWN itself. */
  public static ShutdownTerms of(Set<String> flags) {
    Save save = flags.contains("save") ? Save.ALWAYS : Save.AS_USUAL;
    return new ShutdownTerms(
        flags.contains("nosave") ? Save.NEVER : save,
        flags.contains("now"),
        flags.contains("force"));
  }

  /** The same; the data is not saved. */
  public ShutdownTerms withoutSave() {
    return new ShutdownTerms(Save.NEVER, isAtOnce, isForced);
  }

  /** What holds once the end is asked for again: what was said before, where nothing is now. */
  public ShutdownTerms and(ShutdownTerms later) {
    return new ShutdownTerms(
        later.save == Save.AS_USUAL ? save : later.save,
        isAtOnce || later.isAtOnce,
        isForced || later.isForced);
  }

  /** The same, whatever goes wrong. */
  public ShutdownTerms forced() {
    return new ShutdownTerms(save, isAtOnce, true);
  }

  /** Whether to save, on a node that does so by itself or not. */
  public boolean wantsSave(boolean savesByItself) {
    return save == Save.ALWAYS || (save == Save.AS_USUAL && savesByItself);
  }
}
