package io.lockstep.replication.upstream;

import io.lockstep.replication.upstream.LinkAction.AbortTransfer;
import io.lockstep.replication.upstream.LinkAction.Hangup;
import io.lockstep.replication.upstream.LinkState.Connect;
import io.lockstep.replication.upstream.LinkState.Connected;
import io.lockstep.replication.upstream.LinkState.Connecting;
import io.lockstep.replication.upstream.LinkState.Following;
import io.lockstep.replication.upstream.LinkState.Listening;
import io.lockstep.replication.upstream.LinkState.Loading;
import io.lockstep.replication.upstream.LinkState.None;
import io.lockstep.replication.upstream.LinkState.Receiving;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaving a state means, whichever state comes next. */
final class Moves {
  private Moves() {}

  /** What must be stopped when the state is left without its goal. */
  static List<LinkAction> giveUp(LinkState state, String reason) {
    return switch (state) {
      case None _, Connect _ -> List.of();
      case Connecting _, Listening _, Connected _ -> List.of(new Hangup(reason));
      case Receiving _ -> List.of(new AbortTransfer(reason), new Hangup(reason));
      case Loading loading ->
          loading.isCut()
              ? List.of(new AbortTransfer(reason))
              : List.of(new AbortTransfer(reason), new Hangup(reason));
    };
  }

  /** Where a link to another master may continue from. */
  static @Nullable Checkpoint cachedBy(LinkState state, @Nullable Checkpoint own) {
    return switch (state) {
      case None _ -> own;
      case Connected connected -> connected.checkpoint();
      case Following following -> following.course().cached();
    };
  }

  static IllegalStateException illegal(LinkState state, LinkEvent event) {
    return new IllegalStateException(
        "A link in state %s (%s) cannot meet %s"
            .formatted(state.name(), state.getClass().getSimpleName(), event));
  }
}
