package io.lockstep.replication.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.Transition;
import io.lockstep.replication.upstream.LinkEvent.ConnectionLost;
import io.lockstep.replication.upstream.LinkEvent.DataFlushed;
import io.lockstep.replication.upstream.LinkEvent.DialFailed;
import io.lockstep.replication.upstream.LinkEvent.Dialed;
import io.lockstep.replication.upstream.LinkEvent.Follow;
import io.lockstep.replication.upstream.LinkEvent.GetAck;
import io.lockstep.replication.upstream.LinkEvent.LineBegun;
import io.lockstep.replication.upstream.LinkEvent.LoadFailed;
import io.lockstep.replication.upstream.LinkEvent.LoadFinished;
import io.lockstep.replication.upstream.LinkEvent.LoadProgress;
import io.lockstep.replication.upstream.LinkEvent.PayloadBytes;
import io.lockstep.replication.upstream.LinkEvent.PayloadComplete;
import io.lockstep.replication.upstream.LinkEvent.ProtocolBroken;
import io.lockstep.replication.upstream.LinkEvent.StreamBytes;
import io.lockstep.replication.upstream.LinkEvent.Tick;
import io.lockstep.replication.upstream.LinkEvent.Unfollow;
import io.lockstep.replication.upstream.LinkState.Connected;
import io.lockstep.replication.upstream.LinkState.Following;
import io.lockstep.resp.CommandEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamLinkTest {
  private static final String NEWLINE = "\n";
  private static final String PSYNC_OWN = wire("PSYNC", Drive.OWN, "8");

  private static String wire(String... words) {
    return new String(new CommandEncoder().command(words).copy(), ISO_8859_1);
  }

  private static String ack(int offset) {
    return wire("REPLCONF", "ACK", Integer.toString(offset));
  }

  private static void isWaiting(Drive drive, long delayMs) {
    assertThat(drive.state.name()).isEqualTo(ReplState.CONNECT);
    assertThat(drive.tickAfter(delayMs - 1).state.name()).isEqualTo(ReplState.CONNECT);
    assertThat(drive.tickAfter(1).state.name()).isEqualTo(ReplState.CONNECTING);
    assertThat(drive.did()).containsExactly("Dial");
  }

  private static void isRedialing(Drive drive) {
    assertThat(drive.state.name()).isEqualTo(ReplState.CONNECTING);
    assertThat(drive.did()).endsWith("Hangup", "Dial");
  }

  private static @Nullable Checkpoint cached(Drive drive) {
    return ((Following) drive.state).course().cached();
  }

  // --- connecting

  @Test
  void followingDialsAtOnce() {
    var drive = Drive.plain().following();
    assertThat(drive.state.name()).isEqualTo(ReplState.CONNECTING);
    assertThat(drive.actions).containsExactly(new LinkAction.Dial(Drive.MASTER, 5_000));
  }

  @Test
  void failedDialIsRepeatedAfterASecond() {
    isWaiting(Drive.plain().following().on(new DialFailed("refused")), 1_000);
  }

  @Test
  void dialThatTakesTooLongIsBegunAgain() {
    var drive = Drive.plain().following().tickAfter(5_000);
    assertThat(drive.did()).isEmpty();
    isRedialing(drive.tickAfter(1));
  }

  @Test
  void passesRedisStatesInRedisOrder() {
    var settings = UpstreamSettings.on(6380).withCredentials("u", "p").announcing("1.2.3.4");
    var drive = new Drive(settings).atIntroduction().lines("+OK", "+OK", "+OK", "+OK");
    drive.lines("+FULLRESYNC " + Drive.ID + " 100", "$4");
    drive.on(new PayloadBytes(4), new PayloadComplete(), new LoadFinished());
    assertThat(drive.path())
        .containsExactly(
            "CONNECTING",
            "RECEIVE_PING_REPLY",
            "RECEIVE_AUTH_REPLY",
            "RECEIVE_PORT_REPLY",
            "RECEIVE_IP_REPLY",
            "RECEIVE_CAPA_REPLY",
            "RECEIVE_PSYNC_REPLY",
            "TRANSFER",
            "CONNECTED");
  }

  // --- handshake

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+PONG",
        "+anything",
        "-NOAUTH Authentication required.",
        "-NOPERM x",
        "-ERR operation not permitted"
      })
  void peersThatAreThereGetTheIntroduction(String reply) {
    var drive = Drive.plain().atPing().lines(reply);
    assertThat(drive.state.name()).isEqualTo(ReplState.RECEIVE_PORT_REPLY);
    assertThat(drive.did())
        .containsExactly(
            wire("REPLCONF", "listening-port", "6380")
                + wire("REPLCONF", "capa", "eof", "capa", "psync2", "capa", "lockstep-snapshot"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-LOADING x", "-MASTERDOWN x", "-BUSY x", "-ERR other", "$5", ""})
  void otherAnswersToPingEndTheAttempt(String reply) {
    var drive = Drive.plain().atPing().lines(reply);
    assertThat(drive.did()).containsExactly("Hangup");
    isWaiting(drive, 1_000);
  }

  @Test
  void refusedAuthEndsTheAttempt() {
    var settings = UpstreamSettings.on(6380).withCredentials(null, "p");
    var drive = new Drive(settings).atIntroduction().lines("-WRONGPASS x");
    assertThat(drive.did()).containsExactly("Hangup");
    isWaiting(drive, 1_000);
  }

  @Test
  void refusedOptionsAreOnlyNoted() {
    var drive = Drive.plain().atIntroduction().lines("-ERR a");
    assertThat(drive.did()).containsExactly("Note");
    drive.lines("-ERR b");
    assertThat(drive.did()).containsExactly("Note", PSYNC_OWN);
  }

  @Test
  void asksToContinueItsOwnHistory() {
    assertThat(Drive.plain().atPsync().did()).containsExactly(PSYNC_OWN);
  }

  // --- the answer to PSYNC

  @Test
  void continuesInTheSameHistory() {
    var drive = Drive.plain().atPsync().lines("", "+CONTINUE");
    assertThat(drive.did()).containsExactly("Continue " + Drive.OWN, ack(7));
    assertThat(drive.state.name()).isEqualTo(ReplState.CONNECTED);
  }

  @Test
  void continuesInAnotherHistory() {
    var drive = Drive.plain().atPsync().lines("+CONTINUE " + Drive.OTHER);
    assertThat(drive.did()).containsExactly("Continue " + Drive.OTHER, ack(7));
    drive.on(new StreamBytes(20), new ConnectionLost("reset"));
    assertThat(cached(drive)).isEqualTo(new Checkpoint(Drive.OTHER, 20));
  }

  @Test
  void continuationOfNothingIsRefused() {
    var drive = Drive.plain().connected().on(new ProtocolBroken("x"), new Dialed());
    drive.lines("+PONG", "+OK", "+OK");
    assertThat(drive.did()).containsExactly(wire("PSYNC", "?", "-1"));
    drive.lines("+CONTINUE");
    isWaiting(drive, 1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-NOMASTERLINK x", "-LOADING x", "-MASTERDOWN x", "-BUSY x"})
  void passingRefusalsOfPsyncAreTriedAgain(String reply) {
    var drive = Drive.plain().atPsync().lines(reply);
    assertThat(drive.did()).containsExactly("Hangup");
    isWaiting(drive, 1_000);
  }

  @Test
  void peersWithoutPsyncAreAskedWithSync() {
    var drive = Drive.plain().atPsync().lines("-ERR unknown command");
    assertThat(drive.did()).containsExactly("SYNC\r\n");
    drive.lines("$1").on(new PayloadBytes(1), new PayloadComplete(), new LoadFinished());
    assertThat(drive.did()).containsExactly("AdoptUnnamedHistory");
    assertThat(drive.tickAfter(1_000).on(new GetAck(5)).did()).isEmpty();
    assertThat(cached(drive.on(new StreamBytes(9), new ConnectionLost("x")))).isNull();
  }

  @Test
  void peersThatOnceSpokePsyncAreNeverAskedWithSync() {
    var drive = Drive.plain().connected().on(new ConnectionLost("x"), new Dialed());
    drive.lines("+PONG", "+OK", "+OK", "-ERR unknown command");
    isWaiting(drive, 1_000);
  }

  @Test
  void malformedFullResyncIsLoadedButNotContinued() {
    var drive = Drive.plain().atPsync().lines("+FULLRESYNC nonsense", "$1");
    drive.on(new PayloadComplete(), new LoadFinished());
    assertThat(drive.did()).containsExactly("AdoptUnnamedHistory");
  }

  // --- full resync

  @Test
  void headerBeginsTheTransfer() {
    var drive = Drive.plain().atPayload().lines("", "$4");
    assertThat(drive.did()).containsExactly("BeginTransfer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-ERR can't", "whatever"})
  void refusedSnapshotsAreAskedForAtMostOnceASecond(String header) {
    isWaiting(Drive.plain().atPayload().lines(header), 1_000);
    var drive = Drive.plain().atPayload();
    drive.nowMs += 1_000;
    isRedialing(drive.lines(header));
  }

  @Test
  void loadedSnapshotIsAdoptedAndAcknowledgedAtOnce() {
    var drive = Drive.plain().connected();
    assertThat(drive.did()).containsExactly("Adopt " + Drive.ID + " 100", ack(100));
  }

  @Test
  void loadThatEndsBeforeTheMarkerWaitsForIt() {
    var drive = Drive.plain().receiving().on(new LoadFinished());
    assertThat(drive.state.name()).isEqualTo(ReplState.TRANSFER);
    assertThat(drive.on(new PayloadComplete()).did()).contains(ack(100));
  }

  @Test
  void masterIsKeptAwakeOnceASecondWhileLoading() {
    var drive = Drive.plain().receiving().on(new LoadProgress());
    assertThat(drive.did()).containsExactly(NEWLINE);
    assertThat(drive.tickAfter(999).did()).isEmpty();
    assertThat(drive.tickAfter(1).did()).containsExactly(NEWLINE);
    drive.on(new PayloadComplete());
    assertThat(drive.tickAfter(1_000).did()).containsExactly(NEWLINE);
    assertThat(drive.on(new LoadProgress()).did()).isEmpty();
  }

  @Test
  void masterIsNotSpokenToBeforeTheLoadBegins() {
    assertThat(Drive.plain().receiving().tickAfter(5_000).did()).isEmpty();
  }

  @Test
  void lossWhileReceivingKeepsTheOldHistory() {
    var drive = Drive.plain().receiving();
    drive.nowMs += 2_000;
    drive.on(new ConnectionLost("reset"));
    assertThat(drive.did()).containsExactly("AbortTransfer", "Hangup", "Dial");
    assertThat(cached(drive)).isEqualTo(new Checkpoint(Drive.OWN, 7));
  }

  @Test
  void lossWhileLoadingLosesNothing() {
    var drive = Drive.plain().loading().on(new ConnectionLost("reset"));
    assertThat(drive.did()).containsExactly("Hangup");
    assertThat(drive.on(new LoadProgress(), new LoadFinished()).did())
        .containsExactly("Adopt " + Drive.ID + " 100", "Dial");
    assertThat(cached(drive)).isEqualTo(new Checkpoint(Drive.ID, 100));
  }

  @Test
  void failedLoadsAreRepeatedMoreAndMoreSeldom() {
    var drive = Drive.plain().loading();
    for (long delayMs : new long[] {1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000}) {
      drive.on(new LoadFailed("checksum"));
      assertThat(drive.did()).containsExactly("AbortTransfer", "Hangup");
      isWaiting(drive, delayMs);
      drive.on(new Dialed()).lines("+PONG", "+OK", "+OK");
      drive.lines("+FULLRESYNC " + Drive.ID + " 100", "$9");
    }
    drive.on(new PayloadComplete(), new LoadFinished(), new ConnectionLost("x"), new Dialed());
    drive.lines("+PONG", "+OK", "+OK", "+FULLRESYNC " + Drive.ID + " 100", "$9");
    isWaiting(drive.on(new LoadFailed("checksum")), 1_000);
  }

  @Test
  void nothingIsContinuedOnceTheDataIsFlushed() {
    var drive = Drive.plain().receiving().on(new DataFlushed("flushed"));
    assertThat(drive.did()).isEmpty();
    assertThat(drive.state.name()).isEqualTo(ReplState.TRANSFER);
    drive.nowMs += 2_000;
    drive.on(new ConnectionLost("reset"));
    assertThat(drive.did()).containsExactly("AbortTransfer", "Hangup", "Dial");
    assertThat(cached(drive)).isNull();

    drive.on(new Dialed()).lines("+PONG", "+OK", "+OK");
    assertThat(drive.did()).containsExactly(wire("PSYNC", "?", "-1"));
    drive.lines("+FULLRESYNC " + Drive.ID + " 100", "$9");
    assertThat(drive.actions)
        .containsExactly(new LinkAction.BeginTransfer(new PayloadForm.Length(9), "flushed"));
  }

  @Test
  void nothingIsContinuedOnceTheDataIsFlushedThoughAllIsReceived() {
    var drive = Drive.plain().loading().on(new DataFlushed("flushed"), new LoadFailed("checksum"));
    assertThat(cached(drive)).isNull();
  }

  @Test
  void otherMasterContinuesNothingOnceTheDataIsFlushed() {
    var drive = Drive.plain().receiving().on(new DataFlushed("flushed"));
    drive.on(new Follow(new Target("other", 1), new Checkpoint(Drive.OWN, 7)));
    assertThat(cached(drive)).isNull();
  }

  @Test
  void lossWhileLoadingLosesNothingThoughTheDataIsFlushed() {
    var drive = Drive.plain().loading().on(new DataFlushed("flushed"), new ConnectionLost("x"));
    assertThat(drive.on(new LoadFinished()).did())
        .containsExactly("Adopt " + Drive.ID + " 100", "Dial");
    assertThat(cached(drive)).isEqualTo(new Checkpoint(Drive.ID, 100));
  }

  // --- connected

  @Test
  void acknowledgesOnceASecondWhatIsApplied() {
    var drive = Drive.plain().connected().on(new StreamBytes(150));
    assertThat(drive.tickAfter(999).did()).isEmpty();
    assertThat(drive.tickAfter(1).did()).containsExactly(ack(150));
    assertThat(drive.tickAfter(999).did()).isEmpty();
  }

  @Test
  void answersGetAckWithTheOffsetBeforeIt() {
    var drive = Drive.plain().connected().on(new GetAck(150), new StreamBytes(187));
    assertThat(drive.on(new GetAck(187)).did()).containsExactly(ack(187));
    assertThat(((Connected) drive.state).appliedOffset()).isEqualTo(187);
  }

  @Test
  void lossIsFollowedByAnImmediatePartialResync() {
    var drive = Drive.plain().connected().on(new StreamBytes(150), new ConnectionLost("reset"));
    isRedialing(drive);
    drive.on(new Dialed()).lines("+PONG", "+OK", "+OK");
    assertThat(drive.did()).containsExactly(wire("PSYNC", Drive.ID, "151"));
  }

  @Test
  void brokenProtocolDiscardsTheHistory() {
    var drive = Drive.plain().connected().on(new ProtocolBroken("inline data"));
    isRedialing(drive);
    assertThat(cached(drive)).isNull();
  }

  // --- silence

  static List<Drive> listening() {
    return List.of(
        Drive.plain().atPing(),
        Drive.plain().atIntroduction(),
        Drive.plain().atPsync(),
        Drive.plain().atPayload());
  }

  @ParameterizedTest
  @MethodSource("listening")
  void silenceBeyondTheTimeoutIsRedialed(Drive drive) {
    assertThat(drive.tickAfter(60_000).did()).isEmpty();
    isRedialing(drive.tickAfter(1));
  }

  @ParameterizedTest
  @MethodSource("listening")
  void lineThatDoesNotCompleteIsRedialed(Drive drive) {
    drive.on(new LineBegun());
    assertThat(drive.tickAfter(5_000).did()).isEmpty();
    drive.on(new LineBegun());
    isRedialing(drive.tickAfter(1));
  }

  @Test
  void lossInTheHandshakeIsRepeatedAfterASecond() {
    isWaiting(Drive.plain().atPing().on(new ConnectionLost("x")), 1_000);
    isWaiting(Drive.plain().atIntroduction().on(new ConnectionLost("x")), 1_000);
    isWaiting(Drive.plain().atPsync().on(new ProtocolBroken("x")), 1_000);
  }

  @Test
  void keepAlivesExtendTheWait() {
    for (Drive drive : List.of(Drive.plain().atPsync(), Drive.plain().atPayload())) {
      drive.tickAfter(60_000).lines("");
      assertThat(drive.tickAfter(60_000).did()).isEmpty();
    }
  }

  @Test
  void transferThatStandsStillIsAborted() {
    var drive = Drive.plain().receiving().tickAfter(50_000).on(new PayloadBytes(1));
    assertThat(drive.tickAfter(60_000).did()).isEmpty();
    assertThat(drive.tickAfter(1).did()).containsExactly("AbortTransfer", "Hangup", "Dial");
  }

  @Test
  void loadMayTakeAsLongAsItNeeds() {
    assertThat(Drive.plain().loading().tickAfter(3_600_000).state.name())
        .isEqualTo(ReplState.TRANSFER);
  }

  @Test
  void silentMasterIsRedialed() {
    var drive = Drive.plain().connected().tickAfter(60_000);
    assertThat(drive.state.name()).isEqualTo(ReplState.CONNECTED);
    isRedialing(drive.tickAfter(1));
    assertThat(cached(drive)).isEqualTo(new Checkpoint(Drive.ID, 100));
  }

  // --- orders, in every state

  static List<Drive> everywhere() {
    return List.of(
        Drive.plain(),
        Drive.plain().following().on(new DialFailed("x")),
        Drive.plain().following(),
        Drive.plain().atPing(),
        Drive.plain().atIntroduction(),
        Drive.plain().atPsync(),
        Drive.plain().atPayload(),
        Drive.plain().receiving(),
        Drive.plain().loading(),
        Drive.plain().connected());
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void orderToFollowNobodyStopsEverything(Drive drive) {
    boolean hasTransfer = drive.state.getClass().getSimpleName().matches("Receiving|Loading");
    drive.on(new Unfollow());
    assertThat(drive.state).isEqualTo(new LinkState.None());
    assertThat(drive.did().contains("AbortTransfer")).isEqualTo(hasTransfer);
    assertThat(drive.on(new Tick()).did()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void orderToFollowAnotherDialsItAtOnce(Drive drive) {
    boolean wasConnected = drive.state instanceof Connected;
    var target = new Target("other", 1);
    drive.on(new Follow(target, new Checkpoint(Drive.OWN, 7)));
    assertThat(drive.actions).endsWith(new LinkAction.Dial(target, 5_000));
    assertThat(cached(drive))
        .isEqualTo(wasConnected ? new Checkpoint(Drive.ID, 100) : new Checkpoint(Drive.OWN, 7));
  }

  @ParameterizedTest
  @MethodSource("everywhere")
  void illegalEventsFailWithASentence(Drive drive) {
    LinkEvent illegal = drive.state instanceof LinkState.Connecting ? new GetAck(1) : new Dialed();
    assertThatThrownBy(() -> drive.on(illegal))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot meet");
  }

  @Test
  void transitionsTellTimeCauseAndOffset() {
    var drive = Drive.plain().connected().on(new StreamBytes(150), new ConnectionLost("reset"));
    assertThat(drive.transitions.getLast())
        .isEqualTo(new Transition(drive.nowMs, "CONNECTED", "CONNECTING", "reset", 150));
  }

  @Test
  void settingsDoNotShowThePassword() {
    var settings = UpstreamSettings.on(1).withCredentials("u", "sesame");
    assertThat(new Outgoing.Introduction(settings).toString()).doesNotContain("sesame");
  }
}
