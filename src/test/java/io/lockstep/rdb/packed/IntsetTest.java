package io.lockstep.rdb.packed;

import static io.lockstep.rdb.packed.Packs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntsetTest {
  private final Intset intset = new Intset();

  @Test
  void readsMembersOfEveryWidth() throws MalformedPackException {
    assertThat(Packs.read(intset, bytes("02000000 02000000 0080 ff7f")))
        .containsExactly(-32768L, 32767L);
    assertThat(Packs.read(intset, bytes("04000000 02000000 00000080 01000000")))
        .containsExactly((long) Integer.MIN_VALUE, 1L);
    assertThat(Packs.read(intset, bytes("08000000 02000000 0000000000000080 ffffffffffffff7f")))
        .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    refuses("02000000 010000", "too few");
    refuses("03000000 01000000 000000", "members of 3 bytes");
    refuses("02000000 00000000", "says 0 members");
    refuses("02000000 02000000 0100", "says 2 members");
    refuses("02000000 01000000 0100 02", "says 1 members");
    refuses("08000000 00000020", "says 536870912 members");
    refuses("02000000 02000000 0100 0100", "not in order");
    refuses("02000000 02000000 0100 ffff", "not in order");
  }

  @Test
  void isWrittenInOrderAndAsNarrowAsItCanBe() throws MalformedPackException {
    var writer = new IntsetWriter();
    assertThat(written(writer, 5, -3, 32767)).containsExactly(-3L, 5L, 32767L);
    assertThat(writer.length()).isEqualTo(8 + 3 * 2);
    assertThat(written(writer, 5, -32769)).containsExactly(-32769L, 5L);
    assertThat(writer.length()).isEqualTo(8 + 2 * 4);
    assertThat(written(writer, 1L << 31)).containsExactly(1L << 31);
    assertThat(writer.length()).isEqualTo(8 + 8);
  }

  @Test
  void isNotWrittenWithoutMembersOrWithOneTwice() {
    assertThatIllegalStateException().isThrownBy(() -> written(new IntsetWriter()));
    assertThatIllegalStateException().isThrownBy(() -> written(new IntsetWriter(), 1, 2, 1));
  }

  private List<Object> written(IntsetWriter writer, long... members) throws MalformedPackException {
    writer.begin();
    for (long member : members) {
      writer.add(member);
    }
    writer.finish();
    return Packs.read(intset, Arrays.copyOf(writer.bytes(), writer.length()));
  }

  private void refuses(String hex, String reason) {
    assertThatExceptionOfType(MalformedPackException.class)
        .isThrownBy(() -> Packs.read(intset, bytes(hex)))
        .withMessageContaining(reason);
    assertThat(intset.next()).isFalse();
  }
}
