package io.lockstep.replication.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.Resume;
import io.lockstep.replication.ResyncReason;
import io.lockstep.replication.downstream.ReplicaEvent.Ack;
import io.lockstep.replication.downstream.ReplicaEvent.Configured;
import io.lockstep.replication.downstream.ReplicaEvent.EmptyLine;
import io.lockstep.replication.downstream.ReplicaEvent.HoldsOthers;
import io.lockstep.replication.downstream.ReplicaEvent.Measured;
import io.lockstep.replication.downstream.ReplicaEvent.PayloadProgress;
import io.lockstep.replication.downstream.ReplicaEvent.PayloadReady;
import io.lockstep.replication.downstream.ReplicaEvent.PayloadSent;
import io.lockstep.replication.downstream.ReplicaEvent.PsyncAsked;
import io.lockstep.replication.downstream.ReplicaEvent.SnapshotFailed;
import io.lockstep.replication.downstream.ReplicaEvent.SnapshotOpened;
import io.lockstep.replication.downstream.ReplicaEvent.SyncAsked;
import io.lockstep.replication.downstream.ReplicaEvent.Tick;
import io.lockstep.replication.downstream.ReplicaState.Dropped;
import io.lockstep.replication.downstream.ReplicaState.Online;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownstreamReplicaTest {
  private static final String ID = "a".repeat(40);
  private static final PsyncAsked FULL =
      new PsyncAsked(new Resume.FullResync(new ResyncReason.AskedFor()), ID);
  private static final PsyncAsked CONTINUE = new PsyncAsked(new Resume.Continue(51), ID);
  private static final PayloadForm.Marker MARKER = new PayloadForm.Marker("f".repeat(40));

  private final DownstreamReplica machine =
      new DownstreamReplica(
          new DownstreamSettings(
              60_000, new OutputLimit(1000, 500, 60), new Patience(1_000, 5_000)));
  private ReplicaState state = DownstreamReplica.START;
  private List<String> did = List.of();
  private long nowMs = 5_000_000;

  private void on(ReplicaEvent... events) {
    for (ReplicaEvent event : events) {
      ReplicaStep step = machine.on(state, event, nowMs);
      assertThat(step.transition(state, nowMs).isPresent())
          .isEqualTo(!state.name().equals(step.next().name()));
      state = step.next();
      did = words(step);
    }
  }

  private void tickAfter(long ms) {
    nowMs += ms;
    on(new Tick());
  }

  private static List<String> words(ReplicaStep step) {
    var words = new ArrayList<String>();
    for (ReplicaAction action : step.actions()) {
      words.add(word(action));
    }
    return words;
  }

  private static String word(ReplicaAction action) {
    return switch (action) {
      case ReplicaAction.Send(String text) -> text;
      case ReplicaAction.SendPayload(String header) -> "payload " + header;
      case ReplicaAction.OpenCursor(long offset) -> "cursor " + offset;
      case ReplicaAction.AwaitSnapshot() -> "snapshot";
      case ReplicaAction.StartStream() -> "stream";
      case ReplicaAction.WidenLimit() -> "widen";
      case ReplicaAction.Drop(String reason) -> "drop: " + reason;
    };
  }

  private static Configured capa(String word) {
    return new Configured(new ReplconfOption.Capability(word));
  }

  private SnapshotOpened opened(SnapshotKind kind) {
    return new SnapshotOpened(kind, ID, 100);
  }

  private void streaming() {
    on(capa("eof"), FULL, opened(SnapshotKind.STREAMED), new PayloadReady(MARKER));
  }

  private void sendingBulk() {
    on(FULL, opened(SnapshotKind.SPOOLED), new PayloadReady(new PayloadForm.Length(9)));
  }

  private void isDropped(String why) {
    assertThat(state).isInstanceOf(Dropped.class);
    assertThat(did.getLast()).startsWith("drop: ").contains(why);
    on(new Tick(), new PayloadSent(), new Ack(1));
    assertThat(did).isEmpty();
  }

  @Test
  void remembersWhatTheReplicaSays() {
    on(capa("EOF"), capa("psync2"), capa("unheard-of"));
    on(new Configured(new ReplconfOption.ListeningPort(6380)));
    on(new Configured(new ReplconfOption.Address("h")));
    on(new Configured(new ReplconfOption.Version("7.2.0")));
    on(new Configured(new ReplconfOption.RdbOnly(true)));
    assertThat(state.profile())
        .isEqualTo(
            new ReplicaProfile(
                6380, "h", true, true, false, true, PayloadFilter.EVERYTHING, "7.2.0"));
    assertThat(state.infoName()).isEmpty();
  }

  @Test
  void continuationNamesTheHistoryOnlyToThoseWhoUnderstand() {
    on(CONTINUE);
    assertThat(did).containsExactly("+CONTINUE\r\n", "cursor 51", "stream");
    state = DownstreamReplica.START;
    on(capa("psync2"), CONTINUE);
    assertThat(did).containsExactly("+CONTINUE " + ID + "\r\n", "cursor 51", "stream");
    assertThat(state.infoName()).isEqualTo("online");
  }

  @Test
  void fullResyncIsAnsweredOnlyWhenTheSnapshotIsOpen() {
    on(FULL);
    assertThat(did).containsExactly("snapshot");
    assertThat(state.infoName()).isEqualTo("wait_bgsave");
    on(opened(SnapshotKind.SPOOLED));
    assertThat(did).containsExactly("+FULLRESYNC " + ID + " 100\r\n", "cursor 101");
    assertThat(state.infoName()).isEqualTo("wait_bgsave");
  }

  @Test
  void syncGetsNoReplyLine() {
    on(new SyncAsked(), opened(SnapshotKind.SPOOLED));
    assertThat(did).containsExactly("cursor 101");
  }

  @Test
  void spooledSnapshotIsFollowedByTheStream() {
    sendingBulk();
    assertThat(did).containsExactly("payload $9\r\n");
    assertThat(state.infoName()).isEqualTo("send_bulk");
    on(new PayloadSent());
    assertThat(did).containsExactly("stream");
    assertThat(state.infoName()).isEqualTo("online");
  }

  @Test
  void nothingFollowsTheMarkerBeforeTheFirstAck() {
    streaming();
    assertThat(did).containsExactly("payload $EOF:" + "f".repeat(40) + "\r\n");
    assertThat(state.infoName()).isEqualTo("wait_bgsave");
    on(new PayloadSent());
    assertThat(did).isEmpty();
    on(new EmptyLine(), new Tick());
    assertThat(did).isEmpty();
    on(new Ack(100));
    assertThat(did).containsExactly("stream");
    on(new Ack(100));
    assertThat(did).isEmpty();
  }

  @Test
  void waitingReplicaGetsANewlineEachSecond() {
    on(FULL);
    tickAfter(999);
    assertThat(did).isEmpty();
    tickAfter(1);
    assertThat(did).containsExactly("\n");
    on(opened(SnapshotKind.SPOOLED));
    tickAfter(1_000);
    assertThat(did).containsExactly("\n");
  }

  @Test
  void neverSendsANewlineIntoAPayloadOrStream() {
    streaming();
    tickAfter(5_000);
    assertThat(did).isEmpty();
    on(new PayloadSent(), new Ack(100));
    tickAfter(5_000);
    assertThat(did).isEmpty();
    state = DownstreamReplica.START;
    sendingBulk();
    tickAfter(5_000);
    assertThat(did).isEmpty();
  }

  @Test
  void streamedSnapshotThatHasNotBegunGetsNoNewline() {
    on(capa("eof"), FULL, opened(SnapshotKind.STREAMED));
    tickAfter(70_000);
    assertThat(did).isEmpty();
  }

  @Test
  void rdbOnlyClientIsDismissedWithItsSnapshot() {
    on(new Configured(new ReplconfOption.RdbOnly(true)));
    sendingBulk();
    on(new PayloadSent());
    assertThat(did).containsExactly("drop: it wanted the snapshot only");
    assertThat(state.name()).isEqualTo("RDB_TRANSMITTED");
    assertThat(state.infoName()).isEmpty();
  }

  @Test
  void failedSnapshotsDropWhoWaits() {
    on(FULL, new SnapshotFailed("disk full"));
    isDropped("disk full");
    state = DownstreamReplica.START;
    streaming();
    on(new SnapshotFailed("broken"));
    isDropped("broken");
  }

  @Test
  void stuckTransfersAreDropped() {
    sendingBulk();
    tickAfter(60_000);
    on(new PayloadProgress());
    tickAfter(60_000);
    assertThat(did).isEmpty();
    tickAfter(1);
    isDropped("takes nothing");
    state = DownstreamReplica.START;
    streaming();
    tickAfter(60_001);
    isDropped("takes nothing");
  }

  @Test
  void silentReplicasAreDropped() {
    on(CONTINUE);
    tickAfter(60_000);
    on(new EmptyLine());
    tickAfter(60_000);
    assertThat(did).isEmpty();
    tickAfter(1);
    isDropped("acknowledges nothing");
  }

  @Test
  void clientsThatSentSyncNeedNotAcknowledge() {
    on(new SyncAsked(), opened(SnapshotKind.SPOOLED));
    on(new PayloadReady(new PayloadForm.Length(9)), new PayloadSent());
    tickAfter(3_600_000);
    assertThat(state).isInstanceOf(Online.class);
  }

  @Test
  void acknowledgedOffsetOnlyGrows() {
    on(CONTINUE, new Ack(70), new Ack(60));
    assertThat(state.ackOffset()).isEqualTo(70);
    assertThat(state.lagSeconds(nowMs + 3_000)).isEqualTo(3);
  }

  @Test
  void whoLetsOthersWaitIsDroppedWhenTooSlow() {
    streaming();
    on(new HoldsOthers(4_999, 0));
    assertThat(did).isEmpty();
    on(new HoldsOthers(5_000, 5_000));
    assertThat(did).isEmpty();
    on(new HoldsOthers(5_000, 4_999));
    isDropped("others wait as it took 4999 bytes of its snapshot in 5000 ms");
  }

  @Test
  void nextFullResyncMayLeaveTwiceAsMuchUnsent() {
    sendingBulk();
    on(new Measured(1000));
    assertThat(did.getFirst()).isEqualTo("widen");
    isDropped("1000 bytes are unsent");
    var wider = new DownstreamReplica(machine.settings().withLimitDoubled(1));
    state = DownstreamReplica.START;
    sendingBulk();
    assertThat(wider.on(state, new Measured(1999), nowMs).actions()).isEmpty();
    assertThat(wider.on(state, new Measured(2000), nowMs).actions()).hasSize(2);
  }

  @Test
  void doubledLimitsStayWithinWhatANumberHolds() {
    assertThat(new OutputLimit(256L << 20, 0, 60).doubled(100).hardBytes()).isEqualTo(1L << 62);
    assertThat(new OutputLimit(3, 0, 60).doubled(2)).isEqualTo(new OutputLimit(12, 0, 60));
  }

  @Test
  void transitionsTellWhereTheReplicaIs() {
    ReplicaStep begun = machine.on(state, CONTINUE, nowMs);
    assertThat(begun.transition(state, nowMs).orElseThrow().offset()).isEqualTo(50);
    sendingBulk();
    ReplicaStep failed = machine.on(state, new SnapshotFailed("disk"), nowMs);
    assertThat(failed.transition(state, nowMs).orElseThrow().offset()).isEqualTo(100);
  }

  @Test
  void hardOutputLimitDropsAtOnce() {
    on(CONTINUE, new Measured(499));
    on(new Measured(1000));
    isDropped("1000 bytes are unsent");
  }

  @Test
  void softOutputLimitDropsWhenItLasts() {
    sendingBulk();
    on(new Measured(500));
    on(new PayloadSent());
    nowMs += 60_000;
    on(new Measured(600));
    assertThat(did).isEmpty();
    nowMs += 1;
    on(new Measured(600));
    isDropped("600 bytes are unsent");
  }

  @Test
  void softOutputLimitForgetsWhatIsOver() {
    on(CONTINUE, new Measured(500), new Measured(499));
    nowMs += 60_000;
    on(new Ack(1), new Measured(500));
    nowMs += 60_000;
    on(new Measured(500));
    assertThat(state).isInstanceOf(Online.class);
  }

  @Test
  void limitIsNotBelowTheBacklog() {
    assertThat(new OutputLimit(10, 5, 1).notBelowBacklog(100))
        .isEqualTo(new OutputLimit(100, 5, 1));
    assertThat(new OutputLimit(0, 5, 1).notBelowBacklog(100)).isEqualTo(new OutputLimit(0, 5, 1));
  }

  @Test
  void replicasThatAskAgainAreIgnored() {
    on(CONTINUE, FULL, new SyncAsked());
    assertThat(did).isEmpty();
    assertThat(state).isInstanceOf(Online.class);
  }

  @Test
  void acknowledgementsOfOthersAreIgnored() {
    on(new Ack(5));
    assertThat(did).isEmpty();
    assertThat(state).isEqualTo(DownstreamReplica.START);
  }

  @Test
  void illegalEventsFailWithASentence() {
    assertThatThrownBy(() -> on(new PayloadSent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("A replica in state HANDSHAKE cannot meet");
    on(CONTINUE);
    assertThatThrownBy(() -> on(new PayloadSent())).isInstanceOf(IllegalStateException.class);
  }
}
