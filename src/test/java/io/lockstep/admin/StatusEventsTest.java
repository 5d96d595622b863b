package io.lockstep.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import reactor.core.publisher.Sinks;

class StatusEventsTest {
  private final StandInEngine engine = new StandInEngine();
  private final Sinks.Many<Long> looks = Sinks.many().unicast().onBackpressureBuffer();
  private final StatusEvents events = new StatusEvents(engine, Slices.LIMITS, looks.asFlux());
  private final List<StatusDescriptor> seen = new ArrayList<>();

  @Test
  void beginsWithThePresentAndComesOnceASecond() {
    events.stream().subscribe(seen::add);
    assertThat(seen).hasSize(1);
    look(0, 30);
    assertThat(seen).hasSize(4);
  }

  @Test
  void comesWithEachTransitionAndFault() {
    events.stream().subscribe(seen::add);
    look(0, 2);
    int before = seen.size();
    engine.publish(StandInEngine.broken("a fault"));
    look(2, 5);
    assertThat(seen).hasSize(before + 1);
    assertThat(seen.getLast().replication().fault()).isEqualTo("a fault");
  }

  @Test
  void tellsHowFarAWorkIsWheneverItGotFurther() {
    var keys = new ArrayList<Long>();
    engine.publish(StandInEngine.saving(10));
    events.works().subscribe(works -> keys.add(keysIn(works)));
    look(0, 2);
    engine.publish(StandInEngine.saving(20));
    look(2, 4);
    engine.publish(StandInEngine.saving(30));
    look(4, 6);
    assertThat(keys).containsExactly(10L, 10L, 20L, 30L);
  }

  private static long keysIn(WorksDescriptor works) {
    return Objects.requireNonNull(works.save().current()).keys();
  }

  @Test
  void endsWhenTheApplicationCloses() {
    var isEnded = new boolean[1];
    events.stream().doOnComplete(() -> isEnded[0] = true).subscribe();
    events.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
    assertThat(isEnded[0]).isTrue();
  }

  @Test
  void refusesMoreListenersThanTheLimitUntilOneLeaves() {
    var first = events.stream().subscribe();
    events.stream().subscribe();
    var refusal = new ArrayList<Throwable>();
    events.stream().subscribe(seen::add, refusal::add);
    assertThat(refusal).singleElement().asString().contains("Too many listeners");
    first.dispose();
    events.stream().subscribe(seen::add);
    assertThat(seen).hasSize(1);
  }

  private void look(long from, long to) {
    for (long number = from; number < to; number++) {
      looks.tryEmitNext(number).orThrow();
    }
  }
}
