package io.lockstep.config;

import static io.lockstep.command.parameter.OwnParameters.HTTP_BIND;
import static io.lockstep.command.parameter.OwnParameters.HTTP_PORT;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.engine.ReplicationInputs;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * REST, health and dashboard beside a node that was started in Redis' way; nothing unless asked.
 */
final class HttpSide implements AutoCloseable {

  private final @Nullable ConfigurableApplicationContext context;

  private HttpSide(@Nullable ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it if {@code http-port} is set. */
  static HttpSide start(Parameters parameters, ReplicationInputs inputs) {
    long port = parameters.get(HTTP_PORT);
    return new HttpSide(port == 0 ? null : run(port, address(parameters), inputs));
  }

  private static String address(Parameters parameters) {
    String first = parameters.get(HTTP_BIND).getFirst();
    return first.equals("*") ? "0.0.0.0" : first.startsWith("-") ? first.substring(1) : first;
  }

  private static ConfigurableApplicationContext run(
      long port, String address, ReplicationInputs inputs) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    SpringApplication application = new SpringApplication(LockstepApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.addInitializers(
        created -> created.getBeanFactory().registerSingleton("replicationInputs", inputs));
    return application.run("--server.port=" + port, "--server.address=" + address);
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }
}
