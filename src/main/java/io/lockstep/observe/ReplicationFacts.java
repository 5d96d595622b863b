package io.lockstep.observe;

import io.lockstep.engine.EngineView;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Which node this is, for {@code /actuator/info}. */
public final class ReplicationFacts implements InfoContributor {
  private final Supplier<EngineView> views;

  public ReplicationFacts(Supplier<EngineView> views) {
    this.views = views;
  }

  @Override
  public void contribute(Info.Builder builder) {
    var view = views.get();
    builder.withDetail(
        "replication",
        Map.of(
            "node_id", view.nodeId(),
            "port", view.port(),
            "role", RoleNames.of(view),
            "replid", view.history().replid()));
  }
}
