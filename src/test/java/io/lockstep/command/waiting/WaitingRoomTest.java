package io.lockstep.command.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.RecordType;
import io.lockstep.resp.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingRoomTest {

  private static final int STEPS = 4_000;
  private static final int KEYS = 6;
  private static final int DATABASES = 2;

  private final WaitingRoom<Guest> room = new WaitingRoom<>();
  private final Set<WaitingKey> absent = new HashSet<>();

  private static final class Guest extends Waiter {
    private final String name;
    private final boolean hearsOfEnds;
    private final int database;

    private Guest(String name, int database, boolean hearsOfEnds, long untilMs, String... keys) {
      super(
          new KeyTerms(RecordType.STRING, untilMs, 0, keys.length, hearsOfEnds),
          database,
          Request.of(keys));
      this.name = name;
      this.database = database;
      this.hearsOfEnds = hearsOfEnds;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private @Nullable RecordType type(WaitingKey key) {
    return absent.contains(key) ? null : RecordType.STRING;
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.ISO_8859_1);
  }

  private Guest enter(String name, String... keys) {
    Guest guest = new Guest(name, 0, false, 0, keys);
    room.enter(guest);
    return guest;
  }

  private void changed(String key) {
    room.changed(0, bytes(key), 0, key.length());
  }

  private @Nullable Guest call() {
    return room.call(this::type);
  }

  private List<String> callAll() {
    List<String> called = new ArrayList<>();
    for (Guest next = call(); next != null; next = call()) {
      called.add(next.name);
    }
    return called;
  }

  @Test
  void callsTheLineOfAChangedKeyInTheOrderOfComing() {
    enter("first", "a", "b");
    enter("other", "b");
    enter("second", "a");

    changed("a");

    assertThat(room.hasReady()).isTrue();
    assertThat(callAll()).containsExactly("first", "second");
    assertThat(room.hasReady()).isFalse();
  }

  @Test
  void callsALineOnceForManyChanges() {
    enter("guest", "a");
    changed("a");
    changed("a");
    assertThat(callAll()).containsExactly("guest");
  }

  @Test
  void callsAgainWhatIsChangedMeanwhileBehindWhatWasReady() {
    enter("first", "a");
    enter("second", "b");
    changed("a");
    changed("b");

    assertThat(call()).hasToString("first");
    changed("a");

    assertThat(callAll()).containsExactly("second", "first");
  }

  @Test
  void doesNotCallWhoCameAfterTheLineWasCalled() {
    enter("first", "a");
    changed("a");
    assertThat(call()).hasToString("first");
    enter("late", "a");
    assertThat(callAll()).isEmpty();
  }

  @Test
  void callsForAKeysEndOnlyWhoHearsOfIt() {
    enter("taker", "a");
    room.enter(new Guest("reader", 0, true, 0, "a"));
    absent.add(new WaitingKey(0, bytes("a")));

    changed("a");

    assertThat(callAll()).containsExactly("reader");
    assertThat(room.keysWakingWhenGone()).isEqualTo(1);
  }

  @Test
  void sendsAwayInTheOrderOfTimeWhoHasWaitedLongEnough() {
    room.enter(new Guest("late", 0, false, 200, "a"));
    room.enter(new Guest("early", 0, false, 100, "a"));
    enter("patient", "a");

    assertThat(room.firstUntilMs()).isEqualTo(100);
    assertThat(room.expire(100)).isNull();
    assertThat(room.expire(300)).hasToString("early");
    assertThat(room.expire(300)).hasToString("late");
    assertThat(room.expire(Long.MAX_VALUE)).isNull();
    assertThat(room.firstUntilMs()).isEqualTo(Long.MAX_VALUE);
    changed("a");
    assertThat(callAll()).containsExactly("patient");
  }

  // ---- against a list of guests that is searched from the front

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void behavesLikeAList(long seed) {
    new Model(new SplittableRandom(seed)).run();
  }

  private final class Model {
    private final SplittableRandom random;
    private final List<Guest> inside = new ArrayList<>();
    private final LinkedHashSet<WaitingKey> ready = new LinkedHashSet<>();
    private int names;

    private Model(SplittableRandom random) {
      this.random = random;
    }

    private void run() {
      for (int step = 0; step < STEPS; step++) {
        switch (random.nextInt(6)) {
          case 0, 1 -> enter();
          case 2 -> leave();
          case 3 -> change(key());
          case 4 -> changeAll(random.nextInt(DATABASES));
          default -> callEverybody();
        }
        check();
      }
    }

    private WaitingKey key() {
      return new WaitingKey(random.nextInt(DATABASES), bytes(String.valueOf(random.nextInt(KEYS))));
    }

    private void enter() {
      String[] keys = new String[1 + random.nextInt(3)];
      for (int i = 0; i < keys.length; i++) {
        keys[i] = String.valueOf(random.nextInt(KEYS)); // the same one twice, at times
      }
      long untilMs = random.nextBoolean() ? 0 : 1 + random.nextInt(1_000);
      Guest guest =
          new Guest(
              "guest " + names++, random.nextInt(DATABASES), random.nextInt(4) == 0, untilMs, keys);
      inside.add(guest);
      room.enter(guest);
    }

    private void leave() {
      if (inside.isEmpty()) {
        return;
      }
      if (random.nextBoolean()) {
        room.leave(inside.remove(random.nextInt(inside.size())));
        return;
      }
      long nowMs = random.nextInt(1_000);
      Guest over = room.expire(nowMs);
      assertThat(over).isSameAs(firstBefore(nowMs));
      inside.remove(over);
    }

    private @Nullable Guest firstBefore(long nowMs) {
      return inside.stream()
          .filter(guest -> guest.untilMs() > 0 && guest.untilMs() < nowMs)
          .min(Comparator.comparingLong(Waiter::untilMs).thenComparingInt(inside::indexOf))
          .orElse(null);
    }

    private void change(WaitingKey key) {
      if (random.nextBoolean()) {
        absent.add(key);
      } else {
        absent.remove(key);
      }
      room.changed(key.database(), key.name(), 0, key.name().length);
      if (!line(key).isEmpty()) {
        ready.add(key);
      }
    }

    private void changeAll(int database) {
      room.databaseChanged(database);
      Set<WaitingKey> changed =
          inside.stream()
              .flatMap(guest -> guest.keys().stream())
              .filter(key -> key.database() == database)
              .collect(Collectors.toCollection(LinkedHashSet::new));
      if (ready.stream().anyMatch(key -> key.database() == database) || changed.size() > 1) {
        orderIsFree(changed);
      } else {
        ready.addAll(changed);
      }
    }

    /** Which of several keys comes first is nobody's business: all are called, and forgotten. */
    private void orderIsFree(Set<WaitingKey> changed) {
      ready.addAll(changed);
      List<String> expected =
          ready.stream()
              .flatMap(key -> line(key).stream().filter(guest -> wakes(guest, key)))
              .map(guest -> guest.name)
              .toList();
      assertThat(callAll()).containsExactlyInAnyOrderElementsOf(expected);
      ready.clear();
    }

    private List<Guest> line(WaitingKey key) {
      return inside.stream().filter(guest -> guest.keys().contains(key)).toList();
    }

    private boolean wakes(Guest guest, WaitingKey key) {
      return guest.hearsOfEnds || !absent.contains(key);
    }

    /** Calls everybody; half of them are served and leave. */
    private void callEverybody() {
      while (!ready.isEmpty()) {
        WaitingKey key = ready.removeFirst();
        for (Guest expected : line(key)) {
          if (wakes(expected, key)) {
            assertThat(call()).isSameAs(expected);
            serve(expected);
          }
        }
      }
      assertThat(call()).isNull();
    }

    private void serve(Guest guest) {
      if (random.nextBoolean()) {
        inside.remove(guest);
        room.leave(guest);
      }
    }

    private void check() {
      Set<WaitingKey> keys = new HashSet<>();
      Set<WaitingKey> waking = new HashSet<>();
      for (Guest guest : inside) {
        keys.addAll(guest.keys());
        waking.addAll(guest.hearsOfEnds ? guest.keys() : Set.<WaitingKey>of());
        assertThat(guest.keys()).allMatch(key -> key.database() == guest.database);
      }
      assertThat(room.keys()).isEqualTo(keys.size());
      assertThat(room.keysWakingWhenGone()).isEqualTo(waking.size());
      assertThat(room.timed())
          .isEqualTo((int) inside.stream().filter(guest -> guest.untilMs() > 0).count());
    }
  }
}
