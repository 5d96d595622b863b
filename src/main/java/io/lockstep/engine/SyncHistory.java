package io.lockstep.engine;

import io.lockstep.command.progress.LongWork;
import io.lockstep.command.progress.Progress;
import io.lockstep.command.progress.Track;
import io.lockstep.rdb.RdbContents;
import io.lockstep.replication.PayloadForm;
import org.jspecify.annotations.Nullable;

/** How the link's PSYNCs ended, and how far the transfer that goes on has got. */
final class SyncHistory {

  private static final long UNKNOWN = -1;

  private boolean isTransferring;
  private String reason = "";
  private long startedAtMs;
  private long totalBytes = UNKNOWN;
  private long readBytes;
  private long keys;
  private EngineView.@Nullable LastSyncView last;
  private final Track full = new Track();

  /** PSYNC or SYNC was sent. */
  void asked(long nowMs) {
    startedAtMs = nowMs;
  }

  void began(PayloadForm form, String why, long nowMs) {
    isTransferring = true;
    reason = why;
    readBytes = 0;
    keys = 0;
    totalBytes =
        switch (form) {
          case PayloadForm.Length(long bytes) -> bytes;
          case PayloadForm.Marker _ -> UNKNOWN;
        };
    full.begin(totalBytes, Progress.UNKNOWN, nowMs);
  }

  void received(long payloadBytes) {
    readBytes = payloadBytes;
    full.reachedBytes(payloadBytes);
  }

  void keysLoaded(long count) {
    keys = count;
    full.reachedKeys(count);
  }

  void keysAnnounced(long further) {
    full.announced(further);
  }

  void loaded(RdbContents contents, long nowMs) {
    isTransferring = false;
    full.reached(contents.bytes(), contents.keysLoaded());
    full.succeeded(nowMs);
    last =
        new EngineView.LastSyncView("full", reason, nowMs, nowMs - startedAtMs, contents.bytes());
  }

  void failed(String why, long nowMs) {
    isTransferring = false;
    full.failed(why, nowMs);
    last = new EngineView.LastSyncView("failed", why, nowMs, nowMs - startedAtMs, readBytes);
  }

  void continued(long offset, long nowMs) {
    isTransferring = false;
    last = new EngineView.LastSyncView("partial", "continued after offset " + offset, nowMs, 0, 0);
  }

  boolean isTransferring() {
    return isTransferring;
  }

  long totalBytes() {
    return totalBytes;
  }

  long readBytes() {
    return readBytes;
  }

  /** The full resyncs, as far as their payload is concerned. */
  LongWork fullResyncs(long nowMs) {
    return full.at(nowMs);
  }

  EngineView.@Nullable LastSyncView last() {
    return last;
  }

  EngineView.@Nullable TransferView transfer() {
    return isTransferring
        ? new EngineView.TransferView(totalBytes, readBytes, keys, startedAtMs)
        : null;
  }
}
