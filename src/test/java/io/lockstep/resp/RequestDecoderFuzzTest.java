package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Streams from seeds. {@code -Dresp.fuzz.seed=} replays one, {@code -Dresp.fuzz.mutations=} sets
 * how many mutated streams are tried.
 */
class RequestDecoderFuzzTest {
  private static final long SEED = Long.getLong("resp.fuzz.seed", 20260101L);
  private static final int MUTATIONS = Integer.getInteger("resp.fuzz.mutations", 250_000);
  private static final int VALID_STREAMS = 5_000;
  private static final ProtocolLimits SMALL = new ProtocolLimits(4096, 1000, 256, 8192);
  private static final long MEMORY_LIMIT = 8192 + 256 + 2 * 8 * (8192 / 6) + 64;

  private static final String MARKS = "*$\r\n0123456789-+\"'\\x \0aZ\u00ff";

  @Test
  void decodesTheSameHoweverTheStreamIsSplit() {
    for (int i = 0; i < VALID_STREAMS; i++) {
      var random = new SplittableRandom(SEED + i);
      byte[] stream = RandomRequests.stream(random);
      var whole = new Conversation().send(stream, 0, stream.length);
      var split = new Conversation().sendSplit(stream, random);

      assertThat(whole.error).as("seed %d", SEED + i).isNull();
      assertThat(whole.decoder.consumedBytes()).isEqualTo(stream.length);
      assertThat(split.outcome()).as("seed %d", SEED + i).isEqualTo(whole.outcome());
    }
  }

  @Test
  void endsMutatedStreamsInAProtocolErrorAtWorst() {
    byte[] stream = {};
    for (int i = 0; i < MUTATIONS; i++) {
      var random = new SplittableRandom(SEED + i);
      if (i % 16 == 0) {
        stream = RandomRequests.stream(random);
      }
      check(mutated(stream, random), random, SEED + i);
    }
  }

  private static void check(byte[] stream, SplittableRandom random, long seed) {
    try {
      var whole = new Conversation(SMALL).send(stream, 0, stream.length);
      var split = new Conversation(SMALL).sendSplit(stream, random);

      assertMemory(whole, seed);
      assertMemory(split, seed);
      if (!isSilent(whole) && !split.outcome().equals(whole.outcome())) {
        assertThat(split.outcome()).as("seed %d", seed).isEqualTo(whole.outcome());
      }
    } catch (RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + " broke the decoder with " + new String(stream, ISO_8859_1), e);
    }
  }

  /** Only the query buffer limit depends on how much arrives at once. */
  private static boolean isSilent(Conversation conversation) {
    return conversation.error != null && conversation.error.closesSilently();
  }

  private static void assertMemory(Conversation conversation, long seed) {
    if (conversation.decoder.capacity() > MEMORY_LIMIT) {
      throw new AssertionError("seed " + seed + ": holds " + conversation.decoder.capacity());
    }
  }

  private static byte[] mutated(byte[] stream, SplittableRandom random) {
    byte[] mutated = stream.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutated = mutatedOnce(mutated, random);
    }
    return mutated;
  }

  private static byte[] mutatedOnce(byte[] stream, SplittableRandom random) {
    int at = random.nextInt(stream.length);
    return switch (random.nextInt(5)) {
      case 0 -> replaced(stream, at, (byte) random.nextInt());
      case 1 -> replaced(stream, at, (byte) MARKS.charAt(random.nextInt(MARKS.length())));
      case 2 -> Arrays.copyOf(stream, at + 1);
      case 3 -> spliced(stream, at, Math.min(stream.length, at + 1 + random.nextInt(8)));
      default -> spliced(stream, at, Math.max(0, at - random.nextInt(8)));
    };
  }

  private static byte[] replaced(byte[] stream, int at, byte b) {
    stream[at] = b;
    return stream;
  }

  /** Goes on at {@code resume} after {@code at} bytes: a gap, or a repetition. */
  private static byte[] spliced(byte[] stream, int at, int resume) {
    byte[] result = Arrays.copyOf(stream, Math.max(1, at + stream.length - resume));
    System.arraycopy(stream, resume, result, at, stream.length - resume);
    return result;
  }
}
