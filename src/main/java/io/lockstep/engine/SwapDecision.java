package io.lockstep.engine;

import static io.lockstep.command.parameter.OwnParameters.REPLICA_SWAP_MAX_MEMORY;

import io.lockstep.command.Node;
import io.lockstep.command.Saving;
import io.lockstep.engine.SwapRoom.Verdict;
import io.lockstep.engine.saving.ShrinkGuard;
import io.lockstep.replication.PayloadForm;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for each snapshot that a master sends whether the data makes room for it, as soon as its
 * head has told enough.
 *
 * <p>The memory that the master's data took stands for that of the snapshot, else the length of the
 * payload does. The decision waits for the first keys, announced or loaded: a snapshot without any
 * never has the data flushed. Where {@link ShrinkGuard} would protect the data against a snapshot
 * of only the keys known so far, the data stays; it is asked again whenever more keys are known,
 * since the keys of all databases together may tell that nothing shrinks.
 */
final class SwapDecision {

  private static final Logger LOG = LoggerFactory.getLogger(SwapDecision.class);
  private static final long UNKNOWN = -1;

  private final Node node;
  private final ShrinkGuard guard;
  private EngineView.@Nullable SwapView last;

  // of the present load
  private long beganAtMs;
  private long payloadBytes = UNKNOWN;
  private long usedMemoryBytes;
  private long announcedKeys;
  private @Nullable Verdict verdict; // the one before; null before the first

  SwapDecision(Node node, ShrinkGuard guard) {
    this.node = node;
    this.guard = guard;
  }

  /** A snapshot begins. */
  void begin(PayloadForm form) {
    beganAtMs = node.nowMs();
    payloadBytes =
        switch (form) {
          case PayloadForm.Length(long bytes) -> bytes;
          case PayloadForm.Marker _ -> UNKNOWN;
        };
    usedMemoryBytes = 0;
    announcedKeys = 0;
    verdict = null;
  }

  /** Its data took so many bytes at the master's. */
  void saidMemory(long bytes) {
    usedMemoryBytes = Math.max(0, bytes);
  }

  /**
   * So many further keys will come.
   *
   * @return whether the data makes room now; true at most once for a snapshot
   */
  boolean announced(long keys, @Nullable String replid) {
    announcedKeys = keys < 0 ? announcedKeys : saturatedSum(announcedKeys, keys);
    return look(announcedKeys, replid);
  }

  /** So many keys are loaded; otherwise as {@link #announced}. */
  boolean loaded(long keys, @Nullable String replid) {
    return look(Math.max(keys, announcedKeys), replid);
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  private boolean look(long keys, @Nullable String replid) {
    if (keys == 0 || (verdict != null && verdict != Verdict.PROTECTED)) {
      return false;
    }
    SwapRoom room = room();
    Verdict now = room.verdict(guard.protects(keys, replid));
    if (now != verdict) {
      verdict = now;
      note(room, now);
    }
    return now == Verdict.FLUSH_FIRST;
  }

  private SwapRoom room() {
    long limit = node.parameters().get(REPLICA_SWAP_MAX_MEMORY);
    return new SwapRoom(
        node.memoryGuard().usedBytes(),
        usedMemoryBytes > 0 ? usedMemoryBytes : payloadBytes,
        limit > 0 ? limit : node.control().systemMemoryBytes());
  }

  private void note(SwapRoom room, Verdict now) {
    last =
        new EngineView.SwapView(
            node.nowMs(),
            room.ownBytes(),
            Math.max(UNKNOWN, room.comingBytes()),
            room.limitBytes(),
            now.name().toLowerCase(Locale.ROOT));
    LOG.info(
        "The data takes {} bytes, the master's about {}, and {} are there for both: {}",
        room.ownBytes(),
        room.comingBytes(),
        room.limitBytes(),
        now.sentence());
  }

  /** The last decision; null before the first. */
  EngineView.@Nullable SwapView last() {
    return last;
  }

  /** What INFO tells of the present load. */
  Saving.Load load(long readBytes) {
    return new Saving.Load(beganAtMs, Math.max(0, payloadBytes), usedMemoryBytes, readBytes);
  }
}
