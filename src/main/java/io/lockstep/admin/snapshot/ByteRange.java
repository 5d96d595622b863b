package io.lockstep.admin.snapshot;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * The part of a file that a request asks for.
 *
 * @param start its first byte
 * @param count how many bytes it has
 * @param length how many the file has
 */
record ByteRange(long start, long count, long length) {

  /** A single range, if it is one of the file with this tag; anything else is the whole file. */
  static ByteRange of(HttpHeaders headers, long length, @Nullable String tag) {
    var wanted = headers.getFirst(HttpHeaders.IF_RANGE);
    boolean isOfThis = wanted == null || Objects.equals(wanted, tag);
    var ranges = isOfThis ? ranges(headers, length) : List.<HttpRange>of();
    return ranges.size() == 1 ? of(ranges.getFirst(), length) : new ByteRange(0, length, length);
  }

  private static List<HttpRange> ranges(HttpHeaders headers, long length) {
    try {
      return headers.getRange();
    } catch (IllegalArgumentException unreadable) {
      throw SnapshotProblems.outside(length);
    }
  }

  private static ByteRange of(HttpRange range, long length) {
    long start = range.getRangeStart(length);
    long end = range.getRangeEnd(length);
    if (start > end) {
      throw SnapshotProblems.outside(length);
    }
    return new ByteRange(start, end - start + 1, length);
  }

  boolean isWhole() {
    return count == length;
  }

  /** What the header Content-Range says. */
  String text() {
    return "bytes %d-%d/%d".formatted(start, start + count - 1, length);
  }
}
