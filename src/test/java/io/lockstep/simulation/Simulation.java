package io.lockstep.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One world, from a seed to the moment when all is healed and level. */
final class Simulation {

  private static final long SECOND_US = 1_000_000;
  private static final List<Integer> LARGEST_BYTES =
      List.of(300, 6_000, 6_000, 6_000, 6_000, 6_000, 6_000, 60_000, 60_000, 700_000);
  private static final long LONGEST_PAUSE_US = 4 * SECOND_US;
  private static final long LONGEST_HEALING_US = 90 * SECOND_US;

  private final long seed;
  private final SimulatedClock clock = new SimulatedClock();
  private final Agenda agenda = new Agenda(clock);
  private final Trace trace = new Trace(clock);
  private final Invariants invariants = new Invariants(trace, clock);
  private final Die die;
  private final SimulatedNetwork network;
  private final List<SimulatedNode> nodes = new ArrayList<>();
  private final List<SimulatedClient> clients = new ArrayList<>();
  private final Scenario scenario;

  Simulation(long seed, Path directory) {
    this.seed = seed;
    die = Die.of(seed);
    network = new SimulatedNetwork(agenda, die.split(), trace);
    for (int i = (int) die.between(2, 5); i > 0; i--) {
      NodeParameters parameters = NodeParameters.drawn(die, directory);
      nodes.add(new SimulatedNode("node-" + i, parameters, network, invariants::look));
    }
    List<String> hosts = nodes.stream().map(SimulatedNode::host).toList();
    int largestBytes = die.pick(LARGEST_BYTES);
    for (int i = (int) die.between(1, 5); i > 0; i--) {
      clients.add(
          new SimulatedClient(
              "client-" + i, network, hosts, largestBytes, invariants::acknowledged));
    }
    scenario = new Scenario(network, nodes, die.split());
  }

  /** Runs it, and gives the trace; a failure says how to see it again. */
  Trace run() {
    try {
      live();
      return trace;
    } catch (RuntimeException | Error failure) {
      throw new AssertionError(
          "-Dsimulation.seed=%d shows this after %d events: %s%n%s"
              .formatted(seed, trace.count(), failure.getMessage(), trace.text()),
          failure);
    }
  }

  private void live() {
    scenario.begin();
    clients.forEach(SimulatedClient::act);
    proceedUntil(die.between(4, 14) * SECOND_US);
    clients.forEach(SimulatedClient::finish);
    scenario.heal();
    proceedUntil(clock.ageUs() + LONGEST_PAUSE_US);
    scenario.unite();
    settle();
    compareDigests();
    nodes.forEach(node -> node.crash(false));
  }

  private void proceedUntil(long ageUs) {
    while (clock.ageUs() < ageUs) {
      agenda.proceed();
    }
  }

  private void settle() {
    long limitUs = clock.ageUs() + LONGEST_HEALING_US;
    while (!areLevel() || !isQuiet()) {
      agenda.proceed();
      if (clock.ageUs() > limitUs) {
        throw new Violation("the world is healed and does not come to rest: " + unrest());
      }
    }
  }

  private List<NodeLife> lives() {
    return nodes.stream().map(Scenario::life).toList();
  }

  private boolean areLevel() {
    return Invariants.areLevel(lives());
  }

  private boolean isQuiet() {
    return lives().stream().allMatch(life -> Invariants.remains(life) == null)
        && clients.stream().allMatch(client -> client.unanswered() == null);
  }

  private String unrest() {
    List<String> reasons = new ArrayList<>();
    for (NodeLife life : lives()) {
      reasons.add(life.host() + " " + life.operate("ROLE").replaceAll("\r\n", " "));
      reasons.add(String.valueOf(Invariants.remains(life)));
    }
    clients.forEach(client -> reasons.add(String.valueOf(client.unanswered())));
    reasons.removeIf(Objects.toString(null)::equals);
    return String.join("; ", reasons);
  }

  /** The signature that Redis' own tests compare. */
  private void compareDigests() {
    List<String> digests =
        lives().stream().map(life -> life.operate("DEBUG", "DIGEST")).distinct().toList();
    if (digests.size() > 1) {
      throw new Violation("level nodes have other data: " + digests);
    }
  }
}
