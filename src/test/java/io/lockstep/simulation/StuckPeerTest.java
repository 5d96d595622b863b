package io.lockstep.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.replication.Capability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that ask for everything and read nothing, and those who are to notice nothing of them. */
@ExtendWith(Silence.class)
class StuckPeerTest {

  private static final long SECOND_US = 1_000_000;
  private static final long LONGEST_LAG_US = 20 * SECOND_US;
  private static final int BIG_VALUES = 100;
  private static final int WRITES = 100;
  private static final List<String> DEMANDS =
      List.of(
          "REPLCONF capa eof capa psync2 capa "
              + Capability.LOCKSTEP_SNAPSHOT
              + "\r\nPSYNC ? -1\r\n",
          "REPLCONF listening-port 7000\r\nPSYNC ? -1\r\n",
          "SYNC\r\n",
          "GET big:1\r\n".repeat(200));

  private final SimulatedClock clock = new SimulatedClock();
  private final Agenda agenda = new Agenda(clock);
  private final Trace trace = new Trace(clock);
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
    network.calm(); // a slow wire would take longer than the deaf are waited for
    SimulatedNode master = node("master", network, die);
    fill(master, die);
    SimulatedNode early = node("early", network, die);
    early.operate("REPLICAOF", master.host(), "6379");
    proceedUntilLevel(seed, master, early);

    surround(master, network, die);
    SimulatedNode late = node("late", network, die);
    late.operate("REPLICAOF", master.host(), "6379");
    surround(master, network, die);
    writeForAWhile(master);

    proceedUntilLevel(seed, master, early, late);
    nodes.forEach(node -> node.crash(false));
  }

  private SimulatedNode node(String host, SimulatedNetwork network, Die die) {
    SimulatedNode node =
        new SimulatedNode(host, patient(NodeParameters.drawn(die, directory)), network, _ -> {});
    nodes.add(node);
    node.start();
    return node;
  }

  /** No timeout helps anybody, and who comes late shares a snapshot with those that are deaf. */
  private static NodeParameters patient(NodeParameters drawn) {
    Map<String, String> values = new TreeMap<>(drawn.values());
    values.put("repl-timeout", "3600");
    values.put("repl-diskless-sync-delay", "1");
    values.put("repl-sync-patience", "5");
    return new NodeParameters(values, drawn.directory());
  }

  /** More than a snapshot's pieces and a connection's window can hold together. */
  private static void fill(SimulatedNode master, Die die) {
    byte[] value = new byte[40_000];
    for (int i = 0; i < BIG_VALUES; i++) {
      die.generator().nextBytes(value);
      master.operate("SET", "big:" + i, HexFormat.of().formatHex(value));
    }
  }

  private void surround(SimulatedNode master, SimulatedNetwork network, Die die) {
    for (int i = 0; i < 4; i++) {
      Deaf deaf = new Deaf("deaf-" + i, die.pick(DEMANDS));
      agenda.after(die.between(0, SECOND_US / 2), () -> deaf.join(master.host(), network));
    }
  }

  private void writeForAWhile(SimulatedNode master) {
    for (int i = 0; i < WRITES; i++) {
      master.operate("SET", "key:" + i % 10, "value:" + i);
      proceedUntil(clock.nowUs() + SECOND_US / 20);
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
    assertThat(lives.stream().map(life -> Fingerprint.of(life.data())).distinct()).hasSize(1);
  }
}
