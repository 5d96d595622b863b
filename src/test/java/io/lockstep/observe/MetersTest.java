package io.lockstep.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.admin.StandInEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final StandInEngine engine = new StandInEngine();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void readTheLatestView() {
    new NodeMeters(engine).bindTo(registry);
    assertThat(gauge("lockstep.replication.offset")).isEqualTo(1000);
    assertThat(gauge("lockstep.replication.replicas")).isEqualTo(1);
    assertThat(gauge("lockstep.replication.link.up")).isNaN();
    assertThat(gauge("lockstep.keys")).isEqualTo(11);
    assertThat(syncs("full")).isEqualTo(1);
    assertThat(syncs("partial")).isEqualTo(2);
    assertThat(count("lockstep.commands")).isEqualTo(100);
    engine.publish(StandInEngine.replica(StandInEngine.connected()));
    assertThat(gauge("lockstep.replication.link.up")).isEqualTo(1);
    assertThat(gauge("lockstep.replication.link.unapplied")).isEqualTo(10);
  }

  @Test
  void countWhatRanOut() {
    new NodeMeters(engine).bindTo(registry);
    assertThat(count("lockstep.keys.expired")).isEqualTo(5);
    assertThat(count("lockstep.subkeys.expired")).isEqualTo(9);
    assertThat(count("lockstep.keys.evicted")).isEqualTo(6);
  }

  @Test
  void comeAndGoWithTheReplicas() {
    var meters = new ReplicaMeters(registry);
    meters.show(List.of(StandInEngine.replica("a", 1), StandInEngine.replica("b", 2)));
    assertThat(lag("a:1")).isEqualTo(42);
    meters.show(List.of(StandInEngine.replica("b", 2)));
    assertThat(lag("b:2")).isEqualTo(42);
    assertThat(registry.find("lockstep.replication.lag.bytes").gauges()).hasSize(1);
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double count(String name) {
    return registry.get(name).functionCounter().count();
  }

  private double syncs(String kind) {
    return registry.get("lockstep.replication.syncs").tag("kind", kind).functionCounter().count();
  }

  private double lag(String replica) {
    return registry.get("lockstep.replication.lag.bytes").tag("replica", replica).gauge().value();
  }
}
