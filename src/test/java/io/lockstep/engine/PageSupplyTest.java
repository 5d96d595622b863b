package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.NativePage;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageSupplyTest {

  private static final long PAGE = NativePage.USUAL_BYTES;
  private static final long MOST = 4 * PAGE;
  private static final long OF_ONE = 16 * PAGE; // who has so much is kept one page ready

  private final Queue<Runnable> background = new ArrayDeque<>();
  private final PageSupply supply = new PageSupply(background::add, MOST);
  private final List<NativePage> taken = new ArrayList<>();

  @AfterEach
  void close() {
    supply.close();
    taken.forEach(NativePage::close);
  }

  private NativePage take(long reservedBytes) {
    NativePage page = supply.take(reservedBytes);
    taken.add(page);
    return page;
  }

  private void give(NativePage page, long reservedBytes) {
    taken.remove(page);
    supply.give(page, reservedBytes);
  }

  @Test
  void givesPagesOfTheUsualSize() {
    assertThat(take(0).segment().byteSize()).isEqualTo(PAGE);
    assertThat(take(100 * PAGE).segment().byteSize()).isEqualTo(PAGE);
  }

  @Test
  void preparesNothingForWhoHasLittle() {
    take(0);
    take(OF_ONE - 1);
    assertThat(background).isEmpty();
  }

  @Test
  void preparesInTheBackgroundForWhoHasMuch() {
    take(OF_ONE);
    assertThat(background).hasSize(1);
  }

  @Test
  void asksForOnePreparationAtATime() {
    take(OF_ONE);
    take(2 * OF_ONE);
    assertThat(background).hasSize(1);
  }

  @Test
  void takesBackWhatWillBeWantedAndGivesItOutAgain() {
    NativePage page = take(OF_ONE);
    page.segment().set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
    give(page, OF_ONE);
    assertThat(take(OF_ONE)).isEqualTo(page);
  }

  @Test
  void closesWhatWillNotBeWanted() {
    NativePage page = take(0);
    give(page, 0);
    assertThat(page.arena().scope().isAlive()).isFalse();
  }

  @Test
  void closesWhatItHasKeptOnceLittleIsLeft() {
    NativePage kept = take(OF_ONE);
    NativePage other = take(OF_ONE);
    give(kept, OF_ONE);
    assertThat(kept.arena().scope().isAlive()).isTrue();

    give(other, 0);
    assertThat(other.arena().scope().isAlive()).isFalse();
    assertThat(kept.arena().scope().isAlive()).isFalse();
  }

  @Test
  void preparesWhatIsExpected() {
    supply.expect(3 * PAGE);
    background.remove().run();
    for (int page = 0; page < 3; page++) {
      take(0);
    }
    assertThat(background).isEmpty(); // nothing is missing
  }

  @Test
  void preparesNoMoreThanItMay() {
    supply.expect(100 * PAGE);
    background.remove().run();
    for (int page = 0; page < 4; page++) {
      take(0);
    }
    assertThat(background).isNotEmpty();

    PageSupply none = new PageSupply(background::add, 0);
    background.clear();
    none.expect(PAGE);
    assertThat(background).isEmpty();
  }

  @Test
  void doesWithoutAThread() {
    PageSupply alone =
        new PageSupply(
            _ -> {
              throw new OutOfMemoryError("no thread");
            },
            MOST);
    taken.add(alone.take(OF_ONE));
    taken.add(alone.take(OF_ONE));
    assertThat(taken).hasSize(2);
  }

  @Test
  void keepsNothingOnceItIsClosed() {
    NativePage page = take(OF_ONE);
    supply.close();
    give(page, OF_ONE);
    assertThat(page.arena().scope().isAlive()).isFalse();

    background.forEach(Runnable::run);
    assertThat(take(OF_ONE).arena().scope().isAlive()).isTrue();
  }
}
