package io.lockstep.command.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParametersTest {
  private static final Circumstances REMOTE = new Circumstances(false, false);
  private final Parameters parameters = new Parameters(ParameterCatalogue.complete(), "/data");

  private SetOutcome set(String... pairs) {
    return parameters.set(List.of(pairs), REMOTE);
  }

  private static SetOutcome refused(String error) {
    return new SetOutcome.Refused(error);
  }

  private static SetOutcome failed(String name, String reason) {
    return refused(
        "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + reason);
  }

  @Test
  void answersNamesAliasesAndPatternsOnce() {
    assertThat(parameters.matching(List.of("slave-priority", "replica-prio*", "*-PRIORITY")))
        .isEqualTo(Map.of("slave-priority", "100", "replica-priority", "100"));
  }

  @Test
  void answersUnderTheNameThatWasAskedFor() {
    assertThat(parameters.matching(List.of("TimeOut", "nosuch"))).isEqualTo(Map.of("TimeOut", "0"));
  }

  @Test
  void showsHiddenParametersToTheirWholeNameOnly() {
    assertThat(parameters.matching(List.of("key-load-*"))).isEmpty();
    assertThat(parameters.matching(List.of("key-load-delay"))).containsEntry("key-load-delay", "0");
  }

  @Test
  void setsSeveralValuesTogether() {
    assertThat(set("timeout", "7", "maxmemory", "2mb"))
        .isEqualTo(
            new SetOutcome.Done(List.of(NetworkParameters.TIMEOUT, DataParameters.MAXMEMORY)));
    assertThat(parameters.get(DataParameters.MAXMEMORY)).isEqualTo(2L << 20);
  }

  @Test
  void setsNothingWhenOneValueIsWrong() {
    assertThat(set("timeout", "7", "hz", "x"))
        .isEqualTo(failed("hz", "argument couldn't be parsed into an integer"));
    assertThat(parameters.get(NetworkParameters.TIMEOUT)).isZero();
  }

  @Test
  void refusesUnknownNamesWhateverElseIsWrong() {
    assertThat(set("timeout", "x", "NoSuch", "1"))
        .isEqualTo(refused("ERR Unknown option or number of arguments for CONFIG SET - 'NoSuch'"));
  }

  @Test
  void refusesTheSameNameTwiceButNotItsAlias() {
    assertThat(set("timeout", "1", "TIMEOUT", "2"))
        .isEqualTo(failed("TIMEOUT", "duplicate parameter"));
    set("slave-priority", "3", "replica-priority", "4");
    assertThat(parameters.get(ReplicationParameters.REPLICA_PRIORITY)).isEqualTo(4);
  }

  @Test
  void refusesImmutableAndProtectedParameters() {
    assertThat(set("Databases", "4")).isEqualTo(failed("Databases", "can't set immutable config"));
    assertThat(set("dir", "/")).isEqualTo(failed("dir", "can't set protected config"));
  }

  @Test
  void admitsLocalClientsToProtectedParametersWhenToldSo() {
    parameters.put(SecurityParameters.ENABLE_PROTECTED_CONFIGS, "local");
    assertThat(set("dir", "x")).isEqualTo(failed("dir", "can't set protected config"));
    assertThat(parameters.set(List.of("dir", "a/../b"), new Circumstances(true, false)))
        .isEqualTo(new SetOutcome.Done(List.of(ServerParameters.DIR)));
    assertThat(parameters.get(ServerParameters.DIR)).isEqualTo("/data/b");
  }

  @Test
  void saysLoadingForWhatMustNotChangeWhileLoading() {
    assertThat(parameters.set(List.of("appendonly", "yes"), new Circumstances(true, true)))
        .isEqualTo(refused("LOADING Redis is loading the dataset in memory"));
  }

  @Test
  void tellsListenersOnlyOfChanges() {
    var told = new ArrayList<Long>();
    parameters.onChange(NetworkParameters.TIMEOUT, told::add);
    set("timeout", "0");
    set("timeout", "5");
    set("timeout", "6", "hz", "x");
    parameters.put(NetworkParameters.TIMEOUT, 9L);
    assertThat(told).containsExactly(5L, 9L);
  }

  @Test
  void takesEverythingBackWhenAnApplierRefuses() {
    var ports = new ArrayList<Long>();
    parameters.applyWith(
        NetworkParameters.PORT,
        () -> {
          ports.add(parameters.get(NetworkParameters.PORT));
          return ports.size() == 1
              ? Optional.of("Unable to listen on this port.")
              : Optional.empty();
        });
    assertThat(set("timeout", "5", "port", "7000"))
        .isEqualTo(failed("port", "Unable to listen on this port."));
    assertThat(parameters.get(NetworkParameters.TIMEOUT)).isZero();
    assertThat(ports).containsExactly(7000L, 6379L);
  }

  @Test
  void appliesParametersOfOneApplierOnce() {
    var calls = new ArrayList<String>();
    Applier listen =
        () -> {
          calls.add("listen");
          return Optional.empty();
        };
    parameters.applyWith(NetworkParameters.PORT, listen);
    parameters.applyWith(NetworkParameters.BIND, listen);
    set("port", "7000", "bind", "127.0.0.2", "timeout", "5");
    assertThat(calls).containsExactly("listen");
  }

  @Test
  void keepsTheValuesOfNodesApart() {
    var other = new Parameters(ParameterCatalogue.complete(), "/other");
    set("timeout", "5");
    assertThat(other.get(NetworkParameters.TIMEOUT)).isZero();
  }
}
