package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.random.RandomGenerator;

/** Valid streams of requests of every form. */
final class RandomRequests {
  private static final String[] BLANKS = {"\r\n", "\n", " \r\n", "*0\r\n", "*-1\r\n"};
  private static final String[] WORDS = {
    "PING", "GET", "\"a b\\x00\\n\"", "'it\\'s'", "\"\"", "k\"ey\"", "\u00ff", "-1"
  };

  private RandomRequests() {}

  static byte[] stream(RandomGenerator random) {
    var out = new ByteArrayOutputStream();
    for (int i = random.nextInt(8); i >= 0; i--) {
      out.writeBytes(request(random));
    }
    return out.toByteArray();
  }

  private static byte[] request(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0 -> BLANKS[random.nextInt(BLANKS.length)].getBytes(ISO_8859_1);
      case 1, 2 -> inline(random);
      case 3 -> multibulk(random, 60, 12);
      case 4 -> multibulk(random, 3, 600);
      default -> multibulk(random, 5, 30);
    };
  }

  private static byte[] inline(RandomGenerator random) {
    var line = new StringBuilder(" ".repeat(random.nextInt(2)));
    for (int i = random.nextInt(5); i >= 0; i--) {
      line.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextBoolean() ? " " : "\t ");
    }
    return line.append(random.nextBoolean() ? "\r\n" : "\n").toString().getBytes(ISO_8859_1);
  }

  private static byte[] multibulk(RandomGenerator random, int mostArguments, int longest) {
    int count = 1 + random.nextInt(mostArguments);
    var encoder = new CommandEncoder().begin(count);
    for (int i = 0; i < count; i++) {
      byte[] argument = new byte[random.nextInt(longest)];
      random.nextBytes(argument);
      encoder.argument(argument);
    }
    return encoder.copy();
  }
}
