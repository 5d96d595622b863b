package io.lockstep.config;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Profiles;

/** Tells who started the executable what to try; a pair has a longer invitation of its own. */
final class Invitation implements ApplicationListener<ApplicationReadyEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Invitation.class);

  @Override
  public void onApplicationEvent(ApplicationReadyEvent ready) {
    var context = ready.getApplicationContext();
    var environment = context.getEnvironment();
    var node = context.getBeanProvider(NodeLifecycle.class).getIfAvailable();
    if (node != null && !environment.acceptsProfiles(Profiles.of(PairConfiguration.PROFILE))) {
      LOG.info("{}", text(node.port(), environment.getProperty("local.server.port", "8080")));
    }
  }

  private static String text(int port, String httpPort) {
    return """
    Lockstep is up. Try:
      redis-cli -p %1$d set greeting hello
      curl localhost:%2$s/replication
      curl -X POST localhost:%2$s/replication/replicaof \\
           -H 'content-type: application/json' -d '{"host":"127.0.0.1","port":6390}'
      open http://localhost:%2$s                             # the dashboard
    """
        .formatted(port, httpPort)
        .stripTrailing();
  }
}
