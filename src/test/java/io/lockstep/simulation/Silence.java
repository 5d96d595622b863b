package io.lockstep.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What thousands of faults make engines say is of no use to anybody. */
final class Silence implements BeforeAllCallback, AfterAllCallback {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.lockstep");

  @Override
  public void beforeAll(ExtensionContext test) {
    LOG.setLevel(Level.OFF);
  }

  @Override
  public void afterAll(ExtensionContext test) {
    LOG.setLevel(null);
  }
}
