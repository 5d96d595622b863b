package io.lockstep.observe;

import io.lockstep.engine.EngineView;
import java.util.Locale;

/** The words for role and link state that all watchers use. */
final class RoleNames {
  private RoleNames() {}

  static String of(EngineView view) {
    return view.role().name().toLowerCase(Locale.ROOT);
  }

  /** Redis' name of the state of the link to the master, {@code NONE} on a master. */
  static String replState(EngineView view) {
    var upstream = view.upstream();
    return upstream == null ? "NONE" : upstream.replState();
  }
}
