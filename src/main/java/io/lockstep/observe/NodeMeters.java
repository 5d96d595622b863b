package io.lockstep.observe;

import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.DataView;
import io.lockstep.engine.EngineView.TrafficView;
import io.lockstep.engine.EngineView.UpstreamView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The meters of the node itself, each a function of the published view. */
public final class NodeMeters implements MeterBinder {
  private static final String MS = "ms";

  private final Supplier<EngineView> views;

  public NodeMeters(Supplier<EngineView> views) {
    this.views = views;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bindReplication(registry);
    bindLink(registry);
    bindBacklog(registry);
    bindTraffic(registry);
    bindData(registry);
  }

  private void bindReplication(MeterRegistry to) {
    gauge(to, "lockstep.replication.offset", BaseUnits.BYTES, view -> view.history().offset());
    gauge(to, "lockstep.replication.replicas", null, view -> view.replicas().size());
    gauge(to, "lockstep.engine.up", null, view -> view.fault() == null ? 1 : 0);
    syncs(to, "full", TrafficView::fullSyncs);
    syncs(to, "partial", TrafficView::partialSyncs);
    syncs(to, "partial_refused", TrafficView::refusedPartialSyncs);
  }

  private void bindLink(MeterRegistry to) {
    link(to, "lockstep.replication.link.up", null, link -> link.isUp() ? 1 : 0);
    link(to, "lockstep.replication.link.io.age", MS, UpstreamView::lastIoAgeMs);
    link(
        to,
        "lockstep.replication.link.unapplied",
        BaseUnits.BYTES,
        link -> link.readOffset() - link.appliedOffset());
  }

  private void bindBacklog(MeterRegistry to) {
    gauge(to, "lockstep.backlog.length", BaseUnits.BYTES, view -> view.backlog().length());
    gauge(to, "lockstep.backlog.limit", BaseUnits.BYTES, view -> view.backlog().sizeLimit());
    gauge(to, "lockstep.backlog.first.offset", null, view -> view.backlog().firstOffset());
  }

  private void bindTraffic(MeterRegistry to) {
    traffic(to, "lockstep.commands", null, TrafficView::commands);
    traffic(to, "lockstep.connections", null, TrafficView::connections);
    traffic(to, "lockstep.input", BaseUnits.BYTES, TrafficView::inputBytes);
    traffic(to, "lockstep.output", BaseUnits.BYTES, TrafficView::outputBytes);
    traffic(to, "lockstep.keys.expired", null, TrafficView::expiredKeys);
    traffic(to, "lockstep.subkeys.expired", null, TrafficView::expiredSubkeys);
    traffic(to, "lockstep.keys.evicted", null, TrafficView::evictedKeys);
    traffic(to, "lockstep.keyspace.hits", null, TrafficView::keyspaceHits);
    traffic(to, "lockstep.keyspace.misses", null, TrafficView::keyspaceMisses);
    gauge(to, "lockstep.clients", null, view -> view.traffic().connectedClients());
  }

  private void bindData(MeterRegistry to) {
    data(to, "lockstep.keys", null, DataView::keys);
    data(to, "lockstep.keys.volatile", null, DataView::keysWithExpiry);
    data(to, "lockstep.memory.used", BaseUnits.BYTES, DataView::bytesInUse);
    data(to, "lockstep.memory.reserved", BaseUnits.BYTES, DataView::bytesReserved);
    data(to, "lockstep.memory.limit", BaseUnits.BYTES, DataView::maxmemory);
    data(to, "lockstep.snapshots.open", null, DataView::openSnapshots);
    data(to, "lockstep.snapshots.opening", "ns", DataView::lastSnapshotOpenNanos);
  }

  private void gauge(
      MeterRegistry to, String name, @Nullable String unit, ToDoubleFunction<EngineView> value) {
    Gauge.builder(name, views, from -> value.applyAsDouble(from.get()))
        .baseUnit(unit)
        .strongReference(true)
        .register(to);
  }

  /** A gauge that is not a number on a master, which has no link. */
  private void link(
      MeterRegistry to, String name, @Nullable String unit, ToDoubleFunction<UpstreamView> value) {
    gauge(
        to,
        name,
        unit,
        view -> view.upstream() == null ? Double.NaN : value.applyAsDouble(view.upstream()));
  }

  private void data(
      MeterRegistry to, String name, @Nullable String unit, ToDoubleFunction<DataView> value) {
    gauge(to, name, unit, view -> value.applyAsDouble(view.data()));
  }

  private void traffic(
      MeterRegistry to, String name, @Nullable String unit, ToDoubleFunction<TrafficView> value) {
    counter(to, name, Tags.empty(), unit, value);
  }

  private void syncs(MeterRegistry to, String kind, ToDoubleFunction<TrafficView> value) {
    counter(to, "lockstep.replication.syncs", Tags.of("kind", kind), null, value);
  }

  private void counter(
      MeterRegistry to,
      String name,
      Tags tags,
      @Nullable String unit,
      ToDoubleFunction<TrafficView> value) {
    FunctionCounter.builder(name, this, self -> value.applyAsDouble(self.views.get().traffic()))
        .tags(tags)
        .baseUnit(unit)
        .register(to);
  }
}
