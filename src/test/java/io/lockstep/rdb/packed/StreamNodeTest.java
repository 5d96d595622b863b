package io.lockstep.rdb.packed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamNodeTest {
  private static final StreamId ID = new StreamId(1_000, 5);
  private static final String MASTER = "2 1 2 name 7 0 ";
  private static final String SAME = "2 0 0 ann 70 5 ";
  private static final String DELETED = "3 0 1 bob 80 5 ";
  private static final String OTHER = "0 10 -5 1 city paris 6 ";

  private final StreamNode node = new StreamNode();

  @Test
  void givesLivingEntriesWithTheirFields() throws MalformedPackException {
    open(MASTER + SAME + DELETED + OTHER);

    assertThat(entries()).containsExactly("1000-5 name=ann 7=70", "1010-0 city=paris");
    assertThat(node.living()).isEqualTo(2);
    assertThat(node.first()).isEqualTo(ID);
    assertThat(node.last()).isEqualTo(new StreamId(1_010, 0));
  }

  @Test
  void passesFieldsThatNobodyAskedFor() throws MalformedPackException {
    open(MASTER + SAME + DELETED + OTHER);

    assertThat(node.nextEntry()).isTrue();
    assertThat(node.nextField()).isTrue();
    assertThat(node.nextEntry()).isTrue();
    assertThat(node.ms()).isEqualTo(1_010);
    assertThat(node.fields()).isEqualTo(1);
    assertThat(node.nextEntry()).isFalse();
    assertThat(node.nextField()).isFalse();
  }

  @Test
  void ordersIdsWithoutSign() throws MalformedPackException {
    open(new StreamId(-2, -1), "2 0 1 f 0 2 0 0 a 4 2 1 1 b 4");

    assertThat(entries())
        .containsExactly(
            "18446744073709551614-18446744073709551615 f=a", "18446744073709551615-0 f=b");
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    refuses("", "no number");
    refuses("3 1 2 name 7 0 " + SAME + DELETED + OTHER, "says 3 entries and 1 deleted");
    refuses("2 0 2 name 7 0 " + SAME + DELETED + OTHER, "says 2 entries and 0 deleted");
    refuses("1 0 99 name 7 0 " + SAME, "says 99 fields");
    refuses("1 0 -1 0 " + SAME, "says -1 fields");
    refuses("1 0 2 name 7 1 " + SAME, "no end of the master entry");
    refuses("1 0 2 name 7 0 2 0 0 ann 70 6", "wrong number of an entry's elements");
    refuses("1 0 2 name 7 0 4 0 0 ann 70 5", "unknown flags");
    refuses("1 0 2 name 7 0 2 0 x ann 70 5", "no number");
    refuses("1 0 2 name 7 0 2 0 0 ann 70", "no number");
    refuses("1 0 2 name 7 0 2 0 0 ann", "missing");
    refuses("1 0 2 name 7 0 0 0 0 3 city paris x 6", "says 3 fields");
    refuses("2 0 2 name 7 0 " + SAME + SAME, "not in order");
    refuses("1 0 2 name 7 0 2 -1 0 ann 70 5", "not in order");
  }

  private void refuses(String elements, String reason) {
    assertThatExceptionOfType(MalformedPackException.class)
        .isThrownBy(() -> open(elements))
        .withMessageContaining(reason);
    assertThat(node.nextEntry()).isFalse();
  }

  private void open(String elements) throws MalformedPackException {
    open(ID, elements);
  }

  private void open(StreamId id, String elements) throws MalformedPackException {
    var writer = new ListpackWriter();
    for (String element : elements.isEmpty() ? new String[0] : elements.split(" ", 0)) {
      byte[] bytes = element.getBytes(ISO_8859_1);
      writer.append(bytes, 0, bytes.length);
    }
    writer.finish();
    node.open(id, writer.bytes(), 0, writer.length());
  }

  private List<String> entries() {
    var entries = new ArrayList<String>();
    while (node.nextEntry()) {
      var entry = new StringBuilder(new StreamId(node.ms(), node.seq()).toString());
      while (node.nextField()) {
        entry.append(' ').append(Packs.text(node.field()));
        entry.append('=').append(Packs.text(node.value()));
      }
      entries.add(entry.toString());
    }
    return entries;
  }
}
