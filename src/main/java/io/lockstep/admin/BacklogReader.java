package io.lockstep.admin;

import io.lockstep.admin.StreamDecoder.Decoded;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.BacklogView;
import io.lockstep.engine.ReplicationInputs.BacklogSlice;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Reads pages of the backlog.
 *
 * <p>With an offset the page begins there; if that is inside a command, at the next one. Without an
 * offset it holds the last commands of the stream. A command longer than {@link
 * AdminLimits#maxBacklogBytes} is passed over.
 */
public final class BacklogReader {
  private final EngineCalls engine;
  private final AdminLimits limits;

  public BacklogReader(EngineCalls engine, AdminLimits limits) {
    this.engine = engine;
    this.limits = limits;
  }

  /** The commands from an offset on. */
  Mono<BacklogDescriptor> from(long offset, int limit) {
    return engine.view().map(EngineView::backlog).flatMap(backlog -> page(backlog, offset, limit));
  }

  /** The last commands. */
  Mono<BacklogDescriptor> latest(int limit) {
    return engine.view().map(EngineView::backlog).flatMap(backlog -> tail(backlog, limit));
  }

  private Mono<BacklogDescriptor> page(BacklogView backlog, long offset, int limit) {
    return engine
        .readBacklog(offset, limits.maxBacklogBytes())
        .map(slice -> inWindow(slice, offset))
        .map(slice -> describe(backlog, slice, StreamDecoder.decode(slice, limit, limits)));
  }

  private static BacklogSlice inWindow(BacklogSlice slice, long offset) {
    if (offset < slice.windowFirst() || offset > slice.windowEnd()) {
      throw Problems.outsideOfWindow(offset, slice.windowFirst(), slice.windowEnd());
    }
    return slice;
  }

  private Mono<BacklogDescriptor> tail(BacklogView backlog, int limit) {
    long end = backlog.firstOffset() + backlog.length();
    long offset = Math.max(backlog.firstOffset(), end - limits.maxBacklogBytes());
    return engine
        .readBacklog(offset, limits.maxBacklogBytes())
        .map(slice -> describe(backlog, slice, last(slice, limit)));
  }

  private Decoded last(BacklogSlice slice, int limit) {
    var decoded = StreamDecoder.decode(slice, Integer.MAX_VALUE, limits);
    var commands = decoded.commands();
    if (commands.size() <= limit) {
      return decoded;
    }
    var last = List.copyOf(commands.subList(commands.size() - limit, commands.size()));
    return new Decoded(last.getFirst().offset(), last, decoded.endOffset());
  }

  private static BacklogDescriptor describe(
      BacklogView backlog, BacklogSlice slice, Decoded decoded) {
    long sliceEnd = slice.offset() + slice.bytes().length;
    boolean isAllSkipped = decoded.commands().isEmpty();
    long startOffset = isAllSkipped ? sliceEnd : decoded.startOffset();
    return new BacklogDescriptor(
        new WindowDescriptor(
            backlog.isActive(), slice.windowFirst(), slice.windowEnd(), backlog.sizeLimit()),
        startOffset,
        startOffset - slice.offset(),
        isAllSkipped ? sliceEnd : decoded.endOffset(),
        decoded.commands());
  }
}
