package io.lockstep.replication.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.upstream.PsyncReply.Continue;
import io.lockstep.replication.upstream.PsyncReply.FullResync;
import io.lockstep.replication.upstream.PsyncReply.KeepAlive;
import io.lockstep.replication.upstream.PsyncReply.NotSupported;
import io.lockstep.replication.upstream.PsyncReply.TryLater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PsyncReplyTest {
  private static final String ID = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void readsAFullResync() {
    assertThat(PsyncReply.parse("+FULLRESYNC " + ID + " 1234"))
        .isEqualTo(new FullResync(new Checkpoint(ID, 1234)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+FULLRESYNC",
        "+FULLRESYNC " + ID,
        "+FULLRESYNC " + ID + "0 5",
        "+FULLRESYNC " + ID + " five",
        "+FULLRESYNC " + ID + " -1",
        "+FULLRESYNC " + ID + " 99999999999999999999"
      })
  void malformedPlacesLeaveTheSnapshotUnplaced(String line) {
    assertThat(PsyncReply.parse(line)).isEqualTo(new FullResync(null));
  }

  @Test
  void readsAContinuationWithAndWithoutIdentifier() {
    assertThat(PsyncReply.parse("+CONTINUE " + ID)).isEqualTo(new Continue(ID));
    assertThat(PsyncReply.parse("+CONTINUE")).isEqualTo(new Continue(null));
    assertThat(PsyncReply.parse("+CONTINUE short")).isEqualTo(new Continue(null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-NOMASTERLINK x",
        "-LOADING x",
        "-MASTERDOWN x",
        "-BUSY x",
        "-NOAUTH x",
        "-NOPERM"
      })
  void passingErrorsAreTriedLater(String line) {
    assertThat(PsyncReply.parse(line)).isEqualTo(new TryLater(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-ERR unknown command 'PSYNC'", "+CONTINUED", "garbage", "+RDBCHANNELSYNC 5"})
  void everythingElseMeansNoPsync(String line) {
    assertThat(PsyncReply.parse(line)).isEqualTo(new NotSupported(line));
  }

  @Test
  void anEmptyLineKeepsTheLinkAlive() {
    assertThat(PsyncReply.parse("")).isEqualTo(new KeepAlive());
    assertThat(PayloadHeader.parse("")).isEqualTo(new PayloadHeader.KeepAlive());
  }

  @Test
  void readsBothPayloadForms() {
    assertThat(PayloadHeader.parse("$182"))
        .isEqualTo(new PayloadHeader.Announced(new PayloadForm.Length(182)));
    assertThat(PayloadHeader.parse("$EOF:" + ID))
        .isEqualTo(new PayloadHeader.Announced(new PayloadForm.Marker(ID)));
    assertThat(new PayloadForm.Length(182).header()).asString().isEqualTo("$182\r\n");
    assertThat(new PayloadForm.Marker(ID).header()).asString().isEqualTo("$EOF:" + ID + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "$-1", "$1x", "$EOF:short", "REDIS0010", "$99999999999999999999"})
  void refusesOtherHeaders(String line) {
    assertThat(PayloadHeader.parse(line)).isEqualTo(new PayloadHeader.Garbled(line));
  }

  @Test
  void errorsInPlaceOfThePayloadAreTheMastersOwn() {
    assertThat(PayloadHeader.parse("-ERR no")).isEqualTo(new PayloadHeader.Refused("-ERR no"));
  }
}
