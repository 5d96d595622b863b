package io.lockstep.command.subscription;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics agree with a map of sets, whatever is subscribed and unsubscribed. */
class TopicsTest {

  private static final int STEPS = 2_000;
  private static final int NAMES = 12;
  private static final int SUBSCRIBERS = 6;

  private final Topics<Integer> topics = new Topics<>();
  private final Map<String, Set<Integer>> model = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithAModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < STEPS; i++) {
      step(random.nextBoolean(), random.nextInt(SUBSCRIBERS), "n" + random.nextInt(NAMES));
      assertThat(topics.count()).isEqualTo(model.size());
      check("n" + random.nextInt(NAMES));
    }
  }

  private void step(boolean subscribes, int subscriber, String name) {
    Name bytes = Name.of(name.getBytes(ISO_8859_1));
    if (subscribes) {
      topics.subscribe(subscriber, bytes);
      model.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(subscriber);
    } else {
      topics.unsubscribe(subscriber, bytes);
      model.computeIfPresent(
          name, (_, heard) -> heard.remove(subscriber) && heard.isEmpty() ? null : heard);
    }
  }

  /** The name is looked for in the midst of other bytes, as it stands in a request. */
  private void check(String name) {
    byte[] request = ("xx" + name + "yy").getBytes(ISO_8859_1);
    Topic<Integer> topic = topics.find(request, 2, name.length());
    Set<Integer> heard = topic == null ? Set.of() : topic.subscribers();
    assertThat(heard).containsExactlyElementsOf(model.getOrDefault(name, Set.of()));
    assertThat(topic == null).isEqualTo(!model.containsKey(name));
  }
}
