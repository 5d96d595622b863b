package io.lockstep.config;

import io.lockstep.admin.AdminLimits;
import io.lockstep.observe.HealthLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What Spring configures of a node, beside Redis' own parameters, each of which is a property
 * {@code lockstep.NAME} too.
 *
 * @param enabled Whether a node is started with the application.
 * @param port Port of the RESP server; 0 for a free one.
 * @param bind Addresses the RESP server listens on, separated by spaces; one after a dash may be
 *     missing on the machine.
 * @param shutdownEndsApplication Whether the command SHUTDOWN ends the whole application.
 * @param health When the node stops being healthy.
 * @param http What one HTTP request may ask for.
 * @param pair The replica that the profile "pair" starts beside the node.
 */
@ConfigurationProperties("lockstep")
public record LockstepProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("6379") int port,
    @DefaultValue("127.0.0.1 -::1") String bind,
    @DefaultValue("false") boolean shutdownEndsApplication,
    @DefaultValue Health health,
    @DefaultValue Http http,
    @DefaultValue Pair pair) {

  /**
   * When the node stops being healthy.
   *
   * @param maxLinkDown How long the link to the master may be down before the node is out of
   *     service.
   * @param maxSilence How long the engine may publish nothing before the node is down.
   */
  public record Health(
      @DefaultValue("10s") Duration maxLinkDown, @DefaultValue("10s") Duration maxSilence) {

    HealthLimits limits() {
      return new HealthLimits(maxLinkDown, maxSilence);
    }
  }

  /**
   * What one HTTP request may ask for.
   *
   * @param maxBacklogCommands Most commands on one page of the backlog.
   * @param maxBacklogSize Most bytes read from the backlog for one page.
   * @param maxArguments Most arguments shown of one command.
   * @param maxArgumentSize Most bytes shown of one argument.
   * @param maxListeners Most event streams that are open at a time.
   * @param callTimeout How long the engine may take to answer.
   */
  public record Http(
      @DefaultValue("1000") int maxBacklogCommands,
      @DefaultValue("256KB") DataSize maxBacklogSize,
      @DefaultValue("16") int maxArguments,
      @DefaultValue("128B") DataSize maxArgumentSize,
      @DefaultValue("100") int maxListeners,
      @DefaultValue("5s") Duration callTimeout) {

    AdminLimits limits() {
      return new AdminLimits(
          maxBacklogCommands,
          Math.toIntExact(maxBacklogSize.toBytes()),
          maxArguments,
          Math.toIntExact(maxArgumentSize.toBytes()),
          maxListeners,
          callTimeout);
    }
  }

  /**
   * The replica that the profile "pair" starts beside the node.
   *
   * @param port RESP port of the replica; 0 for a free one.
   * @param httpPort HTTP port of the replica; 0 for a free one.
   */
  public record Pair(@DefaultValue("6380") int port, @DefaultValue("8081") int httpPort) {}
}
