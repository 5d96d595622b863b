package io.lockstep.config;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT, taken before the JVM acts on them: its own way out can't be taken back, as
 * SHUTDOWN ABORT must. The class for it is in every JDK, yet compilers may not name it without a
 * warning, so it is reached by reflection.
 */
final class StopSignals {

  private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);

  private StopSignals() {}

  /** Has a signal handled from now on, each time on a thread of its own. */
  static void handle(String name, Consumer<String> handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> receiver = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (_, method, _) -> {
            if (method.getName().equals("handle")) {
              handler.accept("SIG" + name);
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(receiver.getClassLoader(), new Class<?>[] {receiver}, calls);
      signal
          .getMethod("handle", signal, receiver)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
      LOG.debug("SIG{} ends the process without waiting for replicas", name, unavailable);
    }
  }
}
