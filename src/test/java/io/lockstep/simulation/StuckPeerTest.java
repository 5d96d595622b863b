package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that ask for everything and read nothing, and those who are to notice nothing of them. */
class StuckPeerTest {

  private static final long SECOND_US = 1_000_000;
  private static final long LONGEST_LAG_US = 20 * SECOND_US;
  private static final int BIG_VALUES = 40;
  private static final List<String> DEMANDS =
      List.of(
          "REPLCONF capa eof capa psync2\r\nPSYNC ? -1\r\n",
          "REPLCONF listening-port 7000\r\nPSYNC ? -1\r\n",
          "SYNC\r\n",
          "GET big:1\r\n".repeat(200));

  private final SimulatedClock clock = new SimulatedClock();
  private final Agenda agenda = new Agenda(clock);
  private final Trace trace = new Trace(clock);
  private final Invariants invariants = new Invariants(trace, clock);
  private final List<SimulatedNode> nodes = new ArrayList<>();

  @TempDir Path directory;

  /** Asks, and never reads an answer. */
  private record Deaf(String host, String demand) implements Party, WireEnd.Receiver {

    void join(String node, SimulatedNetwork network) {
      network.dial(this, node, 1_000, this::connected, _ -> {});
    }

    private void connected(WireEnd wire) {
      byte[] words = demand.getBytes(ISO_8859_1);
      wire.reading(false);
      wire.attach(this);
      wire.write(words, 0, words.length);
      wire.flush();
    }

    @Override
    public void run(Runnable task) {
      task.run();
    }

    @Override
    public void received(byte[] bytes, int length) {}

    @Override
    public void closed(String cause) {}
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neitherStopsReplicasNorKeepsOthersFromBecomingOne(long seed) {
    Die die = Die.of(seed);
    SimulatedNetwork network = new SimulatedNetwork(agenda, die.split(), trace);
    SimulatedNode master = node("master", network, die);
    fill(master);
    SimulatedNode early = node("early", network, die);
    early.operate("REPLICAOF", master.host(), "6379");
    proceedUntilLevel(seed, master, early);

    SimulatedClient writer =
        new SimulatedClient("writer", network, List.of("master"), 6_000, (_, _) -> {});
    writer.act();
    surround(master, network, die);
    SimulatedNode late = node("late", network, die);
    late.operate("REPLICAOF", master.host(), "6379");
    surround(master, network, die);
    proceedUntil(clock.nowUs() + 5 * SECOND_US);
    writer.finish();

    proceedUntilLevel(seed, master, early, late);
    nodes.forEach(node -> node.crash(false));
  }

  private SimulatedNode node(String host, SimulatedNetwork network, Die die) {
    SimulatedNode node =
        new SimulatedNode(
            host, NodeParameters.drawn(die, directory), network, invariants::look);
    nodes.add(node);
    node.start();
    return node;
  }

  /** More than all windows of a connection together. */
  private static void fill(SimulatedNode master) {
    for (int i = 0; i < BIG_VALUES; i++) {
      master.operate("SET", "big:" + i, String.valueOf(i).repeat(20_000));
    }
  }

  private void surround(SimulatedNode master, SimulatedNetwork network, Die die) {
    for (int i = 0; i < 4; i++) {
      Deaf deaf = new Deaf("deaf-" + i, die.pick(DEMANDS));
      agenda.after(die.between(0, SECOND_US / 2), () -> deaf.join(master.host(), network));
    }
  }

  private void proceedUntil(long us) {
    while (clock.nowUs() < us) {
      agenda.proceed();
    }
  }

  private void proceedUntilLevel(long seed, SimulatedNode... level) {
    List<NodeLife> lives = List.of(level).stream().map(Scenario::life).toList();
    long limitUs = clock.nowUs() + LONGEST_LAG_US;
    while (!Invariants.areLevel(lives) && clock.nowUs() < limitUs) {
      agenda.proceed();
    }
    assertThat(Invariants.areLevel(lives)).as("level, seed %d%n%s", seed, trace.text()).isTrue();
  }
}
