package io.lockstep.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a world: one fault after another, drawn from its die. */
final class Scenario {

  private static final long SECOND_US = 1_000_000;

  private final Agenda agenda;
  private final SimulatedNetwork network;
  private final List<SimulatedNode> nodes;
  private final Die die;
  private boolean isOver;
  private int strangers;

  Scenario(SimulatedNetwork network, List<SimulatedNode> nodes, Die die) {
    this.agenda = network.agenda();
    this.network = network;
    this.nodes = nodes;
    this.die = die;
  }

  /** All nodes start; the first is the master, the others follow it or one another. */
  void begin() {
    nodes.forEach(SimulatedNode::start);
    boolean isChain = die.chance(40);
    for (int i = 1; i < nodes.size(); i++) {
      follow(nodes.get(i), nodes.get(isChain ? i - 1 : 0));
    }
    agenda.after(die.between(SECOND_US / 10, SECOND_US), this::strike);
  }

  private static void follow(SimulatedNode replica, SimulatedNode master) {
    replica.operate("REPLICAOF", master.host(), "6379");
  }

  private void strike() {
    if (isOver) {
      return;
    }
    switch (die.upTo(22)) {
      case 0 -> network.resetOne();
      case 1, 2 -> network.tearOneAfter(die.between(0, 3_000));
      case 18, 19 -> network.tearOneAfter(die.between(0, 300));
      case 20 -> shutDown();
      case 3 -> partition();
      case 4 -> isolate();
      case 5 -> any().freeze(die.between(SECOND_US / 50, 4 * SECOND_US));
      case 6 -> crash();
      case 7 -> any().operate("REPLICAOF", "NO", "ONE");
      case 8, 9 -> follow(any(), any());
      case 10 -> failOver();
      case 11 -> any().operate("CONFIG", "SET", "repl-backlog-size", backlogBytes());
      case 12 -> any().operate("CONFIG", "SET", "client-output-buffer-limit", outputLimit());
      case 13 -> limitMemory();
      case 14 -> any().operate("CONFIG", "SET", "repl-diskless-sync", yesOrNo());
      case 15 -> any().operate("CONFIG", "SET", "repl-timeout", String.valueOf(die.between(2, 6)));
      case 16 -> any().operate("CONFIG", "SET", "replica-serve-stale-data", yesOrNo());
      case 17 -> any().operate("CLIENT", "KILL", "TYPE", die.chance(50) ? "replica" : "master");
      default -> new Stranger("stranger-" + ++strangers, network).join(any().host());
    }
    agenda.after(die.between(SECOND_US / 20, 3 * SECOND_US / 2), this::strike);
  }

  private SimulatedNode any() {
    return die.pick(nodes);
  }

  private String backlogBytes() {
    return String.valueOf(die.pick(List.of(16384, 20000, 65536, 262144)));
  }

  private String outputLimit() {
    return "replica " + die.pick(List.of("0 0 0", "4096 1024 1", "16384 8192 1"));
  }

  private String yesOrNo() {
    return die.chance(50) ? "yes" : "no";
  }

  // ---- the network's

  private void partition() {
    cutFor(any().host(), any().host(), die.between(SECOND_US / 20, 7 * SECOND_US));
  }

  private void isolate() {
    String host = any().host();
    long us = die.between(SECOND_US / 20, 7 * SECOND_US);
    nodes.forEach(node -> cutFor(host, node.host(), us));
  }

  private void cutFor(String a, String b, long us) {
    if (!a.equals(b)) {
      network.trace().note(a, "is cut off from " + b, us);
      network.cut(a, b);
      agenda.after(us, () -> network.heal(a, b));
    }
  }

  // ---- the nodes'

  private void crash() {
    SimulatedNode node = any();
    node.crash(die.chance(40));
    agenda.after(die.between(SECOND_US / 100, 3 * SECOND_US), () -> restart(node));
  }

  private void restart(SimulatedNode node) {
    if (node.life() != null) {
      return;
    }
    SimulatedNode master = any();
    if (die.chance(40) && master != node) {
      node.startAsReplicaOf(master.host());
    } else {
      node.start();
      agenda.after(die.between(0, SECOND_US), () -> follow(node, master));
    }
  }

  private void shutDown() {
    SimulatedNode node = any();
    node.operate("SHUTDOWN", die.chance(70) ? "SAVE" : "NOSAVE");
    agenda.after(die.between(SECOND_US / 100, 3 * SECOND_US), () -> restart(node));
  }

  /** One node is promoted and the others follow it, in an order of their own. */
  private void failOver() {
    SimulatedNode promoted = any();
    promoted.operate("REPLICAOF", "NO", "ONE");
    for (SimulatedNode other : nodes) {
      if (other != promoted && die.chance(80)) {
        agenda.after(die.between(0, SECOND_US), () -> followLate(other, promoted));
      }
    }
  }

  private void followLate(SimulatedNode replica, SimulatedNode master) {
    if (!isOver) {
      follow(replica, master);
    }
  }

  private void limitMemory() {
    SimulatedNode node = any();
    NodeLife life = node.life();
    if (life != null) {
      long bytes = life.data().bytesInUse() * die.between(50, 110) / 100;
      node.operate("CONFIG", "SET", "maxmemory", String.valueOf(bytes));
    }
  }

  // ---- the end

  /** All faults are healed; what operators said during a pause is still to be carried out. */
  void heal() {
    isOver = true;
    network.calm();
    nodes.forEach(Scenario::revive);
  }

  /** One node is everybody's master from now on, directly or not. */
  void unite() {
    nodes.forEach(SimulatedNode::start);
    int master = die.upTo(nodes.size() - 1);
    SimulatedNode first = nodes.get(master);
    first.operate("REPLICAOF", "NO", "ONE");
    SimulatedNode last = first;
    for (SimulatedNode node : nodes) {
      if (node != first) {
        follow(node, die.chance(60) ? first : last);
        last = node;
      }
    }
  }

  private static void revive(SimulatedNode node) {
    node.start();
    NodeLife life = life(node);
    life.thaw();
    node.operate("CLIENT", "UNPAUSE");
    node.operate("CONFIG", "SET", "maxmemory", "0");
    node.operate("CONFIG", "SET", "client-output-buffer-limit", "replica 0 0 0");
  }

  static NodeLife life(SimulatedNode node) {
    @Nullable NodeLife life = node.life();
    if (life == null) {
      throw new IllegalStateException(node.host() + " is not running");
    }
    return life;
  }
}
