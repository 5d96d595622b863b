package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Replies of RESP2 and RESP3: found in a stream, and turned into Java values. */
public final class Reply {

  /** An error reply, without its leading minus. */
  public record Failure(String message) {}

  /** A message that nobody asked for. */
  public record Push(List<@Nullable Object> parts) {}

  private Reply() {}

  /** Reads one whole reply, and returns its bytes. */
  public static byte[] read(InputStream in) throws IOException {
    var seen = new ByteArrayOutputStream();
    copyReply(in, seen);
    return seen.toByteArray();
  }

  private static void copyReply(InputStream in, ByteArrayOutputStream seen) throws IOException {
    var line = copyLine(in, seen);
    switch (line.charAt(0)) {
      case '$', '=', '!' -> copyBody(in, seen, Integer.parseInt(line.substring(1)));
      case '*', '~', '>' -> copyReplies(in, seen, Integer.parseInt(line.substring(1)));
      case '%' -> copyReplies(in, seen, 2 * Integer.parseInt(line.substring(1)));
      case '|' -> copyReplies(in, seen, 2 * Integer.parseInt(line.substring(1)) + 1);
      default -> {}
    }
  }

  private static String copyLine(InputStream in, ByteArrayOutputStream seen) throws IOException {
    int start = seen.size();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("closed after: " + seen.toString(ISO_8859_1));
      }
      seen.write(next);
    }
    seen.write('\n');
    return seen.toString(ISO_8859_1).substring(start).stripTrailing();
  }

  private static void copyBody(InputStream in, ByteArrayOutputStream seen, int length)
      throws IOException {
    if (length >= 0) {
      seen.writeBytes(in.readNBytes(length + 2));
    }
  }

  private static void copyReplies(InputStream in, ByteArrayOutputStream seen, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      copyReply(in, seen);
    }
  }

  /**
   * The Java value of a reply: String for simple, bulk and verbatim strings, Long, Double, Boolean,
   * BigInteger, List for arrays and sets, Map, {@link Failure}, {@link Push}, and null.
   */
  public static @Nullable Object value(byte[] reply) {
    try {
      return value(new ByteArrayInputStream(reply));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object value(InputStream in) throws IOException {
    var line = copyLine(in, new ByteArrayOutputStream());
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case '-' -> new Failure(rest);
      case ':' -> Long.valueOf(rest);
      case '$' -> text(in, Integer.parseInt(rest));
      case '!' -> new Failure(String.valueOf(text(in, Integer.parseInt(rest))));
      case '=' -> String.valueOf(text(in, Integer.parseInt(rest))).substring("txt:".length());
      case '*', '~' -> list(in, Integer.parseInt(rest));
      case '>' -> new Push(values(in, Integer.parseInt(rest)));
      case '%' -> map(in, Integer.parseInt(rest));
      case '|' -> afterAttribute(in, Integer.parseInt(rest));
      case ',' -> Double.valueOf(rest.replace("inf", "Infinity"));
      case '#' -> rest.equals("t");
      case '(' -> new BigInteger(rest);
      case '_' -> null;
      default -> throw new IllegalArgumentException("no reply starts like this: " + line);
    };
  }

  private static @Nullable String text(InputStream in, int length) throws IOException {
    if (length < 0) {
      return null;
    }
    var text = new String(in.readNBytes(length), ISO_8859_1);
    in.skipNBytes(2);
    return text;
  }

  private static @Nullable List<@Nullable Object> list(InputStream in, int count)
      throws IOException {
    return count < 0 ? null : values(in, count);
  }

  private static List<@Nullable Object> values(InputStream in, int count) throws IOException {
    var values = new ArrayList<@Nullable Object>();
    for (int i = 0; i < count; i++) {
      values.add(value(in));
    }
    return values;
  }

  private static Map<@Nullable Object, @Nullable Object> map(InputStream in, int pairs)
      throws IOException {
    var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
    for (int i = 0; i < pairs; i++) {
      map.put(value(in), value(in));
    }
    return map;
  }

  private static @Nullable Object afterAttribute(InputStream in, int pairs) throws IOException {
    map(in, pairs);
    return value(in);
  }
}
