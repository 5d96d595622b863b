package io.lockstep.observe;

import io.lockstep.engine.EngineView.ReplicaView;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The meters of each replica; they come and go with it, so somebody must call {@link #show}. */
public final class ReplicaMeters {
  private final MultiGauge lagBytes;
  private final MultiGauge lagMs;
  private final MultiGauge unsentBytes;

  public ReplicaMeters(MeterRegistry registry) {
    lagBytes = gauge(registry, "lockstep.replication.lag.bytes", BaseUnits.BYTES);
    lagMs = gauge(registry, "lockstep.replication.lag.ms", null); // the name has the unit
    unsentBytes = gauge(registry, "lockstep.replication.unsent", BaseUnits.BYTES);
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, @Nullable String unit) {
    return MultiGauge.builder(name).baseUnit(unit).register(registry);
  }

  /** Shows these replicas and no others. */
  public void show(List<ReplicaView> replicas) {
    var byAddress = new LinkedHashMap<String, ReplicaView>();
    replicas.forEach(replica -> byAddress.put(address(replica), replica));
    lagBytes.register(rows(byAddress.values(), ReplicaView::lagBytes), true);
    lagMs.register(rows(byAddress.values(), ReplicaView::lagMs), true);
    unsentBytes.register(rows(byAddress.values(), ReplicaView::unsentBytes), true);
  }

  private static List<Row<?>> rows(
      Collection<ReplicaView> replicas, ToLongFunction<ReplicaView> value) {
    return replicas.stream().<Row<?>>map(replica -> row(replica, value)).toList();
  }

  private static Row<Number> row(ReplicaView replica, ToLongFunction<ReplicaView> value) {
    return Row.of(Tags.of("replica", address(replica)), value.applyAsLong(replica));
  }

  private static String address(ReplicaView replica) {
    return replica.ip() + ":" + replica.port();
  }
}
